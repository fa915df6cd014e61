import { constants, createReadStream, openAsBlob } from 'node:fs'
import { access, readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { forTerminal, type CommandIo } from '../cli/index.ts'

/** This process's own files, environment and streams. */
export const processIo: CommandIo = {
  read: (path) => (path === '-' ? text(process.stdin) : readFile(path, 'utf8')),
  blob: async (path) => {
    // Node's own answer for a missing file has no code.
    await access(path, constants.R_OK)
    return openAsBlob(path)
  },
  bytes: (path) => (path === '-' ? process.stdin : opened(path)),
  input: () => process.stdin.setEncoding('utf8'),
  write: (path, written) => writeFile(path, written, { flag: 'wx', mode: 0o600 }),
  // A program or a file gets every byte; what is said beside it is for people, wherever they read it.
  out: (printed) => void process.stdout.write(process.stdout.isTTY ? forTerminal(printed) : printed),
  err: (printed) => void process.stderr.write(forTerminal(printed)),
  env: process.env,
  fetch: (url, init) => fetch(url, init),
  terminal: process.stdout.isTTY,
}

/** Opened when the first piece is asked for: whatever is wrong with the file is said to whoever reads it. */
async function* opened(path: string): AsyncIterable<Uint8Array> {
  yield* createReadStream(path)
}
