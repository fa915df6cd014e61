import type { Listed } from './listed.ts'

/** A line of a file of the repository that names somebody for a path. */
export interface Naming {
  /** The affected path; that of a folder ends with a slash; empty: the whole project. */
  readonly path: string
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly as: 'approver' | 'reviewer' | 'owner' | 'maintainer'
  /** The alias of OWNERS_ALIASES by which the line names them; empty: by themselves. */
  readonly alias: string
}

/** A file, or a line of it, that could not be read: who stands there is not among those suggested. */
export interface Unread {
  readonly file: string
  readonly line: number
  readonly says: string
}

export type Who = Pick<Listed, 'name' | 'email' | 'handle' | 'affiliation'>

/** Somebody whom one line names. */
export interface Named {
  readonly who: Who
  /** How far above the path its file lies, in folders; what is for all of the project is far. */
  readonly distance: number
  readonly because: Naming
}

/** What the files of one kind say of some paths. */
export interface Names {
  readonly named: readonly Named[]
  readonly unread: readonly Unread[]
}

/** Further away than any folder. */
export const everything = 1000

/** Puts the file to each place in it that could not be read. */
export function unreadIn(
  file: string,
  problems: readonly { readonly line: number; readonly says: string }[],
): Unread[] {
  return problems.map(({ line, says }) => ({ file, line, says }))
}
