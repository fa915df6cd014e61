/**
 * How far the log had come, kept on this machine apart from the database: the note of a checkpoint. Whoever writes to the
 * database alone cannot take it back. A copy of the database, or of the keys, has none.
 */
export interface Landmark {
  /** `undefined`: there is none. */
  read(): Promise<string | undefined>
  /** `null` takes it away. */
  write(note: string | null): Promise<void>
}
