/** Why it cannot be told whether a version is affected. */
export const doubts = [
  'no_packages',
  'unknown_package',
  'which_package',
  'nothing_written',
  'unreadable_version',
  'unreadable_range',
  'release_missing',
  'commits_only',
] as const
export type Doubt = (typeof doubts)[number]

export const answers = ['affected', 'fixed', 'not_affected', 'cannot_tell'] as const

/** The answer to "is this version affected?". */
export interface Verdict {
  readonly answer: (typeof answers)[number]
  /** Why it cannot be told; `null` where it can. */
  readonly doubt: Doubt | null
  readonly package: { readonly ecosystem: string; readonly name: string } | null
  readonly version: string
  /** Affected: the next version that is not, and carries the fix. Fixed: the version that brought the fix. */
  readonly fixedIn: readonly string[]
  /** The answer in one sentence or two. */
  readonly says: string
  /** What it follows from: each range or list of the advisory, and how the version stands to it. */
  readonly because: readonly string[]
  /** How versions of this package compare; `null` where none was compared. */
  readonly rule: string | null
}
