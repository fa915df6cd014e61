import type { PersonEvent, PersonFields } from '../../core/community/index.ts'
import { idFrom, type PersonId } from '../../core/kernel/index.ts'
import type { Append, Batch } from '../ports/index.ts'
import { blank } from '../records/index.ts'
import type { World } from '../world.ts'

/**
 * The person with this address, or who had it, if there is one. Their own record has the last word: a changed lookup
 * leads to nobody, so that no invitation goes to somebody else's mailbox.
 */
export async function personByEmail(world: World, email: string): Promise<PersonId | undefined> {
  if (email === '') return undefined
  const found = (await world.store.lookup('email', addressKey(world, email))) as PersonId | undefined
  if (found === undefined) return undefined
  const { records } = await world.records.read('person', found)
  const address = email.toLowerCase()
  return records.some(({ event }) => 'email' in event && event.email.toLowerCase() === address) ? found : undefined
}

/** What a new person's record takes; the address is unique. */
export async function registration(
  world: World,
  fields: PersonFields,
  now: Temporal.Instant,
): Promise<{ person: PersonId; batch: Required<Pick<Batch, 'appends' | 'lookups'>> }> {
  const person = idFrom('p', world.machine.random(12))
  const event: PersonEvent = { type: 'PersonRegistered', ...fields, email: fields.email.toLowerCase() }
  const append = await world.records.append('person', blank<PersonEvent, never>(person), [event], 'product', now)
  const lookups = fields.email === '' ? [] : [{ kind: 'email', key: addressKey(world, fields.email), value: person }]
  return { person, batch: { appends: [append], lookups } }
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
): Promise<{ person: PersonId; append: Append }> {
  const { person, batch } = await registration(world, fields, now)
  const [append] = batch.appends
  if (append === undefined) throw new TypeError('a registration without a record')
  return { person, append }
}

/** Under which an address is found; the address itself stands nowhere in plain. */
export function addressKey(world: World, email: string): string {
  return world.vault.blind('email', email.toLowerCase())
}
