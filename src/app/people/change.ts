import { personFields, type PersonEvent } from '../../core/community/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import { badInput, type BadInput, type Conflict } from '../answers.ts'
import type { World } from '../world.ts'
import { addressKey } from './register.ts'

/** Changes what is known of a person. Their address stays unique: nobody takes another one's. */
export async function changePerson(
  world: World,
  person: PersonId,
  by: PersonId,
  input: unknown,
): Promise<{ readonly done: true } | BadInput | Conflict> {
  const parsed = personFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const stream = await world.records.read('person', person)
  const event: PersonEvent = { type: 'PersonChanged', ...parsed.data }
  const append = await world.records.append('person', stream, [event], by, world.machine.now())
  const committed = await world.store.commit({
    appends: [append],
    lookups: [{ kind: 'email', key: addressKey(world, parsed.data.email), value: person }],
  })
  if (committed.ok) return { done: true }
  if (committed.why === 'conflict') return { conflict: true, expected: stream.version, actual: committed.actual }
  return { badInput: true, problems: [{ field: 'email', says: 'somebody else here has this address' }] }
}
