import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson, table } from '../print.ts'
import { moment, told } from '../text.ts'

interface RecordSeen {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly events: readonly {
    readonly version: number
    readonly at: string
    readonly by: string
    readonly clause: string
    readonly says: string
  }[]
}

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
    const names = new Map(seen.people.map(({ id, name }) => [id, name]))
    const rows = seen.events.map(({ version, at, by, clause, says }) => {
      const who = by === 'product' ? 'Tocsin' : (names.get(by) ?? by)
      // A sentence that begins with the actor needs no name before it.
      const what = says.startsWith(`${who} `) ? says.slice(who.length + 1) : says
      return [String(version), moment(at), clause, who, told(what)]
    })
    if (asJson) printJson(seen, io)
    else io.out(table(rows, io))
    return exits.done
  },
}
