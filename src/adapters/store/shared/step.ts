import type { Append, Committed } from '../../../app/ports/index.ts'
import type { Statement } from './statement.ts'

/** Why a commit is not written: the port's answers that are not `ok`. */
export type Stop = Exclude<Committed, { ok: true }>

/** What it means when a step does not reach the number of rows that it has to. */
export type Unmet = { readonly stop: Stop } | { readonly failed: string } | { readonly moved: Append }

/** One statement of a commit. */
export interface Step extends Statement {
  /**
   * The row that it writes or holds, as table and key; a table alone: any number of its rows. An engine that runs many
   * steps as one statement must not do so with two steps on one row.
   */
  readonly row: string
  /** A select: it holds what it finds and writes nothing. */
  readonly reads?: true
  /** How many rows it must write or find; everything is rolled back when it does not. Left out: any number. */
  readonly must?: { readonly rows: number; readonly otherwise: Unmet }
}
