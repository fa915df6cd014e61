import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accepted, does, invited, prepared, reported, teamed } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { wind } from '../../../tests/kit/wind.ts'
import { isRefused, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { openFilling } from './fill.ts'
import { findCases, type SearchRequest } from './find.ts'
import { indexLag } from './lag.ts'
import { forgetInSearch, rebuildIndex } from './rebuild.ts'

let here: TestWorld
let member: PersonId
beforeAll(async () => {
  here = await testWorld()
  ;[member = 'p-'] = here.members
})
afterAll(() => here.close())

async function fill(): Promise<void> {
  const filling = openFilling(here.world)
  while ((await filling.round()) > 0);
  await filling.release()
}

async function found(text: string, more: Partial<SearchRequest> = {}, person = member): Promise<readonly CaseId[]> {
  await fill()
  const answer = await findCases(here.world, person, { text, ...more })
  if (isRefused(answer)) throw new Error(answer.code)
  expect(answer.waiting).toBe(0)
  return answer.cases.map((one) => one.case)
}

async function code(text: string, filters: SearchRequest['filters'] = {}): Promise<string> {
  const answer = await findCases(here.world, member, { text, filters })
  return isRefused(answer) ? answer.code : 'found'
}

describe('a case is found', () => {
  test('by the words of its report, in whichever form, by their beginnings, without regard to case and marks', async () => {
    const fields = {
      title: 'Verified Müller proofs',
      impact: 'certificates expire',
      email: 'r1@example.org',
      name: 'Una Reef',
    }
    const { id } = await reported(here, fields)
    for (const text of ['verify', 'VERIFIES proof', 'verif', 'mull', 'müller', 'expiring', 'reef verified', id]) {
      expect(await found(text), text).toEqual([id])
    }
    for (const text of ['verifier unheard', 'mx', id.slice(0, -1)]) expect(await found(text), text).toEqual([])
  })

  test('by what the advisory says: ids, packages, severity; and by what was written last', async () => {
    const { id } = await reported(here, { title: 'Something about harbours', email: 'r2@example.org' })
    await prepared(here, id, { cve: 'CVE-2026-77777' })
    await does(here, member, id, 'post', { room: 'team', text: 'The quokka branch is ready' })
    for (const text of ['CVE-2026-77777', 'cve-2026-77777', 'quokkas', 'v1.2.4', 'severity:high quokka']) {
      expect(await found(text), text).toEqual([id])
    }
    expect(await found('severity:low quokka')).toEqual([])
    expect(await found('quokka', { filters: { severity: 'high', project: 'Anchor', open: true } })).toEqual([id])
    expect(await found('quokka', { filters: { open: false } })).toEqual([])
    expect(await found('quokka is:overdue')).toEqual([])
    await wind(here, { days: 60 })
    expect(await found('quokka is:overdue')).toEqual([id])
  })

  test('by a person, also after a change of name', async () => {
    const { id, reporter } = await reported(here, { title: 'Named', name: 'Olive Oar', email: 'olive@example.org' })
    expect(await found('person:olive')).toEqual([id])
    expect(await found('', { filters: { person: reporter } })).toEqual([id])
    const { records, store, machine } = here.world
    const stream = await records.read('person', reporter)
    const changed = { name: 'Opal Oar', email: 'olive@example.org', affiliation: '', openpgp: '' }
    const event = { type: 'PersonChanged', ...changed } as const
    await store.commit({ appends: [await records.append('person', stream, [event], reporter, machine.now())] })
    expect(await found('person:opal')).toEqual([id])
    expect(await found('person:olive')).toEqual([])
  })

  test('the best first: in the title before in the thread, what is rare before what is common', async () => {
    const titled = await reported(here, { title: 'A zeppelin leak', email: 'r4@example.org' })
    const told = await reported(here, { title: 'Another leak', email: 'r5@example.org' })
    await does(here, member, told.id, 'post', { room: 'team', text: 'Like the zeppelin' })
    expect(await found('zeppelin')).toEqual([titled.id, told.id])
  })

  test('page by page', async () => {
    const all: CaseId[] = []
    for (let n = 0; n < 7; n++) all.push((await reported(here, { title: `Paged ${n}`, email: `p${n}@example.org` })).id)
    await fill()
    const seen: CaseId[] = []
    for (let after: string | undefined; ;) {
      const answer = await findCases(here.world, member, { text: 'paged', limit: 3, ...(after && { after }) })
      if (isRefused(answer)) throw new Error(answer.code)
      seen.push(...answer.cases.map((one) => one.case))
      if (answer.next === null) break
      after = answer.next
    }
    expect(seen).toEqual(all.toReversed())
  })
})

describe('who may not read a case', () => {
  test('does not find it: invited, another case’s engineer, somebody whose access has ended', async () => {
    const fields = { title: 'A wombat burrow', email: 'r6@example.org' }
    const { id } = await reported(here, fields)
    const other = await reported(here, { title: 'Wombats elsewhere', email: 'r7@example.org' })
    const engineer = await teamed(here, id, 'eli@example.org')
    const guest = await invited(here, id, 'gus@example.org')
    await accepted(here, other.id)
    await invited(here, other.id, 'eli@example.org')
    expect(await found('wombat')).toHaveLength(2)
    expect(await found('wombat', {}, engineer)).toEqual([id])
    expect(await found('wombat', {}, guest)).toEqual([])
    expect(await found(id, {}, guest)).toEqual([])
    expect(await found('is:open', {}, guest)).toEqual([])
    await does(here, member, id, 'revokeAccess', { person: engineer, reason: 'left' })
    expect(await found('wombat', {}, engineer)).toEqual([])
  })
})

describe('what cannot be looked up is answered', () => {
  test.each([
    ['', 'nothing_sought'],
    [' ', 'nothing_sought'],
    ['a', 'search_too_short'],
    ['…', 'search_too_short'],
    ['x'.repeat(201), 'search_too_long'],
    ['one two three four five six seven eight nine ten eleven', 'search_too_long'],
    ['severity:enormous', 'unknown_filter'],
    ['is:late', 'unknown_filter'],
    ['person:"  "', 'unknown_filter'],
    ['person:…', 'search_too_short'],
  ])('%o', async (text, expected) => {
    expect(await code(text)).toBe(expected)
  })
})

describe('the index', () => {
  test('says how far it lags, goes on after a restart, and takes in what two fill at once only once', async () => {
    await fill()
    const { id } = await reported(here, { title: 'Lagging yak', email: 'r8@example.org' })
    const { events } = await indexLag(here.world)
    expect(events).toBeGreaterThan(0)
    const answer = await findCases(here.world, member, { text: 'yak' })
    expect(answer).toMatchObject({ cases: [], waiting: events })
    const [one, other] = [openFilling(here.world), openFilling(here.world)]
    const taken = await Promise.all([one.round(), other.round(), one.round()])
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(events)
    await Promise.all([one.release(), other.release()])
    expect(await found('yak')).toEqual([id])
    expect(await indexLag(here.world)).toEqual({ events: 0, isMore: false })
  })

  test('filled anew finds the same', async () => {
    const { id } = await reported(here, { title: 'Rebuilt ibex', email: 'r9@example.org' })
    await fill()
    const before = await here.world.store.indexedCases([id])
    const { events, waiting } = await rebuildIndex(here.world)
    expect([events > 10, waiting]).toEqual([true, 0])
    expect(await here.world.store.indexedCases([id])).toEqual(before)
    expect(await found('ibex')).toEqual([id])
  })

  test('forgets an erased case, also while it is being filled', async () => {
    const { id } = await reported(here, { title: 'Erased okapi', email: 'r10@example.org' })
    expect(await found('okapi')).toEqual([id])
    await does(here, member, id, 'post', { room: 'team', text: 'more' })
    await here.world.vault.destroyKey(id)
    await Promise.all([forgetInSearch(here.world, id), fill()])
    expect((await here.world.store.indexedCases([id]))[0]?.terms).toEqual([])
    expect(await found('okapi')).toEqual([])
  })

  test('forgets the name of an erased person', async () => {
    const { id, reporter } = await reported(here, { title: 'Numbat', name: 'Petra Pier', email: 'petra@example.org' })
    expect(await found('petra')).toEqual([id])
    await here.world.vault.destroyKey(reporter)
    await forgetInSearch(here.world, reporter)
    expect(await found('petra')).toEqual([])
    expect(await found('numbat')).toEqual([id])
  })

  test('holds no word that could be read: only numbers', async () => {
    await reported(here, { title: 'Plainaxolotl', email: 'r11@example.org' })
    await fill()
    const { token } = (await here.world.store.indexedCases([await only('plainaxolotl')]))[0]?.terms[0] ?? { token: 0 }
    expect(Number.isSafeInteger(token)).toBe(true)
    expect(here.world.vault.blind('search elsewhere', 'word plainaxolotl')).not.toBe(
      here.world.vault.blind(`search ${here.world.community}`, 'word plainaxolotl'),
    )
  })
})

async function only(text: string): Promise<CaseId> {
  const [id] = await found(text)
  if (id === undefined) throw new Error('not found')
  return id
}
