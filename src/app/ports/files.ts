import type { CaseId } from '../../core/kernel/index.ts'

/** A file that was taken in: sealed under a key of its own, on disk, and not yet anybody's. */
export interface TakenFile {
  /** Opaque; unique. */
  readonly file: string
  /** Of its own bytes; hexadecimal. */
  readonly sha256: string
  readonly size: number
  /** Its first bytes, to tell what it is. */
  readonly head: Uint8Array
  /** The key that opens it, hexadecimal: to be sealed before the process ends, or the file is lost. */
  readonly secret: string
}

export interface KeptFile {
  readonly case: CaseId
  readonly file: string
}

/**
 * Files outside the database, each sealed in pieces: what is missing, moved or changed in one is found when it is read.
 * Nothing here is ever on disk unsealed. Throws `FilesFailed`.
 */
export interface Files {
  /** Takes in at most so many bytes, holding little of them in memory; `too_large`: there were more, and none is kept. */
  take(bytes: AsyncIterable<Uint8Array>, most: number): Promise<TakenFile | 'too_large'>
  /**
   * Puts it beside its case, with its secret as the case's key sealed it; on disk when this resolves. Until `settle`
   * says that the case's record names it, it may be collected. Doing it twice is no error.
   */
  keep(taken: TakenFile, of: CaseId, sealed: Uint8Array): Promise<void>
  /** Their case's record names them, on disk. */
  settle(files: readonly KeptFile[]): Promise<void>
  /** Forgets files that no record names. Missing ones are no error. */
  drop(files: readonly (TakenFile | KeptFile)[]): Promise<void>
  /** Its bytes, piece by piece; `unseal` opens the secret. Throws `missing` at once, `tampered` when it comes to it. */
  read(kept: KeptFile, unseal: (sealed: Uint8Array) => string): Promise<AsyncIterable<Uint8Array>>
  /** Kept longer ago than so many seconds and not settled. What was taken and never kept is forgotten here. */
  unsettled(seconds: number): Promise<readonly KeptFile[]>
  /** How many bytes on disk the files of these cases have together; those without files are no error. */
  sizeOf(cases: readonly CaseId[]): Promise<number>
  /** Every file of a case, for good. */
  dropAll(of: CaseId): Promise<void>
}

export class FilesFailed extends Error {
  override readonly name = 'FilesFailed'
  readonly code: 'missing' | 'tampered' | 'disk_full' | 'failed'
  constructor(code: FilesFailed['code'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
