import { codeOf } from '../../../core/kernel/index.ts'
import { receiveMail } from '../../../app/index.ts'
import { exits, type Command, type CommandIo } from '../../command.ts'
import { given, misused } from '../../options.ts'
import { within, type OpenInstallation } from '../installation.ts'

/** What a mail server that hands a message to a program understands (BSD's sysexits.h; Postfix pipe(8), Exim). */
const forServers = { tryLater: 75, tooLarge: 69, noInput: 66 } as const

/** One message from a pipe: taken over when this ends with 0, whether or not a server is running. */
export function ingestCommand(open: OpenInstallation): Command {
  return {
    name: 'ingest',
    usage: '[FILE] [--from ADDRESS] [--to ADDRESS]',
    summary: 'Take over a mail from standard input: on disk when it ends with 0; 75 asks the mail server to try later',
    options: [
      { name: 'from', value: 'ADDRESS', says: 'The envelope’s sender; “<>” for a bounce' },
      { name: 'to', value: 'ADDRESS', says: 'The envelope’s recipient, with everything behind the plus' },
    ],
    examples: [
      ['tocsin ingest < message.eml', 'by hand'],
      ['security: "|TOCSIN_DATA=/srv/tocsin tocsin ingest"', 'in an aliases file'],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 1 })
      if (typeof read === 'string') return misused(this, read, io)
      const { from, to } = read.values
      const envelope = {
        from: from === undefined ? null : from.replace(/^<(.*)>$/, '$1'),
        to: to === undefined ? [] : [to],
      }
      const path = read.rest[0] ?? '-'
      try {
        const bytes = await begun(io, path)
        if (typeof bytes === 'string') return noInput(io, bytes, path)
        const taken = await within(open, io, (world) => receiveMail(world, bytes, envelope, 'pipe'))
        if (taken === 'kept') return exits.done
        return taken === 'too_large' ? tooLarge(io) : later(io, 'not_kept')
      } catch (error) {
        // Whatever is wrong here is wrong here, and not with the message.
        return later(io, codeOf(error) ?? 'failed')
      }
    },
  }
}

/** A message from its first byte on, or why there is none: `empty`, or Node's code for a file that cannot be read. */
async function begun(io: CommandIo, path: string): Promise<AsyncIterable<Uint8Array> | string> {
  try {
    const pieces = io.bytes(path)[Symbol.asyncIterator]()
    const first = await pieces.next()
    return first.done === true ? 'empty' : goingOn(first.value, pieces)
  } catch (error) {
    // A pipe that breaks is tried again; a file that is not there was named by somebody.
    if (path === '-') throw error
    return codeOf(error) ?? 'failed'
  }
}

async function* goingOn(first: Uint8Array, pieces: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  yield first
  yield* { [Symbol.asyncIterator]: () => pieces }
}

function noInput(io: CommandIo, code: string, path: string): number {
  io.err(`${code}: there is no message in ${path === '-' ? 'the standard input' : path}\n`)
  return forServers.noInput
}

function tooLarge(io: CommandIo): number {
  io.err('too_large: a message can have 50 MB\n')
  return forServers.tooLarge
}

function later(io: CommandIo, code: string): number {
  io.err(`${code}: the message was not kept; it has to come again\n`)
  return forServers.tryLater
}
