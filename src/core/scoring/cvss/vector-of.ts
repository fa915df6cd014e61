import { bad, quoted, type BadVector } from './bad.ts'
import { books } from './book.ts'
import type { Version } from './metric.ts'
import { readMetrics } from './read.ts'
import type { Vector } from './vector.ts'

/**
 * A vector from single choices, as a calculator has them: `vectorOf('3.1', { ...vector.metrics, AV: 'L' })`. What is wrong is told as
 * for a text in which the choices stand in the given order; positions count in that text.
 */
export function vectorOf(version: Version, choices: Vector['metrics']): Vector | BadVector {
  const segments = Object.entries(choices).flatMap(([key, value]) => (value === undefined ? [] : [`${key}:${value}`]))
  const text = segments.join('/')
  const smuggled = segments.find((segment) => !/^[^:/]*:[^:/]*$/u.test(segment))
  if (smuggled !== undefined) {
    const says = `${quoted(smuggled)} is not one metric and one value.`
    return bad('malformed_metric', text.indexOf(smuggled), says, 'Give each metric under its name, such as AV: N.')
  }
  // Nothing chosen is no empty segment, but a vector that lacks everything.
  const from = segments.length === 0 ? 1 : 0
  return readMetrics(text, from, text.length, { ...books[version], ordered: false, whole: [] }, { lenient: false })
}
