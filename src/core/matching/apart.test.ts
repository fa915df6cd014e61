import { expect, test } from 'vitest'
import { apartFrom } from './apart.ts'

const records = Array.from({ length: 10 }, (_, record) => record)
/** Each has a trait once: a posting is the record’s number times sixteen, and how often. */
const having = (...of: readonly number[]) => Uint32Array.from(of, (record) => record * 16 + 1)
const lengths = new Float32Array(12).fill(1.2)
const alike = records.map((record) => ({ record, value: 8 }))

test('what the whole neighbourhood has, tells none of it apart; what one has, does', () => {
  const [phrase, rare] = [having(...records), having(3)]
  const sums = apartFrom(alike, [phrase, phrase, phrase, rare], lengths)
  const others = records.filter((record) => record !== 3).map((record) => sums[record] ?? 0)
  expect(Math.max(...others)).toBeLessThan(0.1)
  expect(sums[3]).toBeGreaterThan(0.5)
})

test('who has less in common with the text counts for less of the neighbourhood', () => {
  const far = alike.map(({ record, value }) => ({ record, value: record < 5 ? value : value / 4 }))
  const [near] = apartFrom(far, [having(0, 1, 2, 3)], lengths)
  const [beside] = apartFrom(far, [having(0, 5, 6, 7)], lengths)
  expect(near).toBeLessThan((beside ?? 0) / 2)
})

test('records that are not near change nothing, and of none nothing is said', () => {
  expect(apartFrom(alike, [having(2, 10, 11)], lengths)).toEqual(apartFrom(alike, [having(2)], lengths))
  expect(apartFrom([], [having(2)], lengths)).toEqual(new Float64Array(0))
})
