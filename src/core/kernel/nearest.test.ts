import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

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
