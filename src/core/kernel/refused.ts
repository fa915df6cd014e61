/**
 * A refusal is an answer of the process, not an exception: it names the clause that stands in the way
 * and what can be done instead. A bug or a broken environment throws an error with a `code`.
 */
export interface Refused {
  readonly refused: true
  /** Stable, snake_case; programs switch on it. */
  readonly code: string
  /** The clause of the written process that stands in the way, for example `R3`; `-` where no clause does. */
  readonly clause: string
  /** What is wrong, in one sentence for people. */
  readonly says: string
  /** The way out, in one sentence for people. */
  readonly instead: string
}

export function refuse(code: string, clause: string, says: string, instead: string): Refused {
  return { refused: true, code, clause, says, instead }
}

export function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && (answer as { refused?: unknown }).refused === true
}
