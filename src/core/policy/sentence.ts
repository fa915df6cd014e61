import type { ClauseId } from './clauses.ts'

/** One sentence of the explained process and the clause it comes from. */
export interface Sentence {
  readonly clause: ClauseId
  readonly says: string
}
