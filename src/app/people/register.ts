import type { PersonEvent, PersonFields } from '../../core/community/index.ts'
import { idFrom, type PersonId } from '../../core/kernel/index.ts'
import type { Append } from '../ports/index.ts'
import { blank } from '../records/index.ts'
import type { World } from '../world.ts'
import { addressMove, personByEmail, type AddressMove } from './address.ts'

/** What a new person's record takes; the address is unique. */
export async function registration(
  world: World,
  fields: PersonFields,
  now: Temporal.Instant,
  person: PersonId = idFrom('p', world.machine.random(12)),
): Promise<{ person: PersonId; append: Append; batch: AddressMove }> {
  const event: PersonEvent = { type: 'PersonRegistered', ...fields, email: fields.email.toLowerCase() }
  const append = await world.records.append('person', blank<PersonEvent, never>(person), [event], 'product', now)
  const move = await addressMove(world, person, '', fields.email)
  return { person, append, batch: { ...move, appends: [append, ...move.appends] } }
}

/** The person with this address, or a new one. Someone without an address is always new. */
export async function findOrRegister(world: World, fields: PersonFields, now: Temporal.Instant): Promise<PersonId> {
  const known = await personByEmail(world, fields.email)
  if (known !== undefined) return known
  const { person, batch } = await registration(world, fields, now)
  const committed = await world.store.commit(batch)
  if (committed.ok) return person
  // Somebody registered the same address at this moment.
  const meanwhile = await personByEmail(world, fields.email)
  if (meanwhile !== undefined) return meanwhile
  throw new Error(`a person could not be registered: ${committed.why}`)
}

/**
 * Someone who says that an address is theirs, without proof: never taken for the person who is known by it, and never
 * found by it. A report in a member's name gives nobody that member's rights. For the caller to commit.
 */
export async function unverified(
  world: World,
  fields: PersonFields,
  now: Temporal.Instant,
  id?: PersonId,
): Promise<{ person: PersonId; append: Append }> {
  const { person, append } = await registration(world, fields, now, id)
  return { person, append }
}
