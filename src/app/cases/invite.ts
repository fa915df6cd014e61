import { z } from 'zod'
import { personFields } from '../../core/community/index.ts'
import { isRefused, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { decide, invitedBy } from '../../core/process/index.ts'
import { badInput, noSuchCase, type BadInput, type Conflict } from '../answers.ts'
import { findOrRegister, personByEmail } from '../people/index.ts'
import type { World } from '../world.ts'
import { act, type Done } from './act.ts'
import { contextFor, loadCase, rolesThrough } from './load.ts'
import { cannotInvite } from './reach.ts'

/** An engineer to invite, known or new (F1, F2). */
export const engineerFields = personFields.pick({ name: true, email: true, affiliation: true }).extend({
  why: z
    .string()
    .trim()
    .min(1, { error: 'say why this person' })
    .max(1000)
    .meta({ title: 'Why this person', input: 'multiline' }),
  ...invitedBy,
})

/** Stands for the engineer while nobody knows yet whether they can be invited. */
const nobody: PersonId = 'p-000000000000'

/** Invites someone by address; a person who is new here is registered first. Mail must be able to reach them. */
export async function inviteEngineer(
  world: World,
  member: PersonId,
  id: CaseId,
  input: Readonly<Record<string, unknown>>,
): Promise<Done | Refused | BadInput | Conflict> {
  const loaded = await loadCase(world, id)
  if (loaded === undefined || rolesThrough(loaded, member).length === 0) return noSuchCase()
  const parsed = engineerFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { why, namedIn, approved, ...known } = parsed.data
  const told = { why, namedIn, approved }
  // Asked of the process before anybody is registered: a refusal leaves nothing behind.
  const contextOf = await contextFor(world, loaded, member, world.machine.now())
  const whom = (await personByEmail(world, known.email)) ?? nobody
  const command = { act: 'inviteToFixTeam', fields: { person: whom, ...told } } as const
  const asked = decide(loaded.case, command, contextOf(loaded.case))
  if (isRefused(asked)) return asked
  const unreachable = await cannotInvite(world)
  if (unreachable !== undefined) return unreachable
  const person = await findOrRegister(world, { ...known, openpgp: '' }, world.machine.now())
  return act(world, member, { case: id, act: 'inviteToFixTeam', fields: { person, ...told } })
}
