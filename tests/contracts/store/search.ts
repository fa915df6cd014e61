import { describe, expect, test } from 'vitest'
import type { CaseRow, IndexChange, IndexedTerm, SearchQuery, Store } from '../../../src/app/ports/index.ts'
import type { CaseId, PersonId } from '../../../src/core/kernel/index.ts'
import { append, commit, event, instant, keepCase, newCase, newPerson } from './material.ts'

/** `open` gives an empty store: a store has one index, and each of these tests wants its own. */
export function keepsTheIndex(open: () => Promise<Store>): void {
  const moved = { ok: false, why: 'search' }
  const lease = { holder: 'a', until: instant(1) }
  /** As large as tokens get. */
  const [sign, verify, rare] = [2 ** 48 - 1, 17, 2 ** 40 + 5]
  const terms = (...pairs: readonly (readonly [number, number])[]): IndexedTerm[] =>
    pairs.map(([token, weight]) => ({ token, weight }))

  async function withStore(act: (store: Store) => Promise<void>): Promise<void> {
    const store = await open()
    try {
      await act(store)
    } finally {
      await store.close()
    }
  }

  /** Takes in cases as they are now. */
  async function index(store: Store, entries: readonly (readonly [CaseId, readonly IndexedTerm[]])[], anew = false) {
    const { turn, position } = await store.indexState()
    const known = await store.indexedCases(entries.map(([id]) => id))
    const cases = entries.map(([id, is]) => {
      const found = known.find((one) => one.case === id)
      if (found === undefined) throw new Error(`${id} is not there`)
      return { case: id, place: found.place, was: anew ? [] : found.terms, is }
    })
    const change: IndexChange = { before: turn, position, lease, cases, ...(anew ? { anew } : {}) }
    await commit(store, { index: change })
  }

  const asked = (person: PersonId, any: readonly number[], more: Partial<SearchQuery> = {}): SearchQuery => ({
    person,
    open: 'all',
    wanted: [{ any, times: 1, inARow: false }],
    first: 0,
    within: 100,
    limit: 10,
    ...more,
  })
  const ids = (rows: readonly CaseRow[]) => rows.map((row) => row.case)

  describe('the search index', () => {
    test('begins empty, and knows how much it has not taken in', () =>
      withStore(async (store) => {
        expect(await store.indexState()).toEqual({ turn: 0, position: 0, holder: null, leasedUntil: null, waiting: 0 })
        const id = newCase()
        await commit(store, { appends: [append(id, 0, [event(1), event(2)])] })
        expect((await store.indexState()).waiting).toBe(2)
        const position = (await store.scan(0, 10)).at(-1)?.position ?? 0
        await commit(store, { index: { before: 0, position, lease, cases: [] } })
        const state = { turn: 1, position, holder: 'a', leasedUntil: instant(1), waiting: 0 }
        expect(await store.indexState()).toEqual(state)
      }))

    test('is changed by one at a time, by what they looked at', () =>
      withStore(async (store) => {
        const change = { before: 0, position: 0, lease: null, cases: [] }
        const answers = await Promise.all([1, 2, 3].map(() => store.commit({ index: change })))
        expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
        expect(answers.find(({ ok }) => !ok)).toEqual(moved)
        // All or nothing: what else was in the batch is not there either.
        expect(await store.commit({ index: change, settings: [{ name: 'beside', value: 'x' }] })).toEqual(moved)
        expect(await store.setting('beside')).toBeUndefined()
      }))

    test('holds of a case what was written last, and nothing of one that is forgotten', () =>
      withStore(async (store) => {
        const ann = newPerson()
        const { case: id } = await keepCase(store, { audience: [ann], readers: [ann] })
        const many = Array.from({ length: 150 }, (_, n) => [1000 + n, n % 128] as const)
        await index(store, [[id, terms([sign, 20], [verify, 3], ...many)]])
        await index(store, [[id, terms([sign, 127], [rare, 1])]])
        const [known] = await store.indexedCases([id, newCase()])
        expect(known?.terms).toEqual(terms([sign, 127], [rare, 1]))
        expect((await store.search(asked(ann, [sign]))).found.map(({ score }) => score)).toEqual([127])
        for (const gone of [verify, 1000, 1149]) expect((await store.search(asked(ann, [gone]))).found).toEqual([])
        await index(store, [[id, []]])
        expect((await store.search(asked(ann, [sign]))).found).toEqual([])
        expect(await store.casesWith(sign, 0, 9)).toEqual([])
        expect((await store.indexedCases([id]))[0]?.terms).toEqual([])
      }))

    test('can be filled anew', () =>
      withStore(async (store) => {
        const ann = newPerson()
        const rows = [await keepCase(store, { readers: [ann], audience: [ann] }), await keepCase(store, {})]
        await index(
          store,
          rows.map((row) => [row.case, terms([sign, 1])]),
        )
        await index(store, [[rows[0]!.case, terms([rare, 1])]], true)
        expect(await store.casesWith(sign, 0, 9)).toEqual([])
        expect((await store.casesWith(rare, 0, 9)).map((one) => one.case)).toEqual([rows[0]!.case])
      }))

    test('is found by the best weight of each term, the last changed first among equals, page by page', () =>
      withStore(async (store) => {
        const ann = newPerson()
        const rows: (CaseRow & { score: number })[] = []
        const entries: (readonly [CaseId, readonly IndexedTerm[]])[] = []
        for (let n = 0; n < 23; n++) {
          const updated = `2026-11-02T10:00:0${n % 3}${['', '.5'][n % 2]}Z`
          const row = await keepCase(store, { audience: [ann], readers: [ann], updated, open: n % 4 !== 0 })
          const has = n % 5 !== 0
          entries.push([row.case, terms([sign, n % 3], ...(has ? ([[verify, 1 + (n % 2)]] as const) : []))])
          if (has) rows.push({ ...row, score: 2 * (n % 3) + 5 * (1 + (n % 2)) })
        }
        await index(store, entries)
        const wanted = rows.toSorted((a, b) => b.score - a.score || byPlace(a, b))
        const query = (inARow: boolean) => ({
          wanted: [
            { any: [rare, sign], times: 2, inARow },
            { any: [verify], times: 5, inARow },
          ],
          limit: 4,
        })
        for (const [first, inARow] of [0, 1, null].flatMap((one) => [[one, true] as const, [one, false] as const])) {
          const seen: CaseRow[] = []
          for (let after: SearchQuery['after']; ;) {
            const { found, looked } = await store.search({
              ...asked(ann, [], query(inARow)),
              first,
              ...(after && { after }),
            })
            expect(looked).toBe(first === 1 ? rows.length : 23)
            seen.push(...found)
            const last = found.at(-1)
            if (found.length < 4 || last === undefined) break
            after = { score: last.score, updated: last.updated, case: last.case }
          }
          expect(seen).toEqual(wanted)
        }
        const narrow = await store.search(asked(ann, [], { ...query(true), first: 0, within: 5 }))
        expect(narrow.looked).toBe(5)
        const known = await store.indexedCases(entries.map(([id]) => id))
        const placeOf = (id: CaseId | undefined) => known.find((one) => one.case === id)?.place
        const all = entries.map(([id]) => id)
        const has = all.filter((_, n) => n % 5 !== 0)
        const tokens = [
          { count: 20, newest: placeOf(all.at(-1)), oldest: placeOf(all.at(-20)) },
          { count: 0, newest: 0, oldest: 0 },
          { count: has.length, newest: placeOf(has.at(-1)), oldest: placeOf(has[0]) },
        ]
        expect(await store.searchCounts(ann, [sign, rare, verify], 20)).toEqual({ tokens, open: 17 })
      }))

    test('of the newest that are looked at each has its best weight, by whichever token it was found', () =>
      withStore(async (store) => {
        const ann = newPerson()
        const cases: CaseId[] = []
        for (let n = 0; n < 12; n++) cases.push((await keepCase(store, { audience: [ann], readers: [ann] })).case)
        // The first token is in every second case, the other one in each of three; the last has both.
        const entries = cases.map((id, n): readonly [CaseId, readonly IndexedTerm[]] => [
          id,
          terms(...(n % 2 === 1 ? ([[sign, 1]] as const) : []), ...(n % 3 === 2 ? ([[verify, 9]] as const) : [])),
        ])
        await index(store, entries)
        const { found, looked } = await store.search(asked(ann, [sign, verify], { within: 4 }))
        expect(looked).toBe(4)
        const scores = new Map(found.map((one) => [cases.indexOf(one.case), one.score]))
        expect(scores).toEqual(
          new Map([
            [11, 9],
            [9, 1],
            [8, 9],
            [7, 1],
          ]),
        )
      }))

    test('shows a case to its readers and to no one else, whatever is cut', () =>
      withStore(async (store) => {
        const [ann, ben, cleo] = [newPerson(), newPerson(), newPerson()]
        const entries: (readonly [CaseId, readonly IndexedTerm[]])[] = []
        const hers: CaseId[] = []
        for (let n = 0; n < 12; n++) {
          // Ben is invited to all: he may know that there is a case, no more.
          const readers = n === 2 ? [ann, cleo] : [cleo]
          const row = await keepCase(store, { audience: [...readers, ben], readers })
          if (n === 2) hers.push(row.case)
          entries.push([row.case, terms([sign, 5])])
        }
        await index(store, entries)
        for (const first of [0, null]) {
          const look = (person: PersonId) => store.search(asked(person, [sign], { first, within: 3, limit: 3 }))
          expect(await look(ann)).toMatchObject({ found: [{ case: hers[0] }], looked: 1 })
          expect(await look(ben)).toEqual({ found: [], looked: 0 })
          expect((await look(cleo)).found).toHaveLength(3)
        }
        // Access that ends, ends at once: the index itself knows nothing of people.
        const { found } = await store.search(asked(ann, [sign]))
        const [row] = found
        if (row === undefined) throw new Error('not found')
        const { score: _, ...listed } = row
        await commit(store, { cases: [{ ...listed, audience: [ann, cleo], readers: [cleo] }] })
        expect((await store.search(asked(ann, [sign]))).found).toEqual([])
      }))

    test('is narrowed by phase, by what is overdue, and by whether a case is open', () =>
      withStore(async (store) => {
        const ann = newPerson()
        const mine = { audience: [ann], readers: [ann] }
        const late = await keepCase(store, { ...mine, nextDue: instant(5) })
        const soon = await keepCase(store, { ...mine, nextDue: instant(50), phase: 'fix' })
        const done = await keepCase(store, { ...mine, nextDue: null, phase: 'closed', open: false })
        await index(
          store,
          [late, soon, done].map((row) => [row.case, terms([sign, 5])]),
        )
        for (const first of [0, null]) {
          const look = async (more: Partial<SearchQuery>) =>
            ids((await store.search(asked(ann, [sign], { first, ...more }))).found).toSorted()
          expect(await look({ dueBefore: instant(10) })).toEqual([late.case])
          expect(await look({ phase: 'fix' })).toEqual([soon.case])
          expect(await look({ open: false })).toEqual([done.case])
          expect(await look({ open: true })).toEqual([late.case, soon.case].toSorted())
          expect(await look({})).toHaveLength(3)
        }
        const all = await store.search(asked(ann, [], { wanted: [], first: null }))
        expect(all.found.map(({ score }) => score)).toEqual([0, 0, 0])
      }))
  })
}

function byPlace(a: CaseRow, b: CaseRow): number {
  const byTime = Temporal.Instant.compare(b.updated, a.updated)
  return byTime !== 0 ? byTime : a.case < b.case ? 1 : -1
}
