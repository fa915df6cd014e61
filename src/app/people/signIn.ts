import { exactStamp, stamp } from '../../core/clock/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import type { Person, PersonEvent } from '../../core/community/index.ts'
import { mostTries } from '../answers.ts'
import { entryFor } from '../effects/index.ts'
import { StoreFailed } from '../ports/index.ts'
import type { World } from '../world.ts'
import { personByEmail } from './address.ts'
import { hashOf, liveSecret, mintSecret, newSecret } from './secrets.ts'

/** How long things last. A sign-in link is short-lived; an invitation waits for people who are away. */
export const lifetimes = {
  signIn: 'PT15M',
  invitation: 'PT336H',
  session: 'PT168H',
  setUp: 'PT24H',
  address: 'PT24H',
} as const

/**
 * Asks for a sign-in link by mail. The answer is the same, and takes as long, whether or not anybody has this address.
 */
export async function requestSignIn(world: World, email: string): Promise<void> {
  const person = await personByEmail(world, email.trim())
  const now = world.machine.now()
  // A write of the same length where there is nobody: the time of an answer tells nothing.
  if (person === undefined) await world.store.commit({ settings: [{ name: 'asked_in_vain', value: exactStamp(now) }] })
  else await world.store.commit({ outbox: [await entryFor(world, { kind: 'sign-in', to: person }, now)] })
}

/** A sign-in link's secret, for a mail or for the console. */
export function signInSecret(world: World, person: PersonId, lasts: string = lifetimes.signIn): Promise<string> {
  return mintSecret(world, { kind: 'sign-in', subject: person, scope: null, lasts }, world.machine.now())
}

export interface SignedIn {
  readonly person: PersonId
  /** The session's secret, for a cookie. */
  readonly session: string
  /** The case that an invitation leads to. */
  readonly scope: string | null
}

/** Whether a sign-in or invitation link would still work; using it is another step, so that mail scanners spend none. */
export async function isLiveLink(world: World, secret: string): Promise<boolean> {
  return (await linkRow(world, secret)) !== undefined
}

async function linkRow(world: World, secret: string) {
  return (await liveSecret(world, 'sign-in', secret)) ?? (await liveSecret(world, 'invitation', secret))
}

/** Uses a link up and opens a session, in one transaction; `undefined` when it is spent, expired or unknown. */
export async function signIn(world: World, secret: string): Promise<SignedIn | undefined> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const row = await linkRow(world, secret)
    if (row === undefined) return undefined
    const person = row.subject as PersonId
    const now = world.machine.now()
    const stream = await world.records.read('person', person)
    if (stream.state === null) return undefined
    const request = { kind: 'session', subject: person, scope: null, lasts: lifetimes.session } as const
    const session = await newSecret(world, request, now)
    const event: PersonEvent = { type: 'SignedIn', by: row.kind === 'invitation' ? 'invitation' : 'link' }
    const committed = await world.store.commit({
      spend: [{ hash: row.hash, at: stamp(now) }],
      secrets: [session.row],
      appends: [await world.records.append('person', stream, [event], person, now)],
    })
    if (committed.ok) return { person, session: session.secret, scope: row.scope }
    // The same person signs in elsewhere at this moment: this link is still good.
    if (committed.why !== 'conflict') return undefined
  }
  // Not "used up": the link goes on working.
  throw new StoreFailed('busy', 'a person’s record kept changing')
}

/** Who a session's cookie stands for. */
export async function personOfSession(world: World, session: string): Promise<Person | undefined> {
  const row = await liveSecret(world, 'session', session)
  if (row === undefined) return undefined
  return (await world.records.read('person', row.subject as PersonId)).state ?? undefined
}

export async function signOut(world: World, session: string): Promise<void> {
  await world.store.commit({ revoke: [hashOf(world, session)] })
}
