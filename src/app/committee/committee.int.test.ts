import { join } from 'node:path'
import { theCommunity } from '../community/index.ts'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isRefused, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import {
  actOnCommittee,
  addProject,
  countListed,
  coverLacking,
  countOpen,
  deliverDue,
  findCases,
  inviteEngineer,
  listCases,
  loadCommunity,
  loadPerson,
  openFilling,
  openRecords,
  personByEmail,
  rebuildAudiences,
  viewCase,
  viewCommittee,
  today as theDay,
} from '../index.ts'
import { actsOn, dora, inside, onCommittee } from '../../../tests/kit/seats.ts'
import { accepted, does, invited, reported } from '../../../tests/kit/voyage.ts'
import { sigstorePolicy, testWorld, type TestWorld } from '../../../tests/kit/world.ts'
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
const sees = async (person: PersonId, id: `c-${string}`) => !isRefused(await viewCase(here.world, person, id))
const duties = async (id: `c-${string}`) => (await here.world.records.read('case', id)).state?.duties

describe('C13: access follows the seat', () => {
  test('sessions, tokens, cases, lists and duties end with it, in the same transaction', async () => {
    const { id } = await reported(here)
    await does(here, ada, id, 'assignDuty', { duty: 'triage', to: cleo })
    await does(here, ada, id, 'assignDuty', { duty: 'infra', to: ben })
    const stillIn = await inside(here, cleo)
    expect(await stillIn()).toEqual([true, true])
    await acts(cleo, 'stepDown', { reason: 'a new job' })
    expect(await stillIn()).toEqual([false, false])
    expect(await sees(cleo, id)).toBe(false)
    expect((await listCases(here.world, cleo)).cases).toEqual([])
    expect(await duties(id)).toEqual({ infra: ben })
    const { records } = await here.world.records.read('case', id)
    expect(records.at(-1)).toMatchObject({
      by: cleo,
      event: { type: 'DutyAssigned', duty: 'triage', to: null, from: cleo },
    })
    const seen = await viewCommittee(here.world, ada)
    expect(seen.offBoarding).toMatchObject([{ person: cleo }])
    await acts(ada, 'endAccessElsewhere', { person: cleo, system: 'forge' })
    const [first] = (await viewCommittee(here.world, ada)).offBoarding
    expect(first?.systems.find((one) => one.id === 'forge')?.done).not.toBeNull()
  })

  test('looks at the cases that somebody is tied to, and at no other', async () => {
    const told = await Promise.all(Array.from({ length: 12 }, () => reported(here)))
    const [held, onTeam, invitedTo, closed] = told.map(({ id }) => id) as [CaseId, CaseId, CaseId, CaseId]
    await does(here, ada, held, 'assignDuty', { duty: 'triage', to: cleo })
    await does(here, ada, closed, 'assignDuty', { duty: 'triage', to: cleo })
    await does(here, ada, closed, 'withdrawReport', { reason: 'was nothing' })
    await does(here, ada, closed, 'closeCase', { resolution: 'withdrawn', reason: 'was nothing' })
    for (const id of [onTeam, invitedTo]) {
      await accepted(here, id)
      const address = (await loadPerson(here.world, cleo))?.email ?? ''
      await inviteEngineer(here.world, ada, id, { name: 'Cleo', email: address, why: 'wrote it' })
    }
    await does(here, cleo, onTeam, 'acceptInvitation', { terms: 'yes' })
    expect(await here.world.store.casesTiedTo(cleo)).toEqual([held, onTeam, invitedTo].toSorted())

    const read = new Set<string>()
    const { records } = here.world
    const counting = {
      ...here.world,
      records: {
        ...records,
        read: (kind: 'case', id: CaseId) => (kind === 'case' && read.add(id), records.read(kind, id)),
      },
    } as typeof here.world
    await actsOn({ ...here, world: counting }, cleo, 'stepDown', { reason: 'a new job' })
    expect([...read].toSorted()).toEqual([held, onTeam, invitedTo].toSorted())
    expect(await duties(held)).toEqual({})
    // Still on two of them as an engineer: one may be read, of the other they know that there is one.
    const mine = (await listCases(here.world, cleo)).cases
    expect(mine.map((one) => one.case).toSorted()).toEqual([onTeam, invitedTo].toSorted())
    expect(mine.filter(({ summary }) => summary !== null).map((one) => one.case)).toEqual([onTeam])
    expect(await here.world.store.setting('stale_audiences')).toBeUndefined()
  })

  test('of an installation from before ties were kept, every case is looked at once', async () => {
    const { id } = await reported(here)
    await does(here, ada, id, 'assignDuty', { duty: 'triage', to: cleo })
    // As the new schema finds it.
    const db = new DatabaseSync(join(here.data, 'tocsin.db'))
    db.exec(`delete from ties; insert into settings (name, value) values ('stale_audiences', 'yes')`)
    db.close()
    await acts(cleo, 'stepDown', { reason: 'a new job' })
    expect(await duties(id)).toEqual({})
    await does(here, ada, id, 'assignDuty', { duty: 'triage', to: ben })
    db.open()
    db.exec('delete from ties')
    db.close()
    await pass()
    expect(await here.world.store.setting('stale_audiences')).toBeUndefined()
    expect(await here.world.store.casesTiedTo(ben)).toEqual([id])
  })

  test('who is invited to a fix team nominates nobody before they accept', async () => {
    const { id } = await reported(here)
    await accepted(here, id)
    const max = await invited(here, id)
    const nominate = { act: 'nominate', fields: { ...dora, statement: 'reviews the harbour code' } } as const
    expect((await viewCommittee(here.world, max)).roles).toEqual(['invited'])
    expect(await actOnCommittee(here.world, max, nominate)).toMatchObject({ refused: true })
    await does(here, max, id, 'acceptInvitation', { terms: true })
    expect(await actOnCommittee(here.world, max, nominate)).toMatchObject({ events: [{ type: 'ProposalOpened' }] })
  })

  test('lists lose what is not theirs any more in that transaction, which is the only one', async () => {
    const [kept, gone] = [await reported(here), await reported(here)]
    await accepted(here, kept.id)
    const address = (await loadPerson(here.world, cleo))?.email ?? ''
    await inviteEngineer(here.world, ada, kept.id, { name: 'Cleo', email: address, why: 'wrote it' })
    await does(here, cleo, kept.id, 'acceptInvitation', { terms: true })
    const rows = () => here.world.store.cases({ person: cleo, open: 'all', limit: 9 })
    expect((await rows()).map((row) => row.case).toSorted()).toEqual([gone.id, kept.id].toSorted())
    const powerCut = () => Promise.reject(new Error('power cut'))
    const { commit } = here.world.store
    const once = (...given: Parameters<typeof commit>) => {
      Object.assign(here.world.store, { commit: powerCut })
      return commit(...given)
    }
    Object.assign(here.world.store, { commit: once })
    // Nothing is left to be written afterwards.
    await actsOn(here, cleo, 'stepDown', { reason: 'a new job' })
    Object.assign(here.world.store, { commit })
    expect((await rows()).map((row) => row.case)).toEqual([kept.id])
    expect((await here.world.store.cases({ person: ada, open: 'all', limit: 9 })).length).toBe(2)
    await rebuildAudiences(here.world)
    expect((await rows()).map((row) => row.case)).toEqual([kept.id])
  })

  test('whose rights have run out is not told of rows that are still in their lists: no count, no further page', async () => {
    for (let nth = 0; nth < 4; nth += 1) await reported(here, { title: `Narwhal ${nth}` })
    await acts(cleo, 'announceLeave', { from: today(), to: today(45) })
    await acts(cleo, 'nameStandIn', { leave: 1, ...dora, reason: 'knows the releases' })
    await pass()
    const filling = openFilling(here.world)
    while ((await filling.round()) > 0);
    await filling.release()
    const person = (await personByEmail(here.world, dora.email)) ?? ada
    const told = async () => {
      const list = await listCases(here.world, person, { limit: 2 })
      const found = await findCases(here.world, person, { text: 'narwhal', limit: 2 })
      if (isRefused(found)) throw new Error(found.code)
      const { open, looked } = await theDay(here.world, person)
      expect(await countOpen(here.world, person)).toBe(open)
      return {
        list: [list.cases.length, list.next !== null],
        found: [found.cases.length, found.next !== null, found.cut],
        count: await countListed(here.world, person),
        day: { open, looked },
      }
    }
    expect(await told()).toEqual({
      list: [2, true],
      found: [2, true, false],
      count: { open: 4, closed: 0 },
      day: { open: 4, looked: 4 },
    })
    await wind(here, 'PT1128H')
    expect(await here.world.store.countCases(person)).toEqual({ open: 4, closed: 0 })
    expect(await told()).toEqual({
      list: [0, false],
      found: [0, false, false],
      count: { open: 0, closed: 0 },
      day: { open: 0, looked: 0 },
    })
  })

  test('what a change leaves in memory is what stands on disk', async () => {
    await acts(cleo, 'stepDown', { reason: 'a new job', ...dora })
    const { community, store, vault, machine } = here.world
    const afresh = await openRecords(community, store, vault, machine).read('community', community)
    expect((await here.world.records.read('community', community)).state).toEqual(afresh.state)
  })

  test('what somebody holds on open cases goes to others with their leave, and is told to those', async () => {
    const { id } = await reported(here)
    const other = await reported(here)
    await does(here, ada, id, 'assignDuty', { duty: 'triage', to: cleo })
    await does(here, ada, id, 'assignDuty', { duty: 'infra', to: cleo })
    await does(here, ada, id, 'assignDuty', { duty: 'release', to: ada })
    await does(here, ada, other.id, 'assignDuty', { duty: 'infra', to: cleo })
    await acts(ada, 'shareDuty', { duty: 'triage', holders: cleo })
    await acts(cleo, 'announceLeave', { from: today(3), to: today(5), infraTo: ben })
    await wind(here, 'PT48H')
    await pass()
    expect(await duties(id)).toEqual({ triage: cleo, infra: cleo, release: ada })
    await deliverDue(here.world)
    here.sent.length = 0
    await wind(here, 'PT24H')
    await pass()
    expect(await duties(id)).toEqual({ infra: ben, release: ada })
    expect(await duties(other.id)).toEqual({ infra: ben })
    await deliverDue(here.world)
    const address = (await loadPerson(here.world, ben))?.email ?? ''
    const toBen = here.sent.filter(({ to }) => to.includes(address)).map(({ text }) => text)
    expect(toBen.join()).toContain('A duty was handed to you.')
    // What came to them since is said on everybody's day, until it is handed over.
    expect((await theDay(here.world, ada)).left).toEqual([])
    await does(here, ada, id, 'assignDuty', { duty: 'triage', to: cleo })
    expect((await theDay(here.world, ada)).left).toMatchObject([{ case: id, duty: 'triage', holder: cleo }])
    expect(
      coverLacking(await theCommunity(here.world), here.world.machine.now()).map(({ lacks }) => lacks),
    ).toContainEqual(['triage'])
    await wind(here, 'PT96H')
    await pass()
    expect((await theDay(here.world, ada)).left).toEqual([])
    expect(await duties(id)).toEqual({ triage: cleo, infra: ben, release: ada })
  })

  test('a stand-in’s rights begin and end by the clock, before any record is made of it', async () => {
    const { id } = await reported(here)
    await does(here, ada, id, 'assignDuty', { duty: 'release', to: cleo })
    await acts(cleo, 'announceLeave', { from: today(3), to: today(45) })
    await acts(cleo, 'nameStandIn', { leave: 1, ...dora, reason: 'knows the releases' })
    const person = await personByEmail(here.world, dora.email)
    if (person === undefined) throw new Error('the stand-in is not known')
    expect(await sees(person, id)).toBe(false)
    await wind(here, 'PT96H')
    expect(await sees(person, id)).toBe(true)
    await pass()
    expect((await listCases(here.world, person)).cases).toHaveLength(1)
    await deliverDue(here.world)
    expect(here.sent.some(({ to, subject }) => to.includes(dora.email) && subject.includes('seat'))).toBe(true)
    const stillIn = await inside(here, person)
    await does(here, ada, id, 'assignDuty', { duty: 'infra', to: person })
    await wind(here, 'PT1080H')
    expect(await sees(person, id)).toBe(false)
    await pass()
    expect(await stillIn()).toEqual([false, false])
    expect((await listCases(here.world, person)).cases).toEqual([])
    expect(await duties(id)).toEqual({ release: cleo, infra: cleo })
  })
})

describe('time passing', () => {
  test('silence is consent when its time is over: the alarm seats the new member, and only then', async () => {
    const { id } = await reported(here)
    await acts(ada, 'nominate', { ...dora, statement: 'has reviewed for years' })
    const person = (await personByEmail(here.world, dora.email)) ?? ada
    await wind(here, 'PT167H')
    await pass()
    expect(await seats()).toEqual([ada, ben, cleo])
    await wind(here, 'PT1H')
    await pass()
    expect(await seats()).toEqual([ada, ben, cleo, person])
    expect(await sees(person, id)).toBe(true)
    const { records } = await here.world.records.read('community', here.world.community)
    expect(records.at(-1)).toMatchObject({ by: 'product', event: { type: 'MemberSeated', proposal: 1 } })
    const next = await here.world.store.nextAlarm()
    expect(next === undefined || next > here.world.machine.now().toString()).toBe(true)
  })

  test('an act first lets pass what is over: nobody votes on it any more', async () => {
    await acts(ada, 'nominate', { ...dora, statement: 'has reviewed for years' })
    await wind(here, 'PT169H')
    const late = { act: 'object', fields: { proposal: 1, reason: 'too early' } } as const
    expect(await actOnCommittee(here.world, ben, late)).toMatchObject({ code: 'proposal_closed', clause: 'C7' })
    expect(await seats()).toHaveLength(4)
  })

  test('another change at the same moment pushes no turn of rights away', async () => {
    await acts(cleo, 'announceLeave', { from: today(3), to: today(45) })
    await acts(cleo, 'nameStandIn', { leave: 1, ...dora, reason: 'knows the releases' })
    await wind(here, 'PT96H')
    await addProject(here.world, ada, { name: 'lantern' })
    await pass()
    const person = await personByEmail(here.world, dora.email)
    expect((await loadCommunity(here.world))?.committee.holding).toContain(person)
  })

  test('an announced step-down ends access on its day', async () => {
    await acts(cleo, 'stepDown', { on: today(2), reason: 'a new job' })
    const stillIn = await inside(here, cleo)
    await pass()
    expect(await stillIn()).toEqual([true, true])
    await wind(here, 'PT48H')
    await pass()
    expect(await stillIn()).toEqual([false, false])
    expect(await seats()).toEqual([ada, ben])
  })
})

describe('many at once', () => {
  test('all ballots count, in whichever order they arrive', async () => {
    await acts(ada, 'nominate', { ...dora, statement: 'has reviewed for years' })
    await acts(ben, 'object', { proposal: 1, reason: 'too early' })
    const vote = (by: PersonId, choice: string) =>
      actOnCommittee(here.world, by, { act: 'vote', fields: { proposal: 1, choice } })
    await Promise.all([vote(cleo, 'abstain'), vote(ben, 'no'), vote(ada, 'aye'), vote(ada, 'aye')])
    const [decided] = (await viewCommittee(here.world, ada)).decided
    expect(decided?.closed).toMatchObject({
      outcome: 'failed',
      tally: { ayes: 1, noes: 1, abstentions: 1, entitled: 3 },
    })
  })

  test('who named the version they looked at gets a conflict', async () => {
    const { version } = await viewCommittee(here.world, ada)
    await acts(ada, 'shareDuty', { duty: 'triage', holders: ben })
    const stale = { act: 'shareDuty', fields: { duty: 'infra', holders: ben }, expected: version } as const
    expect(await actOnCommittee(here.world, ben, stale)).toMatchObject({ conflict: true, expected: version })
  })
})

describe('a change of the policy', () => {
  const faster = sigstorePolicy.replace('due: P21D', 'due: P14D')

  test('is adopted by silence; a running case moves by an act that tells which deadlines change', async () => {
    const { id } = await reported(here)
    await acts(ada, 'proposePolicy', { yaml: faster, statement: 'users wait too long' })
    await wind(here, 'PT168H')
    await pass()
    const community = await loadCommunity(here.world)
    expect(community?.policyVersion).toBe('2')
    const c = async () => (await here.world.records.read('case', id)).state
    expect((await c())?.policy).toBe('1')
    const due = async () => (await listCases(here.world, ada)).cases.find((one) => one.case === id)?.nextDue
    const moved = await does(here, ada, id, 'movePolicy', { version: '2', reason: 'agreed' })
    const [event] = moved.events
    expect(event).toMatchObject({ type: 'PolicyMoved', from: '1', to: '2', changes: [{ deadline: 'release' }] })
    expect((await c())?.policy).toBe('2')
    expect(await due()).not.toBeNull()
    const view = await viewCase(here.world, ada, id)
    if (isRefused(view)) throw new Error(view.code)
    const release = view.deadlines.find((one) => one.id === 'release')
    expect(release?.due).toBe(event?.type === 'PolicyMoved' ? event.changes[0]?.becomes : null)
  })
})

test('C2: where the policy has turns, a new case goes to whoever is on call, and its fix to the next lead', async () => {
  const rotation = 'rotation: { clause: C2, every: P1W, fixLead: round-robin }'
  const yaml = sigstorePolicy.replace('  contact:\n', `  ${rotation}\n  contact:\n`)
  await acts(ada, 'proposePolicy', { yaml, statement: 'let us take turns' })
  await wind(here, 'PT168H')
  await pass()
  const [first, second] = [await reported(here), await reported(here)]
  const [one, other] = [await duties(first.id), await duties(second.id)]
  expect(one?.infra).toBe(ada)
  expect(other?.infra).toBe(ben)
  const { turns } = await viewCommittee(here.world, ada)
  expect(one?.triage).toBe(turns[0]?.person)
  expect(other?.triage).toBe(one?.triage)
  const { records } = await here.world.records.read('case', first.id)
  expect(records.filter(({ event }) => event.type === 'DutyAssigned').map(({ by }) => by)).toEqual([
    'product',
    'product',
  ])
})
