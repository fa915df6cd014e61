import calculators from 'ae-cvss-calculator'
import process from 'node:process'
import { isBadVector, parseVector, score, type Version } from '../src/core/scoring/index.ts'
import { anyVector, everyBaseVector, stream } from '../tests/support/cvss-vectors.ts'

/** One measured rate beside another implementation's, from the same run. */
export interface ScoringRate {
  readonly name: string
  readonly unit: 'scores/s'
  /** Median of the rounds: reading a vector's text and computing all of its scores, on one core. */
  readonly ours: number
  /** The same by ae-cvss-calculator. */
  readonly theirs: number
  readonly goal: number
}

const rounds = 7

/**
 * How many vectors a second are read and scored. Texts differ from one to the next, as in a feed: `base` has base
 * metrics only, `whole` gives every metric of its version at random, "not defined" included.
 */
export function scoringBench(): ScoringRate[] {
  return [rate('3.1', 'base'), rate('3.1', 'whole'), rate('4.0', 'base'), rate('4.0', 'whole')]
}

const goals: Readonly<Record<'3.1' | '4.0', number>> = { '3.1': 1_000_000, '4.0': 300_000 }

function rate(version: '3.1' | '4.0', kind: 'base' | 'whole'): ScoringRate {
  const texts = textsOf(version, kind)
  const theirs = version === '3.1' ? calculators.Cvss3P1 : calculators.Cvss4P0
  const few = texts.slice(0, 1000)
  return {
    name: `CVSS ${version}, ${kind === 'base' ? 'base metrics' : 'all metrics'}`,
    unit: 'scores/s',
    ours: medianRate(texts, 100_000, overallOf),
    theirs: medianRate(few, few.length, (text) => new theirs(text).calculateScores().overall ?? 0),
    goal: goals[version],
  }
}

function textsOf(version: Version, kind: 'base' | 'whole'): string[] {
  const random = stream(1)
  if (kind === 'whole') return Array.from({ length: 5000 }, () => anyVector(version, random))
  const every = everyBaseVector(version)
  return Array.from({ length: 5000 }, () => every[Math.floor(random() * every.length)] ?? '')
}

function overallOf(text: string): number {
  const vector = parseVector(text)
  if (isBadVector(vector)) throw new Error(`${text}: ${vector.code}`)
  return score(vector).overall
}

/** By this thread's own time on the processor: "on one core" should not depend on who else is busy. */
function medianRate(texts: readonly string[], times: number, overall: (text: string) => number): number {
  const rates = Array.from({ length: rounds + 2 }, () => {
    const start = process.threadCpuUsage()
    let sum = 0
    for (let nth = 0; nth < times; nth++) sum += overall(texts[nth % texts.length] ?? '')
    const { user, system } = process.threadCpuUsage(start)
    const seconds = (user + system) / 1e6
    if (!(sum > 0)) throw new Error('nothing was scored')
    return times / seconds
  })
  // The first two rounds are the compiler's.
  const measured = rates.slice(2).toSorted((a, b) => a - b)
  return Math.round(measured[Math.floor(rounds / 2)] ?? 0)
}
