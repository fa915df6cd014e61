import type { BadVector } from './bad.ts'
import { books } from './book.ts'
import type { Version } from './metric.ts'
import { readMetrics } from './read.ts'
import type { Vector } from './vector.ts'

/**
 * A vector from single choices, as a calculator has them: `vectorOf('3.1', { AV: 'N', … })`. What is wrong is told as
 * for a text in which the choices stand in the given order; positions count in that text.
 */
export function vectorOf(version: Version, choices: Readonly<Record<string, string>>): Vector | BadVector {
  const text = Object.entries(choices)
    .map(([key, value]) => `${key}:${value}`)
    .join('/')
  return readMetrics(text, 0, text.length, { ...books[version], ordered: false, whole: [] }, { lenient: false })
}
