import type { Person } from '../../core/community/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import type { Batch } from '../ports/index.ts'
import type { World } from '../world.ts'

/**
 * The person whose address this is now. Their own record has the last word: who gave it up is not found by it, as
 * whoever reads mail there today may be somebody else; and a changed lookup leads to nobody, so that no invitation goes
 * to somebody else's mailbox.
 */
export async function personByEmail(world: World, email: string): Promise<PersonId | undefined> {
  const held = await holderOf(world, email)
  return held?.now === true ? held.person : undefined
}

/** What taking an address gives up and takes; `appends` makes the commit fail when somebody takes it back meanwhile. */
export type AddressMove = Required<Pick<Batch, 'appends' | 'freed' | 'lookups'>>

/**
 * From one address to another, either of them possibly empty. Each leads to one person only: of two who take one at once
 * the later is `taken`. Installations that once kept every address found let go of it here, when somebody else has it.
 */
export async function addressMove(world: World, person: PersonId, from: string, to: string): Promise<AddressMove> {
  if (from.toLowerCase() === to.toLowerCase()) return { appends: [], freed: [], lookups: namesOf(world, person, to) }
  const move = { appends: [], freed: namesOf(world, person, from), lookups: namesOf(world, person, to) }
  const held = await holderOf(world, to)
  if (held === undefined || held.now || !held.once || held.person === person) return move
  return { ...move, appends: [held.unchanged], freed: [...move.freed, ...namesOf(world, held.person, to)] }
}

/** Nothing leads to somebody any more: no address, session, token or link. */
export function leavingBatch(world: World, { id, email }: Person): Pick<Batch, 'freed' | 'revokeAll'> {
  return { freed: namesOf(world, id, email), revokeAll: [{ subject: id }] }
}

/** Whom an address leads to, whether it is theirs, and whether it was. */
async function holderOf(world: World, email: string) {
  if (email === '') return undefined
  const person = (await world.store.lookup('email', addressKey(world, email))) as PersonId | undefined
  if (person === undefined) return undefined
  const stream = await world.records.read('person', person)
  const address = email.toLowerCase()
  return {
    person,
    now: stream.state?.email.toLowerCase() === address,
    once: stream.records.some(({ event }) => 'email' in event && event.email.toLowerCase() === address),
    unchanged: world.records.unchanged('person', stream),
  }
}

function namesOf(world: World, person: PersonId, email: string) {
  return email === '' ? [] : [{ kind: 'email', key: addressKey(world, email), value: person }]
}

/** Under which an address is found; the address itself stands nowhere in plain. */
function addressKey(world: World, email: string): string {
  return world.vault.blind('email', email.toLowerCase())
}
