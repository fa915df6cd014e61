import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyVector, read, stream } from '../../../../tests/support/cvss-vectors.ts'
import { calculate, metricsOf, score, signed, vectorOf, type Version } from './index.ts'

const whole = { AV: 'N', AC: 'L', PR: 'N', UI: 'R', S: 'U', C: 'N', I: 'H', A: 'N' }

test('choices are scored, and each other choice says what it would change', () => {
  const found = calculate('3.1', { ...whole, E: 'X' })
  if ('missing' in found) throw new Error('missing')
  expect(found.vector).toBe('CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N')
  expect(found.scores.overall).toBe(6.5)
  expect(found.changes['UI']).toEqual({ N: 1, R: 0 })
  expect(found.changes['I']).toEqual({ N: -6.5, L: -2.2, H: 0 })
  expect(found.changes['E']).toMatchObject({ X: 0, U: -0.5 })
})

test('until every base metric is chosen, it says which are missing', () => {
  const found = calculate('3.1', { ...whole, AV: 'Q', S: undefined })
  expect('missing' in found && found.missing.map(({ key }) => key)).toEqual(['AV', 'S'])
  expect(calculate('4.0', { toString: 'N' })).toMatchObject({ missing: expect.any(Array) })
})

test('a change is the difference of the two scores', () => {
  fc.assert(
    fc.property(fc.constantFrom<Version>('2.0', '3.0', '3.1', '4.0'), fc.nat(), (version, seed) => {
      const random = stream(seed)
      const vector = read(anyVector(version, random))
      const found = calculate(version, vector.metrics)
      if ('missing' in found) throw new Error('missing')
      const all = metricsOf(version)
      const { key, choices } = all[Math.floor(random() * all.length)]!
      for (const value of Object.keys(choices)) {
        const other = vectorOf(version, { ...vector.metrics, [key]: value })
        if ('bad' in other) throw new Error(other.code)
        const change = found.changes[key]?.[value] ?? Number.NaN
        expect(found.scores.overall + change).toBeCloseTo(score(other).overall, 5)
      }
    }),
    { numRuns: 200 },
  )
})

test('changes are written with their sign', () => {
  expect([1, -0.7, 0].map(signed)).toEqual(['+1.0', '−0.7', '±0'])
})
