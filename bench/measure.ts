import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'

/** A measured figure: the median of several repeats. */
export interface Row {
  readonly what: string
  readonly median: number
  readonly unit: string
  /** Processor time of all threads in the same unit, where the clock alone may mislead. */
  readonly cpu?: number
  /** Divided by raw write(1 kB) + fdatasync a second, measured in turn with it; `null` where that says nothing. */
  readonly ofRaw: number | null
  /** What it should reach: at least so many times raw, or at most so many of its unit. */
  readonly goal: string
  readonly reached: boolean | null
}

/** Appends of one kilobyte a second, each on disk before the next: what no durable product on this disk can pass. */
export function rawWrites(file: string, seconds: number): number {
  const handle = openSync(file, 'w')
  const kilobyte = Buffer.alloc(1_024, 'x')
  const end = performance.now() + seconds * 1_000
  let done = 0
  while (performance.now() < end) {
    writeSync(handle, kilobyte)
    fdatasyncSync(handle)
    done += 1
  }
  closeSync(handle)
  return done / seconds
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function atMost(what: string, median: number, unit: string, limit: number): Row {
  return { what, median, unit, ofRaw: null, goal: `≤ ${limit} ${unit}`, reached: median <= limit }
}
