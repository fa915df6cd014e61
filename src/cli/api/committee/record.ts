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
    const names = new Map(seen.people.map(({ id, name }) => [id, name]))
    if (asJson) printJson(seen, io)
    else {
      const rows = seen.events.map(({ version, at, by, clause, says }) => {
        return [String(version), moment(at), clause, by === 'product' ? 'Tocsin' : (names.get(by) ?? by), told(says)]
      })
      io.out(table(rows, io))
    }
    return exits.done
  },
}
