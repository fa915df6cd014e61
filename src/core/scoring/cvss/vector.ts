import type { Version } from './metric.ts'

/**
 * A vector that was read: every base metric is there, every value is one the version knows. Optional metrics that
 * were left out or set to "not defined" are absent, so that equal meanings are equal values. Make one with
 * `parseVector` or `vectorOf`; made by hand, `score` may throw `UnreadVector`.
 */
export interface Vector {
  readonly version: Version
  /** By metric as in the vector's text: `{ AV: 'N', … }`. */
  readonly metrics: Readonly<Record<string, string>>
}

/** Somebody scored metrics that no reader had accepted: a bug in the caller, not bad input. */
export class UnreadVector extends Error {
  readonly code = 'unread_vector'
}

export type Weights = Readonly<Record<string, number>>

/** A value's figure; `X` (or `ND`) stands for an absent optional metric. @throws UnreadVector */
export function weigh(weights: Weights, choice: string): number {
  const weight = weights[choice]
  if (weight === undefined) throw new UnreadVector(`a vector holds the value ${choice}, which its version lacks`)
  return weight
}

/** The value of a metric that every vector has. @throws UnreadVector */
export function chosen(choice: string | undefined): string {
  if (choice === undefined) throw new UnreadVector('a vector lacks a base metric')
  return choice
}
