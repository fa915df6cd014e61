import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spelled, stored } from './instants.ts'

const instants = fc
  .bigInt({ min: 0n, max: 4_000_000_000_000_000_000n })
  .map((nanoseconds) => Temporal.Instant.fromEpochNanoseconds(nanoseconds))

test('stored instants sort as time and come back as they were', () => {
  fc.assert(
    fc.property(instants, instants, fc.integer({ min: 0, max: 9 }), (one, other, digits) => {
      const rough = other.round({ smallestUnit: digits > 5 ? 'second' : 'millisecond' })
      const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
      expect(inOrder(stored(String(one)), stored(String(rough)))).toBe(Temporal.Instant.compare(one, rough))
      expect(spelled(stored(String(one)))).toBe(String(one))
    }),
  )
})

test('two spellings of one instant are stored alike', () => {
  expect(stored('2026-11-02T10:00:00.000Z')).toBe(stored('2026-11-02T10:00:00Z'))
  expect(stored('2026-11-02T10:00:00.120Z')).toBe(stored('2026-11-02T10:00:00.12Z'))
})

test.each(['', 'tomorrow', '2026-11-02', '2026-11-02T10:00:00', '2026-11-02T10:00:00+00:00', '2026-11-02T10:00:00Z\n'])(
  '%j is not stored',
  (text) => {
    expect(() => stored(text)).toThrow(RangeError)
  },
)
