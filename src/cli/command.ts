/** What a command may do with the world: read a file, ask a server, print an answer, print a complaint. */
export interface CommandIo {
  /** The file's bytes as UTF-8 text (`-`: standard input); rejects with an error whose `code` is Node's (`ENOENT`, …). */
  read(path: string): Promise<string>
  /** Standard input as it comes, piece by piece, as UTF-8 text; for what may be larger than memory. */
  input(): AsyncIterable<string>
  /** The bytes of a file (`-`: standard input) as they come, piece by piece; rejects as `read` does. */
  bytes(path: string): AsyncIterable<Uint8Array>
  /** Makes a file that only its owner may read; rejects as `read` does, with `EEXIST` where there is one. */
  write(path: string, text: string): Promise<void>
  /** A file's bytes, read as they are sent; rejects as `read` does. */
  blob(path: string): Promise<Blob>
  /** Answers; a line break is not added. */
  out(text: string): void
  /** Complaints; a line break is not added. */
  err(text: string): void
  readonly env: Readonly<Record<string, string | undefined>>
  /** Rejects with a `TypeError` when the server cannot be reached, as the web's `fetch` does. */
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Whether a person watches: answers go to a terminal, and colour is welcome there. */
  readonly terminal: boolean
}

export interface Option {
  /** Without the dashes. */
  readonly name: string
  /** What the value is called in the usage; left out: a flag. */
  readonly value?: string
  readonly says: string
  readonly needed?: true
}

/** One command of `tocsin`, a noun and a verb. */
export interface Command {
  /** For example `policy check`. */
  readonly name: string
  /** The arguments after the name, for example `FILE [--json]`. */
  readonly usage: string
  /** One line for the list of commands. */
  readonly summary: string
  readonly options?: readonly Option[]
  /** Whole command lines, each with what it is good for. */
  readonly examples?: readonly (readonly [line: string, says: string])[]
  /** Answers with the exit code: see `exits`. */
  run(args: string[], io: CommandIo): Promise<number>
}

/** Exit codes: done; refused, not found or invalid; not understood; the server cannot be reached. */
export const exits = { done: 0, refused: 1, misused: 2, unreachable: 3 } as const
