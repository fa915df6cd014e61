import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/app/ports/index.ts'
import type { PersonId } from '../../../src/core/kernel/index.ts'
import { append, commit, event, instant, keepCase, newCase, newId, newPerson } from './material.ts'

export function keepsTheRest(store: () => Store): void {
  describe('the rest', () => {
    test('a lookup is unique by kind and key; the same value again is no fault', async () => {
      const key = newCase()
      const wanted = { kind: 'address', key, value: 'one' }
      await commit(store(), { lookups: [wanted] })
      await commit(store(), { lookups: [wanted, { ...wanted, kind: 'other', value: 'two' }] })
      const taken = { ...wanted, value: 'two' }
      expect(await store().commit({ lookups: [taken] })).toEqual({ ok: false, why: 'taken', lookup: taken })
      expect(await store().lookup('address', key)).toBe('one')
      expect(await store().lookup('other', key)).toBe('two')
      expect(await store().lookup('address', 'unknown')).toBeUndefined()
    })

    test('a lookup is freed by whoever has it, and is anybody’s then; the same commit can hand it on', async () => {
      const [key, next] = [newCase(), newCase()]
      const [mine, yours] = [
        { kind: 'address', key, value: 'one' },
        { kind: 'address', key, value: 'two' },
      ]
      await commit(store(), { lookups: [mine] })
      await commit(store(), { freed: [yours, { ...mine, key: 'unknown' }, { ...mine, kind: 'other' }] })
      expect(await store().lookup('address', key)).toBe('one')
      await commit(store(), { freed: [mine], lookups: [{ ...mine, key: next }] })
      expect([await store().lookup('address', key), await store().lookup('address', next)]).toEqual([undefined, 'one'])
      await commit(store(), { lookups: [yours] })
      await commit(store(), { freed: [yours], lookups: [mine] })
      expect(await store().lookup('address', key)).toBe('one')
      expect(await store().commit({ freed: [yours], lookups: [yours] })).toMatchObject({ ok: false, why: 'taken' })
      const id = newCase()
      expect(await store().commit({ freed: [mine], appends: [append(id, 3, [event(4)])] })).toMatchObject({ ok: false })
      expect(await store().lookup('address', key)).toBe('one')
    })

    test('settings are set, changed, and removed', async () => {
      const name = newCase()
      await commit(store(), { settings: [{ name, value: 'one' }] })
      await commit(store(), { settings: [{ name, value: 'two' }] })
      expect(await store().setting(name)).toBe('two')
      await commit(store(), { settings: [{ name, value: null }] })
      expect(await store().setting(name)).toBeUndefined()
    })

    test('what is published: newest first, changed in place', async () => {
      const community = newId('k')
      const { case: id } = await keepCase(store(), { community })
      const row = (name: string, minute: number) =>
        ({ community, id: `${id}-${name}`, case: id, published: instant(minute), modified: instant(minute) }) as const
      const [first, second] = [row('a', 1), row('b', 2)]
      await commit(store(), { published: [first, second] })
      expect(await store().published(community, 9)).toEqual([second, first])
      expect(await store().published(community, 1)).toEqual([second])
      const revised = { ...first, modified: instant(9) }
      await commit(store(), { published: [revised] })
      expect(await store().publishedById(first.id)).toEqual(revised)
      expect(await store().publishedById('unknown')).toBeUndefined()
    })

    test('reads are counted by person, case and quarter', async () => {
      const { case: id } = await keepCase(store(), {})
      const [ann, ben] = [newPerson(), newPerson()].sort()
      const [early, late] = [instant(0), instant(15)]
      const read = (person: PersonId, quarter: string) => ({ person, case: id, quarter })
      await commit(store(), { reads: [read(ann!, early), read(ann!, early), read(ben!, late)] })
      await commit(store(), { reads: [read(ann!, early), read(ann!, late)] })
      expect(await store().reads(id)).toEqual([
        { person: ann, quarter: early, count: 3 },
        { person: ann, quarter: late, count: 1 },
        { person: ben, quarter: late, count: 1 },
      ])
    })

    test('how far somebody has read a thread is kept for each person and case, and never goes back', async () => {
      const [{ case: id }, { case: other }] = [await keepCase(store(), {}), await keepCase(store(), {})]
      const [ann, ben] = [newPerson(), newPerson()]
      expect(await store().seen(ann, id)).toBe(0)
      await commit(store(), { seen: [{ person: ann, case: id, post: 7 }] })
      await commit(store(), { seen: [{ person: ann, case: id, post: 3 }] })
      await commit(store(), { seen: [{ person: ben, case: id, post: 2 }] })
      expect([await store().seen(ann, id), await store().seen(ben, id), await store().seen(ann, other)]).toEqual([
        7, 2, 0,
      ])
      await commit(store(), { seen: [{ person: ann, case: id, post: 8 }] })
      expect(await store().seen(ann, id)).toBe(8)
    })

    test('the last visit to each place is kept for each person, and takes the place of the one before', async () => {
      const { case: id } = await keepCase(store(), {})
      const [ann, ben] = [newPerson(), newPerson()]
      const first = { person: ann, place: id, before: null, upTo: 3, at: instant(0) }
      const day = { person: ann, place: 'today', before: null, upTo: Date.UTC(2026, 10, 2), at: instant(0) } as const
      const other = { person: ben, place: id, before: null, upTo: 1, at: instant(0) }
      expect(await store().visits(ann, [id, 'today'])).toEqual([])
      await commit(store(), { visits: [first, day, other] })
      const second = { ...first, before: { upTo: 3, left: instant(0) }, upTo: 7, at: instant(15) }
      await commit(store(), { visits: [second] })
      expect(await store().visits(ann, [])).toEqual([])
      expect(await store().visits(ann, [id])).toEqual([second])
      const both = await store().visits(ann, ['today', id, newCase()])
      expect(both.toSorted((one, two) => one.upTo - two.upTo)).toEqual([second, day])
      expect(await store().visits(ben, [id, 'today'])).toEqual([other])
    })

    test('a sound store has nothing to report', async () => {
      expect(await store().check()).toEqual([])
    })
  })
}
