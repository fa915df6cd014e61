/** Someone whom a file of maintainers names; empty: the file doesn't say. */
export interface Listed {
  readonly name: string
  readonly email: string
  /** At the forge, without the @. */
  readonly handle: string
  readonly affiliation: string
  readonly role: 'approver' | 'reviewer' | 'maintainer' | 'emeritus'
  /** From 1. */
  readonly line: number
}

/** What is wrong at one place of such a file, and the way out. */
export interface OwnersProblem {
  readonly line: number
  readonly column: number
  readonly code: string
  readonly says: string
  readonly hint: string
}

export type ReadOwners = { readonly people: readonly Listed[] } | { readonly problems: readonly OwnersProblem[] }
