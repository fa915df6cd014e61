import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isRefused, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { accepted, announced, does, invited, prepared, reported, teamed } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import {
  act,
  deliverDue,
  openRecords,
  publicAdvisories,
  publicAdvisory,
  sequence,
  verifyLog,
  today,
  viewCase,
  type CaseView,
} from '../index.ts'
import type { Batch, Store } from '../ports/index.ts'
import type { World } from '../world.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
let first: { id: CaseId; reporter: PersonId; secret: string }
let second: typeof first
beforeEach(async () => {
  here = await testWorld()
  ;[ada, ben] = here.members as [PersonId, PersonId]
  first = await reported(here)
  second = await reported(here, { title: 'Nothing checks signatures', name: 'Sal Sand', email: 'sal@example.org' })
})
afterEach(() => here.close())

const stateOf = async (id: CaseId) => (await here.world.records.read('case', id)).state!
const typesOf = async (id: CaseId) => (await here.world.records.read('case', id)).records.map(({ event }) => event.type)
const merge = (more: object = {}) => ({ into: first.id, reason: 'the same check is missing', ...more })

async function seenBy(person: PersonId, id: CaseId, through: 'session' | 'link' = 'session'): Promise<CaseView> {
  const view = await viewCase(here.world, person, id, through)
  if (isRefused(view)) throw new Error(view.code)
  return view
}

/** The same installation, seen at its commits. */
function committing(before: (batch: Batch) => Promise<unknown>): World {
  const store: Store = {
    ...here.world.store,
    async commit(batch) {
      await before(batch)
      return here.world.store.commit(batch)
    },
  }
  return {
    ...here.world,
    store,
    records: openRecords(here.world.community, store, here.world.vault, here.world.machine),
  }
}

describe('merging', () => {
  test('is one transaction over both records, which both verify', async () => {
    const batches: Batch[] = []
    const world = committing(async (batch) => batches.push(batch))
    await does({ ...here, world: { ...here.world, ...world } }, ada, second.id, 'mergeCase', merge())
    const writing = batches.filter(({ appends = [] }) => appends.some(({ events }) => events.length > 0))
    expect(writing).toHaveLength(1)
    const written = (writing[0]?.appends ?? []).filter(({ events }) => events.length > 0).map(({ stream }) => stream)
    expect(written.sort()).toEqual([first.id, second.id].sort())
    expect(await stateOf(second.id)).toMatchObject({
      closed: { resolution: 'merged' },
      related: { mergedInto: first.id },
    })
    expect(await stateOf(first.id)).toMatchObject({ closed: null, related: { absorbed: [second.id] } })
    await sequence(here.world)
    expect((await verifyLog(here.world)).findings).toEqual([])
  })

  test('tells its reporter kindly, in a mail that says nothing; their page and room stay theirs', async () => {
    await deliverDue(here.world)
    here.sent.length = 0
    await does(here, ada, second.id, 'mergeCase', merge())
    await deliverDue(here.world)
    const mails = here.sent.filter(({ to }) => to.includes('sal@example.org'))
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).not.toMatch(/merge|duplicate|same|another|Unsigned|Nothing checks/i)
    expect(JSON.stringify(mails)).not.toContain(first.id)
    expect(here.sent.filter(({ to }) => to.includes('rey@example.org'))).toEqual([])

    const view = await seenBy(second.reporter, second.id, 'link')
    expect(view.case.posts.at(-1)?.text).toContain('Thank you')
    expect(JSON.stringify([view.case, view.carried, view.records])).not.toContain(first.id)
    const post = { case: second.id, act: 'post', fields: { room: 'everyone', text: 'One more thing.' } } as const
    expect(await act(here.world, second.reporter, { ...post, through: 'link' })).toHaveProperty('events')
    const { steps } = await seenBy(ada, second.id)
    expect(steps.map(({ id }) => id)).toEqual(['answer-message'])
    const day = await today(here.world, ada)
    const waiting = [...day.mine, ...day.others].filter((one) => one.case === second.id)
    expect(waiting.map(({ step }) => step.id)).toEqual(['answer-message'])
    await does(here, ada, second.id, 'post', { room: 'everyone', text: 'Thank you, we look into it.' })
    const later = await today(here.world, ada)
    expect([...later.mine, ...later.others].filter((one) => one.case === second.id)).toEqual([])
    expect(await act(here.world, second.reporter, { ...post, case: first.id })).toMatchObject({ code: 'no_such_case' })
  })

  test('invites its fix team to the other case, of which they see nothing before they accept', async () => {
    await accepted(here, first.id)
    const max = await teamed(here, second.id)
    await does(here, ada, second.id, 'mergeCase', merge())
    expect(await viewCase(here.world, max, second.id)).toMatchObject({ code: 'no_such_case' })
    const veil = await seenBy(max, first.id)
    expect([veil.case.report.title, veil.records]).toEqual(['', []])
    await does(here, max, first.id, 'acceptInvitation', { terms: true })
    expect((await seenBy(max, first.id)).case.report.title).toBe('Unsigned bundles pass')
  })

  test('decides again on what somebody did to the other case at that moment', async () => {
    let done = false
    const note = { case: first.id, act: 'post', fields: { room: 'team', text: 'wait' } } as const
    const world = committing(async ({ appends = [] }) => {
      if (done || !appends.some(({ events }) => events.length > 0)) return
      done = true
      await act(here.world, ben, note)
    })
    expect(await act(world, ada, { case: second.id, act: 'mergeCase', fields: merge() })).toHaveProperty('events')
    const { version } = (await here.world.records.read('case', first.id)).records.find(
      ({ event }) => event.type === 'CaseAbsorbed',
    )!
    expect((await typesOf(first.id))[version - 2]).toBe('Posted')
  })

  test('of a case that has changed since somebody looked at it is a coded conflict, and writes nothing', async () => {
    const { version } = await stateOf(first.id)
    await does(here, ben, first.id, 'post', { room: 'team', text: 'wait' })
    const before = await typesOf(second.id)
    const asked = { case: second.id, act: 'mergeCase', fields: merge({ version: String(version) }) } as const
    expect(await act(here.world, ada, asked)).toMatchObject({ code: 'other_case_changed', clause: 'C2' })
    const { version: own } = await stateOf(second.id)
    await does(here, ben, second.id, 'post', { room: 'team', text: 'wait' })
    const stale = await act(here.world, ada, { ...asked, fields: merge(), expected: own })
    expect(stale).toEqual({ conflict: true, expected: own, actual: own + 1 })
    expect((await typesOf(second.id)).length).toBe(before.length + 1)
  })

  test('two who merge each into the other at once: one of them goes on', async () => {
    const answers = await Promise.all([
      act(here.world, ada, { case: second.id, act: 'mergeCase', fields: merge() }),
      act(here.world, ben, { case: first.id, act: 'mergeCase', fields: merge({ into: second.id }) }),
    ])
    const open = [await stateOf(first.id), await stateOf(second.id)].filter(({ closed }) => closed === null)
    expect(answers.filter((one) => 'events' in one)).toHaveLength(1)
    expect(answers.filter(isRefused).map(({ code }) => ['closed', 'other_case_closed'].includes(code))).toEqual([true])
    expect(open).toHaveLength(1)
  })

  test('into an erased case, an unknown one, or one that is another community’s, is refused', async () => {
    const asked = (into: string) => act(here.world, ada, { case: second.id, act: 'mergeCase', fields: merge({ into }) })
    expect(await asked('c-000000000000')).toMatchObject({ code: 'no_other_case' })
    const row = await here.world.store.caseRow(ada, first.id)
    const elsewhere = {
      ...here.world,
      store: { ...here.world.store, caseRow: async () => ({ ...row!, community: 'k-x' as const }) },
    }
    const foreign = await act(elsewhere, ada, { case: second.id, act: 'mergeCase', fields: merge() })
    expect(foreign).toMatchObject({ code: 'another_community' })
    await here.world.vault.destroyKey(first.id)
    expect(await asked(first.id)).toMatchObject({ code: 'erased' })
    expect((await stateOf(second.id)).closed).toBeNull()
  })

  test('takes the absorbed case along: embargo, credit, public ids', async () => {
    await prepared(here, second.id)
    await accepted(here, first.id)
    await does(here, ada, second.id, 'leaveRelease', { reason: 'merged' })
    await does(here, ada, second.id, 'mergeCase', merge())
    const credit = { case: second.id, act: 'chooseCredit', fields: { named: true, as: 'S. Sand' } } as const
    await act(here.world, second.reporter, { ...credit, through: 'link' })
    expect((await stateOf(first.id)).credits[second.reporter]).toEqual({ named: true, as: 'S. Sand' })
    expect((await stateOf(first.id)).cve.id).toBe('CVE-2026-12345')

    const release = { project: 'anchor', version: 'v1.2.4', newestVulnerable: 'v1.2.3' }
    await does(here, ben, first.id, 'joinRelease', release)
    await announced(here, first.id)
    const [advisory, ...more] = await publicAdvisories(here.world)
    expect([advisory?.id, more]).toEqual(['CVE-2026-12345', []])
    const year = here.world.machine.now().toString().slice(0, 4)
    const alias = `TOCSIN-${year}-${second.id.slice(2).toUpperCase()}`
    expect(await publicAdvisory(here.world, alias)).toMatchObject({ id: 'CVE-2026-12345' })
    expect(await stateOf(second.id)).toMatchObject({ shadow: { em: 'X' }, closed: { resolution: 'merged' } })
    await sequence(here.world)
    expect((await verifyLog(here.world)).findings).toEqual([])
  })
})

describe('splitting', () => {
  const flaw = { title: 'A second flaw', impact: 'Another check is missing, too.', reason: 'two flaws in one report' }

  test('makes a linked case in one transaction; both records verify', async () => {
    const max = await teamed(here, first.id)
    await does(here, ben, first.id, 'post', { room: 'team', text: 'The second flaw is in the other file.' })
    await does(here, ben, first.id, 'post', { room: 'everyone', text: 'We look at both flaws.' })
    const { posts } = await stateOf(first.id)
    const done = await does(here, ada, first.id, 'splitCase', {
      ...flaw,
      reporter: 'yes',
      posts: posts.map(({ post }) => post).join(', '),
    })
    const event = done.events.find(({ type }) => type === 'CaseSplit')
    const id = event?.type === 'CaseSplit' ? event.case : ('c-' as CaseId)
    const [whole, part] = [await stateOf(first.id), await stateOf(id)]
    expect(whole.related.splitInto).toEqual([id])
    expect(part.related.splitFrom).toMatchObject({ case: first.id })
    expect(part.embargo.until).toBe(whole.embargo.until)
    expect(await here.world.store.caseRow(max, id)).toMatchObject({ open: true, phase: 'development' })
    expect((await seenBy(max, id)).carried.map(({ text }) => text)).toHaveLength(2)
    const outside = await seenBy(first.reporter, id, 'link')
    expect(outside.carried.map(({ text }) => text)).toEqual(['We look at both flaws.'])
    await deliverDue(here.world)
    expect(here.sent.filter(({ to }) => to.includes('max@example.org')).at(-1)?.text).not.toMatch(/flaw|second/)
    await sequence(here.world)
    expect((await verifyLog(here.world)).findings).toEqual([])
  })

  test('shows what the new case is about to nobody who is on the first one alone', async () => {
    const max = await teamed(here, first.id)
    const done = await does(here, ada, first.id, 'splitCase', { ...flaw, posts: '' })
    const event = done.events.find(({ type }) => type === 'CaseSplit')
    const id = event?.type === 'CaseSplit' ? event.case : ('c-' as CaseId)
    const splitIn = async (person: PersonId) =>
      (await seenBy(person, first.id)).records.flatMap((one) => (one.event.type === 'CaseSplit' ? [one.event] : []))
    const whole = [
      expect.objectContaining({ reason: flaw.reason, report: expect.objectContaining({ title: flaw.title }) }),
    ]
    expect([await splitIn(ada), await splitIn(max)]).toEqual([whole, whole])
    await does(here, ada, id, 'revokeAccess', { person: max, reason: 'not theirs' })
    const dov = await invited(here, first.id, 'dov@example.org')
    await does(here, dov, first.id, 'acceptInvitation', { terms: true })
    for (const person of [max, dov]) {
      const seen = JSON.stringify([(await seenBy(person, first.id)).case, await splitIn(person)])
      expect(seen).toContain(id)
      expect(seen).not.toMatch(/second flaw|Another check|two flaws/)
    }
  })

  test('asks who was only invited again, and is merged back', async () => {
    await accepted(here, first.id)
    const max = await invited(here, first.id)
    const done = await does(here, ada, first.id, 'splitCase', flaw)
    const event = done.events.find(({ type }) => type === 'CaseSplit')
    const id = event?.type === 'CaseSplit' ? event.case : ('c-' as CaseId)
    expect((await seenBy(max, id)).case.report.title).toBe('')
    await does(here, ada, id, 'mergeCase', merge())
    expect(await stateOf(id)).toMatchObject({ related: { mergedInto: first.id } })
    expect((await stateOf(first.id)).fixTeam).toMatchObject([{ person: max, state: 'invited' }])
  })
})
