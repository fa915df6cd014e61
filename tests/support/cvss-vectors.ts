import { isBadVector, metricsOf, parseVector, type Vector, type Version } from '../../src/core/scoring/index.ts'

/** What a vector of the version starts with. */
export const labelOf = (version: Version): string => (version === '2.0' ? '' : `CVSS:${version}/`)

/** Every combination of base metrics, as texts in the specification's order. */
export function everyBaseVector(version: Version): string[] {
  const base = metricsOf(version).filter(({ group }) => group === 'base')
  const combined = base.reduce<string[]>(
    (texts, { key, choices }) =>
      texts.flatMap((text) =>
        Object.keys(choices).map((value) => (text === '' ? `${key}:${value}` : `${text}/${key}:${value}`)),
      ),
    [''],
  )
  return combined.map((text) => labelOf(version) + text)
}

/** A repeatable stream of numbers in [0, 1) (mulberry32), so that a failure can be seen again. */
export function stream(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A vector with all its metrics chosen at random, optional ones included with their "not defined". */
export function anyVector(version: Version, random: () => number): string {
  const segments = metricsOf(version).map(({ key, choices }) => {
    const values = Object.keys(choices)
    return `${key}:${values[Math.floor(random() * values.length)]}`
  })
  return labelOf(version) + segments.join('/')
}

/** A vector that must be readable. */
export function read(text: string, lenient = false): Vector {
  const vector = parseVector(text, { lenient })
  if (isBadVector(vector)) throw new Error(`${text}: ${vector.code} at ${vector.position}: ${vector.says}`)
  return vector
}
