import { actAtPath, engineerFields } from '../../../app/index.ts'
import { actNamed } from '../../../core/process/index.ts'
import { lineFor } from '../fields.ts'
import { inviteCommand } from './inviteEngineer.ts'

/** A next step, as far as its command needs to know it. */
interface Step {
  /** The act that takes it, as in its path. */
  readonly act: string
  readonly fields: Readonly<Record<string, string>>
}

/**
 * The command that takes a step: what is known of its fields filled in, what else it needs named. Engineers are invited
 * by address: nobody knows their id before.
 */
export function commandFor({ act, fields }: Step, id: string): string {
  const name = actAtPath(act)
  if (name === 'inviteToFixTeam') return `tocsin ${inviteCommand.name} ${id} ${lineFor(engineerFields, fields)}`
  const rest = name === undefined ? '' : lineFor(actNamed(name).fields, fields)
  return `tocsin case ${act} ${id} ${rest}`.trimEnd()
}
