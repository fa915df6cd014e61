import { books } from './book.ts'
import type { Vector } from './vector.ts'

/**
 * The one way to write a vector: label, the specification's order, and no metric that is not defined; except that 2.0's
 * groups are written whole once begun, as its guide has it. What `parseVector` reads strictly into an equal vector.
 */
export function canonicalVector({ version, metrics }: Vector): string {
  const { prefix, metrics: all } = books[version]
  const whole = new Set(version === '2.0' ? all.filter(({ key }) => metrics[key]).map(({ group }) => group) : [])
  const segments = all.flatMap(({ key, group }) => {
    const value = metrics[key] ?? (whole.has(group) ? 'ND' : undefined)
    return value === undefined ? [] : [`${key}:${value}`]
  })
  return prefix + segments.join('/')
}
