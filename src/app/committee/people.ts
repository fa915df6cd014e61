import { whoLeft, type Committee, type Known } from '../../core/committee/index.ts'
import { personFields, type Person } from '../../core/community/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import { personByEmail, registration, type AddressMove } from '../people/index.ts'
import type { World } from '../world.ts'

/** Everyone whom the committee's page may name: seats and stand-ins now, and those whom what is open is about. */
export function involvedIn(committee: Committee): readonly PersonId[] {
  const open = committee.open.flatMap(({ subject, by, electorate, objections }) => [
    ...('person' in subject ? [subject.person] : []),
    ...(subject.kind === 'nominate' && subject.replaces !== null ? [subject.replaces] : []),
    ...electorate,
    ...[by, ...objections.map((one) => one.by)].filter((one) => one !== 'product'),
  ])
  const standIns = committee.leaves.flatMap(({ standIn }) => (standIn === null ? [] : [standIn]))
  return [
    ...new Set([...committee.seats.map(({ person }) => person), ...standIns, ...open, ...whoLeft(committee).keys()]),
  ]
}

/** What people's own records say of whom they work for. */
export function knownIn(people: ReadonlyMap<PersonId, Person>): Known {
  return Object.fromEntries([...people].map(([id, { affiliation }]) => [id, affiliation]))
}

/** Somebody named by address: known here, or to be registered in the act's own transaction. */
export interface Named {
  readonly person: PersonId
  readonly batch: Partial<AddressMove>
}

/** `null` where the fields name nobody. */
export async function namedBy(
  world: World,
  fields: Readonly<Record<string, unknown>>,
  now: Temporal.Instant,
): Promise<Named | null> {
  const { name, email, affiliation } = fields
  if (typeof email !== 'string' || email === '') return null
  const known = await personByEmail(world, email)
  if (known !== undefined) return { person: known, batch: {} }
  const told = { name: typeof name === 'string' && name !== '' ? name : email, email, affiliation: affiliation ?? '' }
  return registration(world, personFields.parse({ ...told, openpgp: '' }), now)
}
