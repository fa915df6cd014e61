import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson } from '../print.ts'
import type { CommitteeSeen } from './seen.ts'
import { showCommittee } from './showCommittee.ts'

export const showCommand: Command = {
  name: 'committee show',
  usage: '[--days N] [--json]',
  summary: 'Show seats, duties, leaves, cover, balance, proposals, and access that is to be ended elsewhere',
  options: [{ name: 'days', value: 'N', says: 'How many days ahead cover is looked at (28)' }, jsonOption],
  examples: [['tocsin committee show --days 90', 'with the gaps of the next three months']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const query = read.values['days'] === undefined ? '' : `?days=${encodeURIComponent(read.values['days'])}`
    const seen = await ask<CommitteeSeen>(io, { path: `/api/committee${query}` }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else io.out(showCommittee(seen, io))
    return exits.done
  },
}
