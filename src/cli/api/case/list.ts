import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson, table } from '../print.ts'
import { listedRow, type ListedSeen } from './listed.ts'

interface ListSeen {
  readonly cases: readonly ListedSeen[]
  readonly next: string | null
}

export const listCommand: Command = {
  name: 'case list',
  usage: '[--closed | --all] [--phase PHASE] [--by due] [--limit N] [--after PLACE] [--json]',
  summary: 'List the cases that you may see, the last changed first, or what is due first',
  options: [
    { name: 'closed', says: 'Closed cases only' },
    { name: 'all', says: 'Open and closed' },
    { name: 'phase', value: 'PHASE', says: 'One phase only, such as triage or development' },
    { name: 'by', value: 'ORDER', says: 'changed (as without it), or due: the next deadline first, of open cases' },
    { name: 'limit', value: 'N', says: 'At most so many (30; up to 200)' },
    { name: 'after', value: 'PLACE', says: 'Where the page before ended (`next` of --json)' },
    jsonOption,
  ],
  examples: [
    ['tocsin case list', 'open cases'],
    ['tocsin case list --by due', 'what is due first'],
    ['tocsin case list --phase triage --json', 'for scripts'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const { flags, values } = read
    if (flags.has('closed') && flags.has('all')) return misused(this, '--closed and --all are one too many', io)
    const query = new URLSearchParams({
      open: flags.has('all') ? 'all' : String(!flags.has('closed')),
      limit: values['limit'] ?? '30',
      ...(values['by'] === undefined ? {} : { by: values['by'] }),
      ...(values['phase'] === undefined ? {} : { phase: values['phase'] }),
      ...(values['after'] === undefined ? {} : { after: values['after'] }),
    })
    const seen = await ask<ListSeen>(io, { path: `/api/cases?${query.toString()}` }, flags.has('json'))
    if (typeof seen === 'number') return seen
    if (flags.has('json')) {
      printJson(seen, io)
      return exits.done
    }
    const rows = seen.cases.map(listedRow)
    if (rows.length === 0)
      io.err(`${flags.has('all') ? 'No cases' : flags.has('closed') ? 'No closed cases' : 'No open cases'}\n`)
    io.out(table(rows, io))
    if (seen.next !== null) io.err(`There are more: --after ${seen.next}\n`)
    return exits.done
  },
}
