import { importArchive, importing, importRows, type ImportTally, type World } from '../../../app/index.ts'
import { codeOf, isRefused, type PersonId } from '../../../core/kernel/index.ts'
import { exits, type Command, type CommandIo } from '../../command.ts'
import { counted } from '../../counted.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { within, type OpenInstallation } from '../installation.ts'

/** How files of many reports are taken apart, piece by piece; the command line knows no formats. */
export interface Archives {
  rows(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Readonly<Record<string, string>>>
  messages(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
}

const over = { name: 'closed', says: 'All of it is over: the cases are closed at once' } as const
const as = { name: 'as', value: 'EMAIL', says: 'The member in whose name the cases are opened', needed: true } as const

export function importCommands(open: OpenInstallation, { rows, messages }: Archives): readonly Command[] {
  const csv: Command = {
    name: 'import csv',
    usage: 'FILE --as EMAIL [--closed] [--json]',
    summary: 'Open a case for each row of another platform’s export (HackerOne’s columns); no reporter is written to',
    options: [as, over, jsonOption],
    examples: [
      ['tocsin import csv reports.csv --as ada@example.org', 'again later: rows that are here are left alone'],
      [
        'tocsin import csv old.csv --as ada@example.org --closed',
        'an archive: whatever a row’s state says, it is over',
      ],
    ],
    run(args, io) {
      return carriedOut(this, args, io, (world, member, path, told, closed) =>
        importRows(world, member, rows(io.bytes(path)), { closed, told }),
      )
    },
  }
  const mbox: Command = {
    name: 'import mbox',
    usage: 'FILE --as EMAIL [--closed] [--json]',
    summary: 'Open cases for an archive of the committee’s mail, answers in their threads; no reporter is written to',
    options: [as, over, jsonOption],
    examples: [
      ['tocsin import mbox security.mbox --as ada@example.org --closed', 'so that old reports are found again'],
    ],
    run(args, io) {
      return carriedOut(this, args, io, (world, member, path, told, closed) =>
        importArchive(world, member, messages(io.bytes(path)), { closed, told }),
      )
    },
  }

  async function carriedOut(
    command: Command,
    args: string[],
    io: CommandIo,
    act: (
      world: World,
      member: PersonId,
      path: string,
      told: (tally: ImportTally) => void,
      closed: boolean,
    ) => Promise<ImportTally>,
  ): Promise<number> {
    const read = given(command, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(command, read, io)
    const email = read.values['as']
    if (email === undefined) return misused(command, 'say in whose name with --as', io)
    return within(open, io, async (world) => {
      const member = await importing(world, email)
      if (isRefused(member)) {
        io.err(`not_a_member: ${email} is no member’s address — Name a member who has a seat now.\n`)
        return exits.refused
      }
      const path = read.rest[0] ?? '-'
      try {
        const tally = await act(world, member, path, telling(io), read.flags.has('closed'))
        io.out(read.flags.has('json') ? `${JSON.stringify(tally)}\n` : inWords(tally))
        return exits.done
      } catch (error) {
        const code = codeOf(error)
        if (code === undefined) throw error
        const { message } = error as { readonly message?: string }
        const says = error instanceof Error && 'syscall' in error ? `${path} cannot be read` : message
        io.err(`${code}: ${says ?? 'the file cannot be read'} — What came in so far is kept; run it again.\n`)
        return exits.refused
      }
    })
  }

  return [mbox, csv]
}

/** While a person watches, every hundredth. */
function telling(io: CommandIo): (tally: ImportTally) => void {
  return (tally) => {
    const done = tally.opened + tally.posted + tally.known + tally.leftOut
    if (io.terminal && done % 100 === 0) io.err(`${done} read\n`)
  }
}

function inWords({ opened, posted, known, leftOut }: ImportTally): string {
  const came = `${counted(opened, 'case')} opened, ${counted(posted, 'message')} in their threads`
  return `${came}, ${known} here before, ${leftOut} left out\n`
}
