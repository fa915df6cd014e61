import { actPath } from '../../../app/index.ts'
import { committeeActNamed, committeeActNames, type CommitteeActName } from '../../../core/committee/index.ts'
import type { Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { carryOut } from '../acts.ts'
import { bodyFrom, optionsFor, peopleIn, usageFor } from '../fields.ts'
import { withIds } from '../people.ts'

const versionOption = {
  name: 'if-version',
  value: 'N',
  says: 'Only if the committee’s record is still at this version',
} as const

const examples: Readonly<Partial<Record<CommitteeActName, readonly [line: string, says: string]>>> = {
  nominate: [
    'tocsin committee nominate --name "Dora Dinghy" --email dora@example.org --statement "reviews the harbour code"',
    'silence is consent',
  ],
  vote: ['tocsin committee vote --proposal 3 --choice aye', 'the ballot of your seat; it stands'],
  announceLeave: [
    'tocsin committee announce-leave --from 2026-07-01 --to 2026-07-20 --triage-to Ben',
    'prints which days lack cover for a duty; what you hold on cases goes to others when it begins',
  ],
  stepDown: ['tocsin committee step-down --on 2026-06-01 --reason "a new job"', 'your access ends with the seat'],
}

/** Every act on the committee as a command: its fields are its options. */
export const committeeActCommands: readonly Command[] = committeeActNames.map(actCommand)

function actCommand(name: CommitteeActName): Command {
  const { title, clause, does, fields } = committeeActNamed(name)
  const path = actPath(name)
  return {
    name: `committee ${path}`,
    get usage() {
      return usageFor(fields)
    },
    summary: `${title} (${clause}). ${does}`,
    get options() {
      return [...optionsFor(fields), versionOption, jsonOption]
    },
    ...(examples[name] === undefined ? {} : { examples: [examples[name]] }),
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      const body = await bodyFrom(fields, read, io)
      if (typeof body === 'string') return misused(this, body, io)
      if (typeof body === 'number') return body
      const sent = await withIds(body, peopleIn(fields), '/api/committee', io, read.flags.has('json'))
      if (typeof sent === 'number') return sent
      return carryOut(`/api/committee/${path}`, sent, read, io)
    },
  }
}
