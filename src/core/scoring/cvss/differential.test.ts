import calculators from 'ae-cvss-calculator'
import { describe, expect, test } from 'vitest'
import { anyVector, everyBaseVector, read, stream } from '../../../../tests/support/cvss-vectors.ts'
import { score } from './index.ts'

// ae-cvss-calculator is an implementation by other people. One difference is meant: it leaves a group's score undefined
// where the vector gives none of the group's metrics, while ours is always defined; then there is nothing to compare.
// Where both have a score there is no disagreement to list.

interface Theirs {
  readonly base?: number
  readonly temporal?: number
  readonly threat?: number
  readonly environmental?: number
  readonly overall?: number
  readonly baseMetricsOnly?: number
}

const theirs3 = (text: string): Theirs => new calculators.Cvss3P1(text).calculateScores() as Theirs
const theirs4 = (text: string): Theirs => new calculators.Cvss4P0(text).calculateScores() as Theirs

function disagreements3(text: string): string[] {
  const ours = score(read(text))
  const theirs = theirs3(text)
  if (ours.version === '4.0') throw new Error(text)
  return [
    ...(ours.base === theirs.base ? [] : [`${text} base ${ours.base} ${theirs.base}`]),
    ...(ours.temporal === (theirs.temporal ?? ours.temporal)
      ? []
      : [`${text} temporal ${ours.temporal} ${theirs.temporal}`]),
    ...(ours.environmental === (theirs.environmental ?? ours.environmental)
      ? []
      : [`${text} environmental ${ours.environmental} ${theirs.environmental}`]),
  ]
}

function disagreements4(text: string): string[] {
  const ours = score(read(text))
  const theirs = theirs4(text)
  if (ours.version !== '4.0') throw new Error(text)
  return [
    ...(ours.base === theirs.baseMetricsOnly ? [] : [`${text} base ${ours.base} ${theirs.baseMetricsOnly}`]),
    ...(ours.threat === (theirs.threat ?? ours.threat) ? [] : [`${text} threat ${ours.threat} ${theirs.threat}`]),
    ...(ours.environmental === (theirs.environmental ?? ours.environmental)
      ? []
      : [`${text} environmental ${ours.environmental} ${theirs.environmental}`]),
    ...(ours.overall === theirs.overall ? [] : [`${text} overall ${ours.overall} ${theirs.overall}`]),
  ]
}

describe('CVSS 3.1 beside ae-cvss-calculator', () => {
  test('every base vector', () => {
    expect(everyBaseVector('3.1').flatMap(disagreements3)).toEqual([])
  })
  test('5,000 vectors with all their metrics', () => {
    const random = stream(31)
    expect(Array.from({ length: 5000 }, () => anyVector('3.1', random)).flatMap(disagreements3)).toEqual([])
  })
})

describe('CVSS 4.0 beside ae-cvss-calculator', () => {
  // All 104,976 agree as well, but take them 20 seconds. Seven divides no metric's number of values, so that a seventh
  // still meets every combination of a few metrics.
  test('every seventh base vector', () => {
    const vectors = everyBaseVector('4.0').filter((_, nth) => nth % 7 === 0)
    expect(vectors.flatMap(disagreements4)).toEqual([])
  }, 60_000)
  test('5,000 vectors with all their metrics', () => {
    const random = stream(40)
    expect(Array.from({ length: 5000 }, () => anyVector('4.0', random)).flatMap(disagreements4)).toEqual([])
  }, 60_000)
})
