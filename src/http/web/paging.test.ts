import fc from 'fast-check'
import { expect, it } from 'vitest'
import { onePage, placeOf } from './paging.ts'

it('every entry stands on exactly one page, whichever way one pages', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1200 }), (count) => {
      const shown: number[] = []
      let place = placeOf(count, undefined)
      for (;;) {
        expect(place.to - place.from).toBeLessThanOrEqual(onePage)
        for (let entry = place.to - 1; entry >= place.from; entry -= 1) shown.push(entry)
        if (place.older === undefined) break
        const older = placeOf(count, String(place.older))
        expect(older.newer).toBe(place.older + 1)
        place = older
      }
      expect(shown).toEqual(Array.from({ length: count }, (_, entry) => count - 1 - entry))
    }),
  )
})

it.each(['0', '-1', '9999', 'x', '1e3', ''])('takes %j, which is no page, for the newest', (asked) => {
  expect(placeOf(250, asked)).toEqual(placeOf(250, undefined))
})

it('shows an empty thread as one empty page', () => {
  expect(placeOf(0, undefined)).toMatchObject({ from: 0, to: 0, older: undefined, newer: undefined })
})
