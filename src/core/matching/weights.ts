import type { Signal } from './signals.ts'

/**
 * How much each signal counts. Fitted by `scripts/matchingWeights.ts` on the training half (215 of 428 pairs, with
 * package names and without); on the other half, which was only counted, the sought record came first in 78 % and
 * within five in 94 %, without names in 66 % and 85 % (docs/performance.md has BM25 beside it). Sums of one kind of
 * evidence overlap, so a negative weight says “counted already”, not “speaks against”.
 */
export const weights: Readonly<Record<Signal, number>> = {
  words: 0.93,
  names: 0.4,
  versions: 4.72,
  classes: -1.59,
  ids: 5.56,
  rareWords: -1.49,
  rarest: 6.58,
  secondRarest: 2.01,
  ofTitle: 1.57,
  ofAsked: 6.67,
  ofRecord: -1.63,
  cosine: -1.57,
  classCosine: 2.34,
  length: -2.15,
  otherLength: 1.59,
  otherVersions: -0.85,
}
