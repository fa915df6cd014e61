import { letterA } from './letters.ts'
import type { Version } from './metric.ts'

/**
 * A vector that was read: every base metric is there, every value is one the version knows. Optional metrics that
 * were left out or set to "not defined" are absent, so that equal meanings are equal values. Make one with
 * `parseVector` or `vectorOf`; made by hand, `score` may throw `UnreadVector`.
 */
export interface Vector {
  readonly version: Version
  /** By metric as in the vector's text: `{ AV: 'N', … }`; undefined where not defined. */
  readonly metrics: Readonly<Record<string, string | undefined>>
}

/** Somebody scored metrics that no reader had accepted: a bug in the caller, not bad input. */
export class UnreadVector extends Error {
  readonly code = 'unread_vector'
}

/** Figures by value, looked up by its letter: every scored value of 3.x and 4.0 is one capital. */
export type Weights = readonly number[]

export function weights(byValue: Readonly<Record<string, number>>): Weights {
  const figures = Array.from({ length: 26 }, () => Number.NaN)
  for (const [value, figure] of Object.entries(byValue)) figures[value.charCodeAt(0) - letterA] = figure
  return figures
}

/** A value's figure. @throws UnreadVector for a value that is none of the metric's, or missing */
export function weigh(figures: Weights, choice: string | undefined): number {
  const figure = choice?.length === 1 ? figures[choice.charCodeAt(0) - letterA] : undefined
  if (figure === undefined || Number.isNaN(figure)) throw unread(choice)
  return figure
}

/** The same for 2.0, whose values have up to three letters. @throws UnreadVector */
export function figureOf<Value extends string>(
  byValue: Readonly<Record<Value, number>>,
  choice: string | undefined,
): number {
  const figure: number | undefined = (byValue as Readonly<Record<string, number>>)[choice ?? '']
  if (figure === undefined) throw unread(choice)
  return figure
}

function unread(choice: string | undefined): UnreadVector {
  return new UnreadVector(`a vector holds the value ${choice ?? 'nothing'} where its version has none such`)
}
