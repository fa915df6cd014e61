import { readFileSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { runCommandLine, type Command, type CommandIo } from '../../src/cli/index.ts'

export interface Ran {
  readonly exit: number
  readonly out: string
  readonly err: string
}

interface Around {
  readonly files?: Readonly<Record<string, string>>
  /** Standard input, as it comes. */
  readonly pieces?: readonly string[]
  readonly env?: CommandIo['env']
  readonly fetch?: CommandIo['fetch']
  readonly terminal?: boolean
}

/** Runs one command line over files in memory (what isn't there is looked for on disk) and a server in memory. */
export async function runLine(
  commands: readonly Command[],
  line: readonly string[],
  around: Around = {},
): Promise<Ran> {
  const printed = { out: '', err: '' }
  const io: CommandIo = {
    read: async (path) => around.files?.[path] ?? readFileSync(path, 'utf8'),
    blob: async (path) => new Blob([around.files?.[path] ?? readFileSync(path)]),
    bytes: (path) =>
      Readable.from(path === '-' ? (around.pieces ?? []).map((one) => Buffer.from(one)) : [readFileSync(path)]),
    input: () => Readable.from([...(around.pieces ?? [])], { encoding: 'utf8' }),
    write: async (path, text) => writeFileSync(path, text, { flag: 'wx' }),
    out: (text) => void (printed.out += text),
    err: (text) => void (printed.err += text),
    env: around.env ?? {},
    fetch: around.fetch ?? (() => Promise.reject(new TypeError('fetch failed'))),
    terminal: around.terminal ?? false,
  }
  return { exit: await runCommandLine(commands, line, io), ...printed }
}
