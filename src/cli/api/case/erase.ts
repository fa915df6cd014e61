import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson } from '../print.ts'

export const eraseCommand: Command = {
  name: 'case erase',
  usage: 'CASE --reason TEXT --confirm CASE [--json]',
  summary: 'Erase a closed case that came to nothing, for good: its key, its files, its words in the search',
  options: [
    { name: 'reason', value: 'TEXT', says: 'Why; it stays in the community’s record', needed: true },
    { name: 'confirm', value: 'CASE', says: 'The case’s id once more: this cannot be taken back', needed: true },
    jsonOption,
  ],
  examples: [
    ['tocsin case erase c-0123456789ab --reason spam --confirm c-0123456789ab', 'after closing it as invalid'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const { reason, confirm } = read.values
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/erase`
    const asJson = read.flags.has('json')
    const erased = await ask<{ case: string }>(io, { method: 'POST', path, body: { reason, confirm } }, asJson)
    if (typeof erased === 'number') return erased
    if (asJson) printJson(erased, io)
    else io.out(`${erased.case} is erased. Backups made before hold its key: see docs/keys.md\n`)
    return exits.done
  },
}
