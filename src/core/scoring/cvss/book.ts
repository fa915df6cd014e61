import type { Group, Metric, Version } from './metric.ts'
import { letterA } from './letters.ts'
import { metricsOf2 } from './tables/v2.ts'
import { metricsOf3 } from './tables/v3.ts'
import { metricsOf4 } from './tables/v4.ts'

/** One legal `metric:value` of a version. */
export interface Segment {
  /** `AV:N` */
  readonly text: string
  readonly key: string
  readonly value: string
  /** Whether the value says no more than leaving the metric out. */
  readonly silent: boolean
  /** The metric's bit in a set of metrics; a version has at most 32. */
  readonly bit: number
  /** The metric's place in the specification's order. */
  readonly place: number
}

/** What may stand at one place of the order, found by a glance at its letters. */
export interface Place {
  /** `AV:` */
  readonly start: string
  /** Values of one capital, from A on. */
  readonly byLetter: readonly (Segment | undefined)[]
}

/** What a version's vectors may say, prepared for reading. */
export interface Book {
  readonly version: Version
  /** What a vector starts with; 2.0 has nothing. */
  readonly prefix: string
  readonly metrics: readonly Metric[]
  /** Whether the specification makes the order binding, as 2.0 (section 2.4) and 4.0 (section 7) do and 3.x doesn't. */
  readonly ordered: boolean
  /** The bits of the metrics that every vector has. */
  readonly base: number
  /** Groups that stand whole or not at all, by bits: 2.0 writes ND for what a begun group doesn't use (section 2.4). */
  readonly whole: readonly number[]
  /** All metrics, none chosen: vectors of one version then have one shape, which makes them quick to read and score. */
  readonly blank: Readonly<Record<string, string | undefined>>
  readonly inOrder: readonly Place[]
  /** By its text. */
  readonly segments: ReadonlyMap<string, Segment>
  /** The same in capitals, for lenient reading. */
  readonly inCapitals: ReadonlyMap<string, Segment>
}

export const books: Readonly<Record<Version, Book>> = {
  '2.0': book('2.0', '', metricsOf2, true, ['temporal', 'environmental']),
  '3.0': book('3.0', 'CVSS:3.0/', metricsOf3, false, []),
  '3.1': book('3.1', 'CVSS:3.1/', metricsOf3, false, []),
  '4.0': book('4.0', 'CVSS:4.0/', metricsOf4, true, []),
}

/** The metrics of a version, in the order of its specification. */
export function metricsOf(version: Version): readonly Metric[] {
  return books[version].metrics
}

function book(version: Version, prefix: string, metrics: readonly Metric[], ordered: boolean, whole: Group[]): Book {
  const all = metrics.flatMap(({ key, group, choices }, place) =>
    Object.keys(choices).map((value): Segment => {
      const silent = group !== 'base' && (value === 'X' || value === 'ND')
      return { text: `${key}:${value}`, key, value, silent, bit: 1 << place, place }
    }),
  )
  const base = bitsOf('base', metrics)
  return {
    version,
    prefix,
    metrics,
    ordered,
    base,
    whole: whole.map((group) => bitsOf(group, metrics)),
    blank: Object.fromEntries(metrics.map(({ key }) => [key, undefined])),
    inOrder: metrics.map(({ key }) => placeOf(key, all)),
    segments: new Map(all.map((one) => [one.text, one])),
    inCapitals: new Map(all.map((one) => [one.text.toUpperCase(), one])),
  }
}

function placeOf(key: string, all: readonly Segment[]): Place {
  const byLetter = Array.from({ length: 26 }, (_, letter) => {
    const value = String.fromCharCode(letterA + letter)
    return all.find((segment) => segment.key === key && segment.value === value)
  })
  return { start: `${key}:`, byLetter }
}

function bitsOf(group: Group, metrics: readonly Metric[]): number {
  return metrics.reduce((bits, metric, place) => (metric.group === group ? bits | (1 << place) : bits), 0)
}
