import type { Context } from 'hono'
import {
  chooseMails,
  giveKey,
  isBadInput,
  keyFields,
  loadPerson,
  mailWayFields,
  ownKey,
  type ByWhom,
  type World,
} from '../../../app/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { answered } from '../answer.ts'
import { bodyOf } from '../asked.ts'

/** Somebody's key as programs see it; the key itself they have. */
export async function keySeen(world: World, id: PersonId) {
  const person = await loadPerson(world, id)
  if (person === null) throw new TypeError('somebody signed in is nobody')
  const { key, offered, mails } = await ownKey(world, person)
  const { fingerprint = null, addresses = [], expires = null, unusable = null } = key ?? {}
  return { fingerprint, addresses, expires, unusable, offered: offered?.fingerprint ?? null, mails }
}

/** Gives somebody's key as the body names it, and answers with what is known then. */
export async function keyGiven(c: Context, world: World, id: PersonId, by?: ByWhom): Promise<Response> {
  const body = await bodyOf(c, keyFields)
  const given = isBadInput(body) ? body : await giveKey(world, id, body, by)
  return answered(c, given, async () => c.json(await keySeen(world, id)))
}

/** The same for how mail goes to them. */
export async function mailsChosen(c: Context, world: World, id: PersonId, by?: ByWhom): Promise<Response> {
  const body = await bodyOf(c, mailWayFields)
  const chosen = isBadInput(body) ? body : await chooseMails(world, id, body, by)
  return answered(c, chosen, async () => c.json(await keySeen(world, id)))
}
