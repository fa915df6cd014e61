import type { Held } from './corpus.ts'

/** BM25’s own constants (Robertson and Zaragoza 2009, section 3.5). */
const k1 = 1.2
const b = 0.75

/** A long record has more of everything: BM25’s normalisation, by record. */
export function lengthFactors<Key>(held: Held<Key>): Float32Array {
  const average = Math.max(1, held.averageWords())
  return Float32Array.from(held.words, (words) => k1 * (1 - b + (b * words) / average))
}

/** What a trait counts that a record has so often: each time more a little less. */
export function saturated(count: number, lengthFactor: number | undefined): number {
  return (count * (k1 + 1)) / (count + (lengthFactor ?? k1))
}
