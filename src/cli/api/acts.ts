import { actPath } from '../../app/index.ts'
import { actNamed, caseActNames, type CaseActName } from '../../core/process/index.ts'
import { exits, type Command, type CommandIo } from '../command.ts'
import { given, jsonOption, misused, type Given } from '../options.ts'
import { ask } from './ask.ts'
import { bodyFrom, optionsFor, peopleIn, usageFor } from './fields.ts'
import { withIds } from './people.ts'
import { printJson } from './print.ts'
import { told } from './text.ts'

export interface DoneJson {
  readonly case: string
  readonly version: number
  readonly events: readonly { readonly clause: string; readonly says: string }[]
}

export const versionOption = {
  name: 'if-version',
  value: 'N',
  says: 'Only if the case is still at this version',
} as const

/** Every act of the process as a command: its fields are its options. */
export const actCommands: readonly Command[] = caseActNames.map((name) => actCommand(name))

/** `called`: under a shorter name than the act's own. */
export function actCommand(name: CaseActName, called = `case ${actPath(name)}`): Command {
  const { title, clause, does, outward, fields } = actNamed(name)
  return {
    name: called,
    // Schemas of fifty acts take a moment: only the command that is used looks into its own.
    get usage() {
      return `CASE ${usageFor(fields)}`.trimEnd()
    },
    summary: `${title} (${clause}). ${does}${outward === true ? ' It cannot be taken back.' : ''}`,
    get options() {
      return [...optionsFor(fields), versionOption, jsonOption]
    },
    async run(args, io) {
      const read = given(this, args, { least: 1, most: 1 })
      if (typeof read === 'string') return misused(this, read, io)
      const body = await bodyFrom(fields, read, io)
      if (typeof body === 'string') return misused(this, body, io)
      if (typeof body === 'number') return body
      const id = read.rest[0] ?? ''
      const sent = await withIds(
        body,
        peopleIn(fields),
        `/api/cases/${encodeURIComponent(id)}`,
        io,
        read.flags.has('json'),
      )
      if (typeof sent === 'number') return sent
      return carryOut(`/api/cases/${encodeURIComponent(id)}/${actPath(name)}`, sent, read, io)
    },
  }
}

/** Sends an act and prints what it put on record. */
export async function carryOut(path: string, body: unknown, { values, flags }: Given, io: CommandIo): Promise<number> {
  const version = values['if-version']
  const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` }
  const asJson = flags.has('json')
  const done = await ask<DoneJson>(io, { method: 'POST', path, body, headers }, asJson)
  if (typeof done === 'number') return done
  if (asJson) printJson(done, io)
  else io.out(done.events.map(({ clause, says }) => `${clause}  ${told(says)}\n`).join(''))
  return exits.done
}
