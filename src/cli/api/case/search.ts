import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson, table } from '../print.ts'
import { listedRow, type ListedSeen } from './listed.ts'

interface FoundSeen {
  readonly cases: readonly ListedSeen[]
  readonly next: string | null
  readonly cut: boolean
  readonly waiting: number
}

/** Options that stand for a parameter of the same name. */
const filters = [
  { name: 'severity', value: 'CLASS', says: 'none, low, medium, high or critical' },
  { name: 'project', value: 'NAME', says: 'Of the report or the release' },
  { name: 'person', value: 'NAME', says: 'A word of the name, or an id' },
  { name: 'phase', value: 'PHASE', says: 'One phase only, such as triage' },
  { name: 'limit', value: 'N', says: 'At most so many (30; up to 200)' },
  { name: 'after', value: 'PLACE', says: 'Where the page before ended (`next` of --json)' },
] as const

export const searchCommand: Command = {
  name: 'case search',
  usage:
    '[WORD…] [--severity CLASS] [--project NAME] [--person NAME] [--phase PHASE] [--overdue] [--open | --closed] [--json]',
  summary: 'Find cases that you may read by words, ids, packages and people, the best first',
  options: [
    ...filters,
    { name: 'overdue', says: 'Only cases with a deadline that has passed' },
    { name: 'open', says: 'Open cases only' },
    { name: 'closed', says: 'Closed cases only' },
    jsonOption,
  ],
  examples: [
    ['tocsin case search verify signature', 'cases with both words, in whichever form'],
    ['tocsin case search CVE-2026-1234', 'an id as a whole'],
    ['tocsin case search --severity critical --open', 'filters alone'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 20 })
    if (typeof read === 'string') return misused(this, read, io)
    const { flags, values, rest } = read
    if (flags.has('open') && flags.has('closed')) return misused(this, '--open and --closed are one too many', io)
    const query = new URLSearchParams({ q: rest.join(' ') })
    for (const { name } of filters) {
      const value = values[name]
      if (value !== undefined) query.set(name, value)
    }
    if (flags.has('overdue')) query.set('overdue', 'true')
    if (flags.has('open') || flags.has('closed')) query.set('open', String(flags.has('open')))
    const seen = await ask<FoundSeen>(io, { path: `/api/search?${query.toString()}` }, flags.has('json'))
    if (typeof seen === 'number') return seen
    if (flags.has('json')) {
      printJson(seen, io)
      return exits.done
    }
    if (seen.cases.length === 0) io.err('Nothing was found\n')
    io.out(table(seen.cases.map(listedRow), io))
    if (seen.waiting > 0) io.err(`${seen.waiting} events are not searchable yet: ask again soon\n`)
    if (seen.cut) io.err('Very many cases have this; only the newest were looked at: add a word or a filter\n')
    if (seen.next !== null) io.err(`There are more: --after '${seen.next}'\n`)
    return exits.done
  },
}
