/** What a clone has at some paths. */
export interface RepositorySeen {
  /** The commit that was looked at: that of the clone’s HEAD. */
  readonly commit: string
  /** ISO 8601, UTC. */
  readonly committed: string
  /** Texts of the files that exist; other things of that name are left out. */
  readonly files: ReadonlyMap<string, string>
  /** Files that exist and are too large to be read. */
  readonly tooLarge: readonly string[]
  /** Of the paths that exist. */
  readonly kinds: ReadonlyMap<string, 'file' | 'folder'>
}

/**
 * Clones of the projects’ repositories, which an administrator keeps on this machine. Nothing is ever fetched, and no
 * path stands in a command’s arguments: who saw what is asked for would know which code is affected.
 */
export interface Repositories {
  /**
   * What lies at these paths, `files` with what is in them; folders without a slash at the end. `undefined`: there is no
   * clone of this project. Throws `RepositoryFailed`.
   */
  look(
    project: string,
    asked: { readonly files: readonly string[]; readonly paths: readonly string[] },
  ): Promise<RepositorySeen | undefined>
}

/** Thrown when a clone is there and cannot be looked into: `code` says why. */
export class RepositoryFailed extends Error {
  override readonly name = 'RepositoryFailed'
  readonly code:
    | 'no_git'
    /** Its HEAD names no commit, or git cannot read it. */
    | 'unreadable'
    | 'too_slow'
    | 'too_large'
  constructor(code: RepositoryFailed['code'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
