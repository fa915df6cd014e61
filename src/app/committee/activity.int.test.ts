import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PersonId } from '../../core/kernel/index.ts'
import { actOnCommittee, committeeRecord, deliverDue, inviteEngineer, viewCommittee } from '../index.ts'
import { dora, inside, onCommittee } from '../../../tests/kit/seats.ts'
import { accepted, does, reported } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { wind } from '../../../tests/kit/wind.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
let cleo: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada, ben, cleo] = here.members as [PersonId, PersonId, PersonId]
})
afterEach(() => here.close())

const { acts, pass, today, seats } = onCommittee(() => here)

describe('C9, C12: what members see of each other', () => {
  test('the last act, what is unanswered, and what is overdue; signing in is no act', async () => {
    const { id } = await reported(here)
    await does(here, ada, id, 'assignDuty', { duty: 'infra', to: cleo })
    await does(here, ada, id, 'post', { room: 'team', text: 'hello @cleo', mentions: [cleo] }).catch(() => undefined)
    await wind(here, 'PT960H')
    await pass()
    await inside(here, cleo)
    const { activity } = await viewCommittee(here.world, ada)
    const found = activity.find(({ person }) => person === cleo)
    expect(found).toMatchObject({ lastAct: null, onLeave: false })
    expect(found?.unanswered).toBeGreaterThan(0)
    expect(found?.overdue.length).toBeGreaterThan(0)
    expect(found?.since.unreachable).not.toBeNull()
    expect(found?.since.neglect).not.toBeNull()
    expect(activity.find(({ person }) => person === ada)?.lastAct).not.toBeNull()
  })

  test('is told without reading every case again at each look', async () => {
    for (let nth = 0; nth < 8; nth += 1) await reported(here)
    const { id } = await reported(here)
    await viewCommittee(here.world, ada)
    const { records } = here.world
    const read: string[] = []
    const readAll: typeof records.readAll = (kind, ids) => (read.push(...ids), records.readAll(kind, ids))
    const counting = { ...here.world, records: { ...records, readAll } }
    const acted = async () =>
      (await viewCommittee(counting, ada)).activity.find(({ person }) => person === ben)?.lastAct ?? null
    expect(await acted()).toBeNull()
    expect(read.filter((one) => one.startsWith('c-'))).toEqual([])
    await does(here, ben, id, 'post', { room: 'team', text: 'here I am' })
    expect(await acted()).toBe((await records.read('case', id)).records.at(-1)?.at)
    expect(read.filter((one) => one.startsWith('c-'))).toEqual([id])
  })

  test('a duty that lacks cover is told by mail day after day, until somebody takes it', async () => {
    await acts(ada, 'shareDuty', { duty: 'release', holders: cleo })
    await acts(cleo, 'announceLeave', { from: today(20), to: today(22) })
    await deliverDue(here.world)
    const told = async () => {
      const before = here.sent.length
      await pass()
      await deliverDue(here.world)
      return here.sent.slice(before).flatMap(({ to, text }) => (text.includes('lacks cover') ? to : []))
    }
    await wind(here, 'PT120H')
    expect(await told()).toEqual([])
    await wind(here, 'PT24H')
    const all = ['ada@example.org', 'ben@example.org', 'cleo@example.org']
    expect((await told()).toSorted()).toEqual(all)
    expect(await told()).toEqual([])
    await wind(here, 'PT24H')
    expect((await told()).toSorted()).toEqual(all)
    await acts(ben, 'shareDuty', { duty: 'release', holders: `${cleo} ${ben}` })
    await wind(here, 'PT72H')
    expect(await told()).toEqual([])
  })

  test('engineers see no removal: not what is said for it, nor that there is one, nor who left', async () => {
    const { id } = await reported(here)
    await accepted(here, id)
    const invited = await inviteEngineer(here.world, ada, id, {
      name: 'Eli Eddy',
      email: 'eli@example.org',
      affiliation: '',
      why: 'maintains it',
    })
    if (!('events' in invited) || invited.events[0]?.type !== 'FixTeamInvited') throw new Error('nobody was invited')
    const { person: eli } = invited.events[0]
    await acts(ada, 'nominate', { ...dora, statement: 'reviews the harbour code' })
    await acts(ada, 'proposeRemoval', { person: cleo, ground: 'unreachable', statement: 'no answer for long' })
    const seen = async (person: PersonId) => {
      const { community, decided, people } = await viewCommittee(here.world, person)
      const open = community.committee.open.map(({ proposal }) => proposal)
      return [open, decided.map(({ proposal }) => proposal), people.has(cleo)]
    }
    expect(await seen(ben)).toEqual([[1, 2], [], true])
    expect(await seen(eli)).toEqual([[1], [], true])
    const withdraws = (proposal: number) =>
      actOnCommittee(here.world, eli, { act: 'withdrawProposal', fields: { proposal, reason: 'x' } })
    expect(await withdraws(1)).toMatchObject({ code: 'not_yours' })
    const asIfNone = { ...(await withdraws(9)), says: 'There is no proposal 2.' }
    expect(await withdraws(2)).toEqual(asIfNone)
    await acts(ben, 'vote', { proposal: 2, choice: 'aye' })
    await acts(ada, 'vote', { proposal: 2, choice: 'aye' })
    expect(await seats()).toEqual([ada, ben])
    expect(await seen(ben)).toEqual([[1], [2], true])
    expect(await seen(eli)).toEqual([[1], [], false])
    expect(await withdraws(2)).toEqual(asIfNone)
  })

  test('the record tells under which clause a ballot was cast and a seat began', async () => {
    await acts(ada, 'proposeRemoval', { person: cleo, ground: 'neglect', statement: 'no reviews' })
    await acts(ben, 'vote', { proposal: 1, choice: 'no' })
    await wind(here, 'PT168H')
    await pass()
    const { records } = await committeeRecord(here.world)
    const clauses = records.map(({ type, clause }) => [type, clause])
    expect(clauses.slice(0, 3)).toEqual([
      ['ProposalClosed', 'C12'],
      ['BallotCast', 'C12'],
      ['ProposalOpened', 'C12'],
    ])
    expect(records[0]?.says).toContain('Proposal 1 failed')
    expect(clauses).toContainEqual(['MemberSeated', 'C1'])
  })

  test('a removal that the record does not bear out carries a warning with what they did last', async () => {
    const warnings = async () =>
      (await viewCommittee(here.world, ada)).community.committee.open.map((one) => one.warnings.map(({ says }) => says))
    const { id } = await reported(here)
    await does(here, cleo, id, 'post', { room: 'team', text: 'here I am' })
    await acts(ada, 'proposeRemoval', { person: cleo, ground: 'unreachable', statement: 'no answer for long' })
    const said = 'Lately they acted on one case, the last time on '
    expect(await warnings()).toEqual([[expect.stringContaining(said)]])
    await acts(ada, 'withdrawProposal', { proposal: 1, reason: 'they answered' })
    await does(here, ada, id, 'assignDuty', { duty: 'infra', to: cleo })
    await wind(here, 'PT960H')
    await pass()
    await acts(ada, 'proposeRemoval', { person: cleo, ground: 'unreachable', statement: 'no answer for long' })
    expect(await warnings()).toEqual([[]])
  })

  test('a removal is told to the other members only', async () => {
    await acts(ada, 'proposeRemoval', { person: cleo, ground: 'unreachable', statement: 'no answer for long' })
    await deliverDue(here.world)
    const told = here.sent.filter(({ subject }) => subject.includes('committee')).flatMap(({ to }) => to)
    expect(told).toEqual(['ben@example.org'])
  })
})
