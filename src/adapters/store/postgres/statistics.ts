import type { Batch } from '../../../app/ports/index.ts'
import type { Runs } from '../../postgres/index.ts'

/**
 * The planner guesses until somebody counts, and PostgreSQL's own counting comes a minute or more after many rows were
 * written: a search for a rare word then walks through every case. So whoever writes many rows has them counted.
 */
const tables = ['streams', 'cases', 'case_list', 'search_tokens', 'search_cases']

export function countRows(on: Runs): Promise<unknown> {
  return on.query(`analyze ${tables.join(', ')}`)
}

/** Index changes of cases, after which the rows are counted; each time twice as many. */
const first = 250

export interface Statistics {
  /** A batch was written. Counting goes on beside other work; where it fails, the planner goes on guessing. */
  wrote(batch: Batch): void
  /** Resolves when no counting is under way. */
  settled(): Promise<void>
}

export function statisticsOf(on: Runs): Statistics {
  let written = 0
  let next = first
  let counting = Promise.resolve()
  return {
    wrote({ index }) {
      written += index?.cases.length ?? 0
      if (written < next) return
      next = written * 2
      counting = counting.then(() => countRows(on)).then(nothing, nothing)
    },
    settled: () => counting,
  }
}

const nothing = () => undefined
