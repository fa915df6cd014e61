import { isBadVector } from './bad.ts'
import { metricsOf } from './book.ts'
import { canonicalVector } from './canonical.ts'
import type { Metric, Version } from './metric.ts'
import { score } from './score.ts'
import type { Scores } from './scores.ts'
import type { Vector } from './vector.ts'
import { vectorOf } from './vector-of.ts'

/** What a calculator shows of the choices made so far. */
export interface Calculation {
  readonly vector: string
  readonly scores: Scores
  /** By metric and value: by how much the overall score would change with this choice in place of the one made. */
  readonly changes: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/**
 * Scores choices by metric, as a form has them; what is no value of its metric counts as not chosen. Answers with the
 * base metrics that are still missing where there is no score yet.
 */
export function calculate(version: Version, choices: Vector['metrics']): Calculation | { missing: readonly Metric[] } {
  const metrics = metricsOf(version)
  const known = metrics.flatMap(({ key, choices: values }) => {
    const value = choices[key]
    return value !== undefined && Object.hasOwn(values, value) ? [[key, value] as const] : []
  })
  const chosen = Object.fromEntries(known)
  const vector = vectorOf(version, chosen)
  if (isBadVector(vector)) {
    return { missing: metrics.filter(({ key, group }) => group === 'base' && chosen[key] === undefined) }
  }
  const scores = score(vector)
  const changeBy = (key: string, value: string): number => {
    const other = vectorOf(version, { ...chosen, [key]: value })
    return isBadVector(other) ? 0 : Math.round((score(other).overall - scores.overall) * 10) / 10
  }
  const changes = metrics.map(({ key, choices: values }) => {
    return [key, Object.fromEntries(Object.keys(values).map((value) => [value, changeBy(key, value)]))] as const
  })
  return { vector: canonicalVector(vector), scores, changes: Object.fromEntries(changes) }
}

/** `+1.2`, `−0.7`, `±0`: a change of a score, for people. */
export function signed(change: number): string {
  if (change === 0) return '±0'
  return `${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)}`
}
