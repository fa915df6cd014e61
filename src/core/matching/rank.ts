import { compare } from './compare.ts'
import type { Corpus, Held } from './corpus.ts'
import { reasoning, type Reason } from './reasons.ts'
import { signals, type Signal } from './signals.ts'
import { traitsOf, type Described } from './traits.ts'
import { sureWeights, weights } from './weights.ts'

/**
 * How sure it is that a record is about the same vulnerability; `bounds` says what it means. What is below both is not
 * worth anybody's time.
 */
export type Likelihood = 'likely' | 'perhaps'

export interface Candidate<Key> {
  readonly key: Key
  readonly likelihood: Likelihood
  /** Comparable within one ranking alone. */
  readonly score: number
  /** The most telling first; at most four. */
  readonly reasons: readonly Reason[]
}

/**
 * From which sum of the evidence on, chosen on the training half. On the held-out one, where every second report has a
 * duplicate: of the best candidates that are `likely` three of four are the right one among 12,000 records, four of
 * five among one product’s own ninety; of the right ones, about four of five are at least `perhaps` in both.
 */
const bounds: Readonly<Record<Likelihood, number>> = { likely: 17, perhaps: 11 }

/** Whose eyes it is for: what may not be seen is neither shown nor counted in a reason. */
export interface Ranking<Key> {
  readonly most: number
  may(key: Key): boolean
}

/** The records that are likeliest about the same vulnerability as this text, the likeliest first. */
export function rank<Key>(
  corpus: Corpus<Key>,
  asked: Described,
  { most, may }: Ranking<Key>,
): readonly Candidate<Key>[] {
  const traits = traitsOf(asked)
  const best = compare(corpus.held, traits, may)
    .map(({ record, values }) => ({ record, score: sumOf(values, weights), sure: sumOf(values, sureWeights) }))
    .filter(({ sure }) => sure >= bounds.perhaps)
    .toSorted((one, other) => other.score - one.score)
  const reasonsOf = reasoning(corpus.held, traits, may)
  return best.slice(0, most).flatMap(({ record, score, sure }) => {
    const key = keyOf(corpus.held, record)
    if (key === undefined) return []
    const reasons = reasonsOf(record)
    return [{ key, score, likelihood: sure >= bounds.likely ? ('likely' as const) : ('perhaps' as const), reasons }]
  })
}

/** The keys of what has most in common, the best first, however little that is: for judging a ranking. */
export function nearest<Key>(corpus: Corpus<Key>, asked: Described): readonly Key[] {
  return compare(corpus.held, traitsOf(asked), () => true)
    .map(({ record, values }) => ({ key: keyOf(corpus.held, record), score: sumOf(values, weights) }))
    .toSorted((one, other) => other.score - one.score)
    .flatMap(({ key }) => (key === undefined ? [] : [key]))
}

function keyOf<Key>(held: Held<Key>, record: number): Key | undefined {
  return held.keys[record]
}

function sumOf(values: Float64Array, of: Readonly<Record<Signal, number>>): number {
  return signals.reduce((sum, signal, at) => sum + of[signal] * (values[at] ?? 0), 0)
}
