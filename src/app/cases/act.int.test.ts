import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isRefused, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { announced, does, prepared, reported, teamed } from '../../../tests/kit/voyage.ts'
import { act, deliverDue, isBadInput, isConflict, openRecords, seatMember, unseatMember, viewCase } from '../index.ts'
import type { Batch, Store } from '../ports/index.ts'
import type { World } from '../world.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada, ben] = here.members as [PersonId, PersonId]
})
afterEach(() => here.close())

const post = (id: CaseId, text: string, more: object = {}) =>
  ({ case: id, act: 'post', fields: { room: 'team', text }, ...more }) as const

/** The same installation as another process sees it: its own memory, its own turns. */
function elsewhere({ world }: TestWorld): World {
  const store = { ...world.store }
  return { ...world, store, records: openRecords(world.community, store, world.vault, world.machine) }
}

/** Does something at the very moment before a commit. */
function just(before: () => Promise<unknown>, world: World): World {
  let done = false
  const store: Store = {
    ...world.store,
    async commit(batch: Batch) {
      if (!done && (batch.appends ?? []).some(({ events }) => events.length > 0)) {
        done = true
        await before()
      }
      return world.store.commit(batch)
    },
  }
  return { ...world, store, records: openRecords(world.community, store, world.vault, world.machine) }
}

async function texts(id: CaseId): Promise<readonly string[]> {
  return (await here.world.records.read('case', id)).state?.posts.map(({ text }) => text) ?? []
}

describe('two who act at once', () => {
  test('both land, in order, in one process', async () => {
    const { id } = await reported(here)
    const words = Array.from({ length: 30 }, (_, index) => `word ${index}`)
    const done = await Promise.all(words.map((word) => act(here.world, ada, post(id, word))))
    expect(done.filter((one) => !('events' in one))).toEqual([])
    expect(await texts(id)).toEqual(words)
  })

  test('both land in two processes', async () => {
    const { id } = await reported(here)
    const other = elsewhere(here)
    const done = await Promise.all([
      act(here.world, ada, post(id, 'here')),
      act(other, ben, post(id, 'there')),
      act(
        just(() => act(here.world, ada, post(id, 'between')), here.world),
        ben,
        post(id, 'after'),
      ),
    ])
    expect(done.filter((one) => !('events' in one))).toEqual([])
    const said = await texts(id)
    expect([...said].sort()).toEqual(['after', 'between', 'here', 'there'])
    expect(said.indexOf('after')).toBeGreaterThan(said.indexOf('between'))
  })

  test('who said which version they looked at conflicts, with the version that stands', async () => {
    const { id } = await reported(here)
    const { version } = await here.world.records.read('case', id)
    const [one, other] = await Promise.all([
      act(here.world, ada, post(id, 'first', { expected: version })),
      act(elsewhere(here), ben, post(id, 'second', { expected: version })),
    ])
    const conflicts = [one, other].filter(isConflict)
    expect(conflicts).toEqual([{ conflict: true, expected: version, actual: version + 1 }])
    expect(await texts(id)).toHaveLength(1)
  })

  test('the same act twice: the process refuses the second, and nothing of it is written', async () => {
    const { id } = await reported(here)
    const accept = { case: id, act: 'assignDuty', fields: { duty: 'triage', to: ada } } as const
    const [one, other] = await Promise.all([act(here.world, ada, accept), act(elsewhere(here), ada, accept)])
    expect([one, other].filter((answer) => 'events' in answer)).toHaveLength(1)
    expect([one, other].filter(isRefused).map(({ code }) => code)).toEqual(['nothing_changes'])
    const { records } = await here.world.records.read('case', id)
    expect(records.filter(({ event }) => event.type === 'DutyAssigned')).toHaveLength(1)
  })

  test('a seat that is lost at that moment takes the act with it', async () => {
    const { id } = await reported(here)
    const unseat = () => unseatMember(here.world, ada, { person: ben, reason: 'left' })
    const answer = await act(just(unseat, here.world), ben, post(id, 'one last word'))
    expect(answer).toMatchObject({ code: 'no_such_case' })
    expect(await texts(id)).toEqual([])
  })

  test('a case that joins the release at that moment is announced with it, or nothing is', async () => {
    const [one, other] = [await reported(here), await reported(here)]
    const release = await prepared(here, one.id)
    await does(here, ada, one.id, 'draftAnnouncement')
    const join = () => prepared(here, other.id, { cve: 'CVE-2026-54321', release })
    const send = { case: one.id, act: 'sendAnnouncement', fields: { despite: 'now' } } as const
    expect(await act(just(join, here.world), ada, send)).toMatchObject({ code: 'not_ready_to_announce' })
    expect((await here.world.records.read('case', one.id)).state?.announcement?.state).toBe('drafted')
  })
})

describe('an act', () => {
  test('on a case that is not there, or not yours, answers the same', async () => {
    const { id, reporter } = await reported(here)
    const stranger = act(here.world, 'p-stranger00000', post(id, 'hello'))
    const nowhere = act(here.world, ada, post('c-000000000000', 'hello'))
    expect(await stranger).toEqual(await nowhere)
    expect(await stranger).toMatchObject({ code: 'no_such_case' })
    expect(reporter).toMatch(/^p-/)
  })

  test('with a wrong form says which fields, and writes nothing', async () => {
    const { id } = await reported(here)
    const answer = await act(here.world, ada, { case: id, act: 'post', fields: { room: 'kitchen', text: '' } })
    expect(isBadInput(answer) && answer.problems.map(({ field }) => field)).toEqual(['room', 'text'])
    expect(await texts(id)).toEqual([])
  })

  test('invites nobody whom no mail can reach', async () => {
    const { id } = await reported(here)
    await teamed(here, id)
    const fields = { person: 'p-000000000000', why: 'known' }
    const answer = await act(here.world, ada, { case: id, act: 'inviteToFixTeam', fields })
    expect(answer).toMatchObject({ code: 'no_such_person', clause: 'F2' })
  })

  test('invites nobody in production without a mail server', async () => {
    const quiet = await testWorld({ mailServer: false })
    const [member = 'p-', other = 'p-'] = quiet.members
    const { id } = await reported(quiet)
    await teamed(quiet, id)
    const fields = { person: other, why: 'known' }
    const invite = { case: id, act: 'inviteToFixTeam', fields } as const
    expect(await act({ ...quiet.world, mode: 'production' }, member, invite)).toMatchObject({ code: 'no_mail_server' })
    expect(await act(quiet.world, member, invite)).toHaveProperty('events')
    await quiet.close()
  })
})

describe('reopening', () => {
  test('makes a new case with the same report, linked both ways', async () => {
    const { id, reporter } = await reported(here)
    await does(here, ada, id, 'rejectReport', { reason: 'works as meant' })
    await does(here, ada, id, 'closeCase')
    const done = await does(here, ada, id, 'reopenCase', { reason: 'it does not' })
    const event = done.events[0]
    const next = event?.type === 'FollowUpOpened' ? event.case : ('c-' as CaseId)
    const [old, fresh] = [await here.world.records.read('case', id), await here.world.records.read('case', next)]
    expect(old.state?.followUps).toEqual([next])
    expect(fresh.state).toMatchObject({ reopens: id, reporter, report: old.state?.report, closed: null })
    const view = await viewCase(here.world, ben, next)
    expect(view).toMatchObject({ phase: 'triage' })
    expect(await here.world.store.caseRow(ada, next)).toMatchObject({ open: true })
    expect(await act(here.world, ada, post(id, 'more'))).toMatchObject({ code: 'closed' })
  })
})

test('a seat given at that moment hears of a new case', async () => {
  const world = just(
    () => seatMember(here.world, ada, { name: 'Dora Deck', email: 'dora@example.org', affiliation: '', openpgp: '' }),
    here.world,
  )
  const { id } = await reported({ ...here, world: { ...here.world, ...world } })
  const { state } = await here.world.records.read('community', here.world.community)
  const dora = state?.seats.at(-1)?.person ?? 'p-'
  expect(state?.seats).toHaveLength(4)
  expect(await here.world.store.caseRow(dora, id)).toBeDefined()
})

test('announcing writes the release’s cases, their outbox and their pages in one transaction', async () => {
  const { id } = await reported(here)
  await prepared(here, id)
  const batches: Batch[] = []
  const store: Store = {
    ...here.world.store,
    async commit(batch) {
      batches.push(batch)
      return here.world.store.commit(batch)
    },
  }
  await announced({ ...here, world: { ...here.world, store } }, id)
  const last = batches.at(-1)
  expect(last?.published).toMatchObject([{ id: 'CVE-2026-12345', case: id }])
  expect(last?.outbox?.filter(({ class: kind }) => kind === 'outward')).toHaveLength(1)
})

test('a retrospective names who took part of the committee, unless they chose otherwise', async () => {
  const { id } = await reported(here)
  await prepared(here, id)
  await announced(here, id)
  await deliverDue(here.world)
  await does(here, ben, id, 'chooseCredit', { named: 'no' })
  const { events } = await does(here, ada, id, 'draftRetrospective')
  const [draft] = events.flatMap((event) => (event.type === 'RetrospectiveDrafted' ? [event.body] : []))
  expect(draft).toContain('* Ada Anchor: coordinated the response')
  expect(draft).not.toMatch(/Ben Buoy|Rey Reef/)
})
