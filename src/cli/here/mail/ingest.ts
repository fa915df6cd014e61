import { receiveMail } from '../../../app/index.ts'
import { exits, type Command, type CommandIo } from '../../command.ts'
import { given, misused } from '../../options.ts'
import { within, type OpenInstallation } from '../installation.ts'

/** What a mail server that hands a message to a program understands (BSD's sysexits.h; Postfix pipe(8), Exim). */
const forServers = { tryLater: 75, tooLarge: 69 } as const

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
      ['|"tocsin ingest"', 'in an aliases file; TOCSIN_DATA has to be set there'],
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
        const taken = await within(open, io, (world) => receiveMail(world, io.bytes(path), envelope, 'pipe'))
        if (taken === 'kept') return exits.done
        return taken === 'too_large' ? tooLarge(io) : later(io, 'not_kept')
      } catch (error) {
        // Whatever is wrong here is wrong here, and not with the message.
        return later(io, codeOf(error))
      }
    },
  }
}

function tooLarge(io: CommandIo): number {
  io.err('too_large: a message can have 50 MB\n')
  return forServers.tooLarge
}

function later(io: CommandIo, code: string): number {
  io.err(`${code}: the message was not kept; it has to come again\n`)
  return forServers.tryLater
}

function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown }
  return typeof code === 'string' ? code : 'failed'
}
