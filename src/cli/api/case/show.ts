import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson } from '../print.ts'
import { showCase, type CaseSeen } from './showCase.ts'

export const showCommand: Command = {
  name: 'case show',
  usage: 'CASE [--json]',
  summary: 'Show where a case stands, what is due and what is next',
  options: [jsonOption],
  examples: [['tocsin case show c-0123456789ab', 'with the commands for the next steps']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const seen = await ask<CaseSeen>(io, { path: `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}` }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else io.out(showCase(seen, io))
    return exits.done
  },
}
