/** A folder of files that others read while it is written, such as a web server. Paths have `/` between their parts. */
export interface Folder {
  /** `undefined` where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>
  /** The same, of UTF-8 bytes. */
  readText(path: string): Promise<string | undefined>
  /**
   * Whoever reads finds what was there or the whole of this, never a part. A file that holds these bytes is left as it
   * is; answers with whether it was written. Throws Node's error.
   */
  write(path: string, content: string | Uint8Array): Promise<boolean>
  /** What is not there is gone already. */
  remove(path: string): Promise<void>
}
