import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parsePolicy, type Policy } from '../../core/policy/index.ts'
import { committeeWarnings } from './balance.ts'

const parsed = parsePolicy(readFileSync(new URL('../../../policies/sigstore.yaml', import.meta.url), 'utf8'))
if ('problems' in parsed) throw new Error('the sigstore policy cannot be read')
const { policy } = parsed

const clausesFor = (affiliations: readonly string[], of: Policy = policy): string[] =>
  committeeWarnings(of, affiliations).map(({ clause }) => clause)

const withLimit = (atMost: Policy['committee']['vendorBalance']['atMost']): Policy => ({
  ...policy,
  committee: { ...policy.committee, vendorBalance: { ...policy.committee.vendorBalance, atMost } },
})

it.each([
  [['Harbour', 'Lighthouse'], []],
  [['Harbour'], ['C4']],
  [['a', 'b', 'c', 'd', 'e'], ['C4']],
  [['Harbour', 'harbour ', 'Lighthouse'], []],
  [['Harbour', 'Harbour', 'Harbour', 'Lighthouse'], ['C6']],
  [['Harbour', 'Harbour'], ['C6']],
  [['', '', ''], []],
])('%j', (affiliations, clauses) => {
  expect(clausesFor(affiliations)).toEqual(clauses)
})

it('reads a share, and no limit at all', () => {
  const four = ['Harbour', 'Harbour', 'Lighthouse', 'Pier']
  expect(clausesFor(four, withLimit({ share: '1/2' }))).toEqual([])
  expect(clausesFor(four, withLimit({ share: '1/3' }))).toEqual(['C6'])
  expect(clausesFor(['Harbour', 'Harbour'], withLimit({ unlimited: true }))).toEqual([])
})

it('never warns of vendors when nobody says where they come from', () => {
  fc.assert(fc.property(fc.nat({ max: 9 }), (count) => !clausesFor(Array(count).fill('')).includes('C6')))
})
