/** What a command may do with the world: read a file, print an answer, print a complaint. */
export interface CommandIo {
  /** The file's bytes as UTF-8 text; rejects with an error whose `code` is Node's (`ENOENT`, …). */
  read(path: string): Promise<string>
  /** Answers; a line break is not added. */
  out(text: string): void
  /** Complaints; a line break is not added. */
  err(text: string): void
}

/** One command of `tocsin`, a noun and a verb. */
export interface Command {
  /** For example `policy check`. */
  readonly name: string
  /** The arguments after the name, for example `FILE [--json]`. */
  readonly usage: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Answers with the exit code: 0 yes, 1 no, 2 not understood. */
  run(args: string[], io: CommandIo): Promise<number>
}
