import { expect, test } from 'vitest'
import { duration } from './parts.ts'
import { plainDuration } from './plainDuration.ts'

test.each([
  ['7 days', 'P7D'],
  ['24h', 'PT24H'],
  ['1 Month', 'P1M'],
  ['30 min', 'PT30M'],
  ['2weeks', 'P2W'],
  ['P7H', 'PT7H'],
  ['soon', undefined],
  ['7', undefined],
  ['7 moons', undefined],
])('%s as a duration', (text, meant) => {
  expect(plainDuration(text)).toBe(meant)
  if (meant !== undefined) expect(duration.safeParse(meant).success).toBe(true)
})
