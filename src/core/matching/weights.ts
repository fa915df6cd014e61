import type { Signal } from './signals.ts'

/**
 * How much each signal counts for the order. Fitted by `scripts/matchingWeights.ts` on the training half (215 of 428
 * pairs, each asked with the one text and with the other, with package names and without). On the other half, which was
 * only counted, the sought record came first in 77 % and within five in 94 %, asked with the other text in 85 % and 93 %;
 * without names in 68 % and 83 %, 75 % and 85 % (docs/performance.md has BM25 beside it). Sums of one kind of evidence
 * overlap, so a negative weight says “counted already”, not “speaks against”.
 */
export const weights: Readonly<Record<Signal, number>> = {
  words: -0.93,
  names: 0.79,
  versions: 0.7,
  classes: 0.27,
  ids: 4.31,
  rareWords: 0.06,
  rarest: 5.11,
  secondRarest: 0.1,
  ofTitle: 1.32,
  ofAsked: 0.0,
  ofRecord: 2.08,
  ofBest: 9.34,
  apart: 1.23,
  cosine: -3.7,
  classCosine: 1.89,
  length: -1.31,
  otherLength: 1.34,
  otherVersions: -2.9,
}

/** How much each counts for how sure it is: fitted in the same way, without what only compares with others found. */
export const sureWeights: Readonly<Record<Signal, number>> = {
  words: 0.44,
  names: 0.56,
  versions: 0.34,
  classes: 0.43,
  ids: 5.29,
  rareWords: -0.4,
  rarest: 5.97,
  secondRarest: 1.58,
  ofTitle: 1.67,
  ofAsked: 7.39,
  ofRecord: 3.17,
  ofBest: 0,
  apart: 0,
  cosine: -5.76,
  classCosine: 1.94,
  length: -1.02,
  otherLength: 1.12,
  otherVersions: -3.05,
}
