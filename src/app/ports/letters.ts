import type { CaseId, CommunityId } from '../../core/kernel/index.ts'

/** `waiting`: on disk and not read yet. `held`: a person has to say what becomes of it; `aside`: they may, and nobody is told. */
export type LetterState = 'waiting' | 'held' | 'aside'

/**
 * A mail that has come in and has no place in a case yet. Its bytes are a file beside the case that it may become, whose
 * id it has; who sent it is in what is sealed. It goes from here in the commit that gives it its place.
 */
export interface LetterRow {
  readonly id: CaseId
  readonly community: CommunityId
  /** When it was on disk; ISO 8601, UTC. */
  readonly at: string
  readonly state: LetterState
  /** Why it is held, as a code. */
  readonly why: string | null
  readonly sealed: Uint8Array
}

/** The commit fails (`letter`) when the letter is not in the state `from` any more: somebody else has dealt with it. */
export interface LetterChange {
  readonly id: CaseId
  readonly from: LetterState
  /** `null`: it has its place, and is a letter no more. */
  readonly to: Pick<LetterRow, 'state' | 'why' | 'sealed'> | null
}

export interface LetterQuery {
  readonly state: LetterState
  readonly limit: number
  /** Continue after this one, the oldest first. */
  readonly after?: Pick<LetterRow, 'at' | 'id'>
}

/** The mail that came in, as the store has it. */
export interface Letters {
  letters(query: LetterQuery): Promise<readonly LetterRow[]>
  letter(id: CaseId): Promise<LetterRow | undefined>
  /** How many there are in a state; it counts no further than `most`. */
  countLetters(state: LetterState, most: number): Promise<number>
}
