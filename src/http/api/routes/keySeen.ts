import { loadPerson, ownKey, type World } from '../../../app/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'

/** Somebody's key as programs see it; the key itself they have. */
export async function keySeen(world: World, id: PersonId) {
  const person = await loadPerson(world, id)
  if (person === null) throw new TypeError('somebody signed in is nobody')
  const { key, offered, mails } = await ownKey(world, person)
  const { fingerprint = null, addresses = [], expires = null, unusable = null } = key ?? {}
  return { fingerprint, addresses, expires, unusable, offered: offered?.fingerprint ?? null, mails }
}
