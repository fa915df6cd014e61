/** A folder of files that others read while it is written, such as a web server. Paths have `/` between their parts. */
export interface Folder {
  /** `undefined` where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>
  /**
   * Whoever reads finds what was there or the whole of this, never a part. A file that holds these bytes is left as it
   * is; answers with whether it was written.
   */
  write(path: string, bytes: Uint8Array): Promise<boolean>
  /** What is not there is gone already. */
  remove(path: string): Promise<void>
}
