import { personFields, type PersonEvent, type PersonFields } from '../../core/community/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import { badInput, type BadInput, type Conflict } from '../answers.ts'
import type { World } from '../world.ts'
import { addressMove } from './address.ts'

/** Changes what is known of a person. */
export async function changePerson(
  world: World,
  person: PersonId,
  by: PersonId,
  input: unknown,
): Promise<{ readonly done: true } | BadInput | Conflict> {
  const parsed = personFields.safeParse(input)
  return parsed.success ? keepPerson(world, person, by, parsed.data) : badInput(parsed.error)
}

/**
 * An address stays one person's: nobody takes another one's, and whoever gets a former one is not taken for who had it.
 */
export async function keepPerson(
  world: World,
  person: PersonId,
  by: PersonId,
  fields: PersonFields,
): Promise<{ readonly done: true } | BadInput | Conflict> {
  const stream = await world.records.read('person', person)
  const event: PersonEvent = { type: 'PersonChanged', ...fields }
  const append = await world.records.append('person', stream, [event], by, world.machine.now())
  const move = await addressMove(world, person, stream.state?.email ?? '', fields.email)
  const committed = await world.store.commit({ ...move, appends: [append, ...move.appends] })
  if (committed.ok) return { done: true }
  if (committed.why === 'conflict') return { conflict: true, expected: stream.version, actual: committed.actual }
  return taken
}

export const taken: BadInput = {
  badInput: true,
  problems: [{ field: 'email', says: 'somebody else here has this address' }],
}
