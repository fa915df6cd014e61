import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson } from '../print.ts'
import { recordLines, type RecordSeen } from '../recorded.ts'

export const recordCommand: Command = {
  name: 'committee record',
  usage: '[--limit N] [--json]',
  summary: 'Print what happened to the committee, the newest first',
  options: [{ name: 'limit', value: 'N', says: 'At most so many (100)' }, jsonOption],
  examples: [['tocsin committee record --limit 20', 'one line for each event']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const query = read.values['limit'] === undefined ? '' : `?limit=${encodeURIComponent(read.values['limit'])}`
    const seen = await ask<RecordSeen>(io, { path: `/api/committee/record${query}` }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else io.out(recordLines(seen, io))
    return exits.done
  },
}
