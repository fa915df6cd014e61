import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson } from '../print.ts'
import { clean } from '../text.ts'

export const invitationCommand: Command = {
  name: 'case invitation',
  usage: 'CASE [--json]',
  summary: 'Print the embargo terms that an invitation asks you to accept',
  options: [jsonOption],
  examples: [['tocsin case invitation c-0123456789ab', 'nothing else of a case is shown before you accept them']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/invitation`
    const seen = await ask<{ case: string; terms: string }>(io, { path }, asJson)
    if (typeof seen === 'number') return seen
    const { case: id, terms } = seen
    if (asJson) printJson(seen, io)
    else {
      io.out(`${clean(terms).trimEnd()}\n`)
      io.err(`To accept: tocsin case accept-invitation ${id} --terms\n`)
      io.err(`To decline: tocsin case decline-invitation ${id}\n`)
    }
    return exits.done
  },
}
