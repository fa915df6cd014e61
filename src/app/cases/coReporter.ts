import { email } from '../../core/community/index.ts'
import { refuse, type Refused } from '../../core/kernel/index.ts'
import { reportersOf } from '../../core/process/index.ts'
import type { Together } from '../../core/release/index.ts'
import { loadPeople } from '../community/index.ts'
import { findable, unverified } from '../people/index.ts'
import type { Batch } from '../ports/index.ts'
import type { World } from '../world.ts'
import { cannotInvite } from './reach.ts'

export type AlsoWritten = Required<Pick<Batch, 'appends' | 'freed' | 'lookups'>>

const nothing: AlsoWritten = { appends: [], freed: [], lookups: [] }

/**
 * Somebody whom a reporter names is registered with the act that names them: by nobody's proof but that they read mail
 * there, so never taken for a person who is known by that address.
 */
export async function coReporterIn(
  world: World,
  decided: Together,
  fields: Readonly<Record<string, unknown>>,
  now: Temporal.Instant,
): Promise<AlsoWritten | Refused> {
  const named = decided.flatMap(({ case: c, events }) =>
    events.flatMap((event) => (event.type === 'CoReporterNamed' ? [{ c, person: event.person }] : [])),
  )[0]
  if (named === undefined) return nothing
  const address = email.parse(fields['email'])
  const known = await loadPeople(world, new Set(reportersOf(named.c)))
  if ([...known.values()].some((one) => one.email.toLowerCase() === address)) {
    const says = 'Somebody with this address has a link to this report already.'
    return refuse('named_already', 'D1', says, 'A lost link is sent again from the page for reports.')
  }
  const unreachable = await cannotInvite(world)
  if (unreachable !== undefined) return unreachable
  const person = { name: String(fields['name']), email: address, affiliation: '', openpgp: '' }
  const { append } = await unverified(world, person, now, named.person)
  return { appends: [append], ...(await findable(world, named.person, address)) }
}
