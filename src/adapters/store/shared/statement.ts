export type Value = string | number | Uint8Array | null

/** One statement of portable SQL: `?` stands for each value, in order. Nothing else in a text is a question mark. */
export interface Statement {
  readonly text: string
  readonly values: readonly Value[]
}

/** A statement that only reads, and what its rows mean. */
export interface Asked<Answer> extends Statement {
  answer(rows: readonly unknown[]): Answer
}

/**
 * The few words in which the engines differ. Everything else here is said once, in SQL that both understand:
 * conflicts by `on conflict`, pages by row values, types that both keep.
 */
export interface Dialect {
  /**
   * SQL for the place of a new row that is the `index`th of its table in this commit: later commits get higher places,
   * and who reads up to a place misses none below it.
   */
  place(index: number): string
  /** How many rows an insert of many takes in one statement, the most first: few sizes, as each text is prepared once. */
  readonly rowsAtOnce: readonly number[]
  /** Ends a select: nobody else may change the rows it found before this transaction ends. */
  readonly share: string
  /** Ends a select: the rows are ours to change; what somebody else is taking at this moment is passed over. */
  readonly take: string
}
