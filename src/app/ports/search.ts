import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { CaseRow } from './caseRow.ts'

/** A term of a case as the store holds it: 48 bits of its keyed hash, and how much it counts (0 to 127). */
export interface IndexedTerm {
  readonly token: number
  readonly weight: number
}

/** Where the search index stands. */
export interface IndexState {
  /** Grows with each change of the index: who changes it names the turn that was looked at. */
  readonly turn: number
  /** Up to which event of `scan` the index has taken in. */
  readonly position: number
  /** Who fills it at present; a lease, so that several servers do not do the same work. */
  readonly holder: string | null
  readonly leasedUntil: string | null
  /** How many committed events it has not taken in yet, counted up to `mostWaiting`. */
  readonly waiting: number
}

/** More than so many is not counted. */
export const mostWaiting = 10_000

/** What the index holds of a case; `place`: the case's own number there. */
export interface IndexedCase {
  readonly case: CaseId
  readonly place: number
  readonly terms: readonly IndexedTerm[]
}

/** One change of the index; the commit fails (`search`) when it is no longer at the turn `before`. */
export interface IndexChange {
  readonly before: number
  readonly position: number
  readonly lease: { readonly holder: string; readonly until: string } | null
  /** Forgets everything first: the index is filled anew. */
  readonly anew?: true
  readonly cases: readonly (Omit<IndexedCase, 'terms'> & {
    /** What the index holds of it, and what it will hold; nothing: the case is forgotten. */
    readonly was: readonly IndexedTerm[]
    readonly is: readonly IndexedTerm[]
  })[]
}

/** A case must have one of `any`. Its best weight there counts `times`. */
export interface WantedTokens {
  readonly any: readonly number[]
  readonly times: number
  /**
   * True: their rows are read in a row, from the oldest candidate's place on; false: they are looked up for each
   * candidate. The answer is the same, and which is quicker depends on how many rows lie there.
   */
  readonly inARow: boolean
}

export interface SearchQuery {
  /** Only cases that this person may read. */
  readonly person: PersonId
  readonly open: boolean | 'all'
  readonly phase?: string
  /** Only cases with a deadline that is open and was due before this instant. */
  readonly dueBefore?: string
  readonly wanted: readonly WantedTokens[]
  /** Which of `wanted` is looked at first; `null`: the person's own list, the last changed first. */
  readonly first: number | null
  /** So many cases are looked at: the newest that the person may read. */
  readonly within: number
  readonly limit: number
  /** Continue after this one: the best first, among equals the last changed. */
  readonly after?: { readonly score: number; readonly updated: string; readonly case: CaseId }
}

export interface SearchAnswer {
  readonly found: readonly (CaseRow & { readonly score: number })[]
  /** How many were looked at; `within` or more: there may be others. */
  readonly looked: number
}

/** In how many cases each token occurs, and how many open cases a person has, all counted up to `most`. */
export interface SearchCounts {
  readonly tokens: readonly TokenCount[]
  readonly open: number
}

/** The newest `count` cases with a token, and the places of the last and the first of them; 0 where there is none. */
export interface TokenCount {
  readonly count: number
  readonly newest: number
  readonly oldest: number
}

/** The blind index: what a case is found by, as keyed hashes. */
export interface SearchIndex {
  indexState(): Promise<IndexState>
  /** Of each of these cases that there is, indexed or not, in no order. */
  indexedCases(cases: readonly CaseId[]): Promise<readonly IndexedCase[]>
  /** Cases that have a term, in the order of their places. */
  casesWith(token: number, after: number, limit: number): Promise<readonly Omit<IndexedCase, 'terms'>[]>
  search(query: SearchQuery): Promise<SearchAnswer>
  searchCounts(person: PersonId, tokens: readonly number[], most: number): Promise<SearchCounts>
}
