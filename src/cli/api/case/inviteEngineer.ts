import { engineerFields } from '../../../app/index.ts'
import { type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { carryOut } from '../acts.ts'
import { bodyFrom, optionsFor, usageFor } from '../fields.ts'

export const inviteCommand: Command = {
  name: 'case invite-engineer',
  get usage() {
    return `CASE ${usageFor(engineerFields)}`
  },
  summary: 'Invite an engineer to the fix team by address, known here or new (F2)',
  get options() {
    return [...optionsFor(engineerFields), jsonOption]
  },
  examples: [
    [
      'tocsin case invite-engineer c-0123456789ab --name "Dov Dinghy" --email dov@example.org --why "maintains it"',
      'they see nothing before they accept the terms',
    ],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const body = await bodyFrom(engineerFields, read, io)
    if (typeof body === 'string') return misused(this, body, io)
    if (typeof body === 'number') return body
    return carryOut(`/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/fix-team`, body, read, io)
  },
}
