import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'
import { duration } from './parts.ts'
import { plainDuration } from './plainDuration.ts'

test.each([
  ['leest', ['clause', 'least', 'most'], 'least'],
  ['counts_from', ['countsFrom', 'done'], 'countsFrom'],
  ['COUNTS-FROM', ['countsFrom', 'done'], 'countsFrom'],
  ['duet', ['due', 'duty'], 'due'],
  ['dtuy', ['due', 'duty'], 'duty'],
  ['colour', ['clause', 'done'], undefined],
  ['', ['a', 'abc'], 'a'],
  ['x'.repeat(61), ['x'.repeat(60)], undefined],
])('%s of %j', (written, known, meant) => {
  expect(nearest(written, known)).toBe(meant)
})

test('a known name is nearest to itself, and so is its misspelling', () => {
  const name = fc.stringMatching(/^[a-z]{6,20}$/)
  fc.assert(fc.property(name, name, (a, b) => void expect(nearest(a, [b, a])).toBe(a)))
  fc.assert(
    fc.property(name, fc.nat(5), (a, at) => void expect(nearest(a.slice(0, at) + a.slice(at + 1), [a])).toBe(a)),
  )
})

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
