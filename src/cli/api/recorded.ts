import type { CommandIo } from '../command.ts'
import { table } from './print.ts'
import { moment, told } from './text.ts'

/** A record as the API hands it over. */
export interface RecordSeen {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly events: readonly {
    readonly version: number
    readonly at: string
    readonly by: string
    readonly clause: string
    readonly says: string
  }[]
}

/** One line for each event. */
export function recordLines({ people, events }: RecordSeen, io: CommandIo): string {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const rows = events.map(({ version, at, by, clause, says }) => {
    const who = by === 'product' ? 'Tocsin' : (names.get(by) ?? by)
    // A sentence that begins with the actor needs no name before it.
    const what = says.startsWith(`${who} `) ? says.slice(who.length + 1) : says
    return [String(version), moment(at), clause, who, told(what)]
  })
  return table(rows, io)
}
