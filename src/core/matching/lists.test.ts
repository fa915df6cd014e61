import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLists } from './lists.ts'

test('lists that grow in any order hold what was added to each, in its order', () => {
  const adding = fc.array(fc.tuple(fc.nat(20), fc.nat(2 ** 32 - 1)), { minLength: 300, maxLength: 3_000 })
  fc.assert(
    fc.property(adding, (added) => {
      const lists = openLists()
      const held = new Map<number, { place: number; wanted: number[] }>()
      for (const [which, one] of added) {
        const list = held.get(which)
        if (list === undefined) held.set(which, { place: lists.begin(which, one), wanted: [which, one] })
        else {
          list.place = lists.add(list.place, one)
          list.wanted.push(one)
        }
      }
      for (const { place, wanted } of held.values()) expect([...lists.at(place)]).toEqual(wanted)
    }),
    { numRuns: 20 },
  )
})
