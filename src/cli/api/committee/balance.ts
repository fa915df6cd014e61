import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson, table } from '../print.ts'
import { clean } from '../text.ts'

interface BalanceSeen {
  readonly on: string
  readonly members: number
  readonly vendors: readonly { readonly name: string; readonly people: readonly string[]; readonly over: boolean }[]
  readonly warnings: readonly { readonly clause: string; readonly says: string }[]
}

export const balanceCommand: Command = {
  name: 'committee balance',
  usage: '--on DAY [--json]',
  summary: 'Show the balance among vendors on a day ahead (C6)',
  options: [{ name: 'on', value: 'DAY', says: 'For example 2026-07-01', needed: true }, jsonOption],
  examples: [['tocsin committee balance --on 2026-07-01', 'with the leaves and stand-ins that are known of']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const path = `/api/committee/balance?on=${encodeURIComponent(read.values['on'] ?? '')}`
    const seen = await ask<BalanceSeen>(io, { path }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else {
      if (seen.vendors.length === 0) io.err('Nobody has named an affiliation\n')
      io.out(
        table(
          seen.vendors.map(({ name, people, over }) => [
            name,
            `${people.length} of ${seen.members}`,
            over ? 'over' : 'within',
          ]),
          io,
        ),
      )
      io.err(seen.warnings.map(({ clause, says }) => `${clause}  ${clean(says)}\n`).join(''))
    }
    return exits.done
  },
}
