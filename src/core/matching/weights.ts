import type { Signal } from './signals.ts'

/**
 * How much each signal counts. Fitted by `scripts/matchingWeights.ts` on the training half (215 of 428 pairs, each asked
 * with the one text and with the other, with package names and without). On the other half, which was only counted, the
 * sought record came first in 76 % and within five in 95 %, asked with the other text in 81 % and 93 %; without names in
 * 64 % and 82 %, 69 % and 84 % (docs/performance.md has BM25 beside it). Sums of one kind of evidence overlap, so a
 * negative weight says “counted already”, not “speaks against”.
 */
export const weights: Readonly<Record<Signal, number>> = {
  words: 0.44,
  names: 0.56,
  versions: 0.33,
  classes: 0.45,
  ids: 5.24,
  rareWords: -0.39,
  rarest: 5.97,
  secondRarest: 1.58,
  ofTitle: 1.67,
  ofAsked: 7.38,
  ofRecord: 3.17,
  cosine: -5.79,
  classCosine: 1.92,
  length: -1.03,
  otherLength: 1.11,
  otherVersions: -3.05,
}
