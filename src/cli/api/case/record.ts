import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson } from '../print.ts'
import { recordLines, type RecordSeen } from '../recorded.ts'

export const recordCommand: Command = {
  name: 'case record',
  usage: 'CASE [--json]',
  summary: 'Print everything that happened to a case, in order',
  options: [jsonOption],
  examples: [['tocsin case record c-0123456789ab', 'one line for each event']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/record`
    const seen = await ask<RecordSeen>(io, { path }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else io.out(recordLines(seen, io))
    return exits.done
  },
}
