import { stamp } from '../../core/clock/index.ts'
import { personFields, type PersonEvent } from '../../core/community/index.ts'
import { refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { badInput, mostTries, type BadInput, type Conflict } from '../answers.ts'
import { entryFor } from '../effects/index.ts'
import { StoreFailed } from '../ports/index.ts'
import type { World } from '../world.ts'
import { addressMove } from './address.ts'
import { keepPerson, taken } from './change.ts'
import { labelOf, liveSecret } from './secrets.ts'

/** What people change of themselves at once. An affiliation counts in the vendor balance (C6): it is not among it. */
export const ownFields = personFields.pick({ name: true })
export const ownAddressFields = personFields.pick({ email: true })

/** C1: a person's own name. */
export async function changeOwn(
  world: World,
  person: PersonId,
  input: unknown,
): Promise<{ readonly done: true } | BadInput | Conflict> {
  const parsed = ownFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const known = (await world.records.read('person', person)).state
  if (known === null) throw new TypeError('somebody signed in is nobody')
  const { email, affiliation, openpgp } = known
  return keepPerson(world, person, person, { email, affiliation, openpgp, ...parsed.data })
}

/**
 * Asks for another address. It counts once the link in the mail to it was used: until then notices, and whoever asks for
 * a sign-in link, go by the one on record. The answer is the same, and takes as long, whether or not the address is
 * somebody's here: its mailbox alone is told (delivery).
 */
export async function requestAddress(
  world: World,
  person: PersonId,
  input: unknown,
): Promise<{ readonly sent: string } | Refused | BadInput> {
  const parsed = ownAddressFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { email } = parsed.data
  if ((await world.records.read('person', person)).state?.email === email) {
    return refuse('nothing_changes', 'C1', 'That is your address already.', 'Nothing needs to be done.')
  }
  if (world.mode === 'production' && (await world.records.read('community', world.community)).state?.mail == null) {
    return refuse(
      'no_mail_server',
      'C1',
      'There is no mail server, so the new address cannot be tried.',
      'Ask an administrator to set up mail in the settings.',
    )
  }
  await world.store.commit({
    outbox: [await entryFor(world, { kind: 'address', to: person, email }, world.machine.now())],
  })
  return { sent: email }
}

/**
 * The address that a link is to prove; `undefined` when it is spent, expired, unknown, or not this person's. Looking
 * spends nothing.
 */
export async function addressOfLink(world: World, secret: string, person: PersonId): Promise<string | undefined> {
  const row = await liveSecret(world, 'address', secret)
  return row?.subject === person ? labelOf(world, row) : undefined
}

/**
 * Whoever uses the link reads mail at the new address: it counts from now on, and the one before is told. Only for the
 * person who asked, signed in: else a stranger could be made to put their own address under somebody's account, or
 * somebody's account under theirs.
 */
export async function confirmAddress(
  world: World,
  secret: string,
  person: PersonId,
): Promise<{ readonly email: string } | BadInput | undefined> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const row = await liveSecret(world, 'address', secret)
    if (row?.subject !== person) return undefined
    const stream = await world.records.read('person', person)
    if (stream.state === null) return undefined
    const now = world.machine.now()
    const { name, affiliation, openpgp, email: before } = stream.state
    const email = await labelOf(world, row)
    const event: PersonEvent = { type: 'PersonChanged', name, affiliation, openpgp, email }
    const told = before === '' ? [] : [await entryFor(world, { kind: 'address-left', to: person, email: before }, now)]
    const move = await addressMove(world, person, before, email)
    const committed = await world.store.commit({
      ...move,
      spend: [{ hash: row.hash, at: stamp(now) }],
      appends: [await world.records.append('person', stream, [event], person, now), ...move.appends],
      revoke: await linksMailed(world, person),
      outbox: told,
    })
    if (committed.ok) return { email }
    // What else was changed of the person at this moment: the link is still good.
    if (committed.why !== 'conflict') return committed.why === 'taken' ? taken : undefined
  }
  throw new StoreFailed('busy', 'a person’s record kept changing')
}

/** Links that let whoever reads the former mailbox in. An invitation is still there for whoever signs in. */
async function linksMailed(world: World, person: PersonId): Promise<readonly string[]> {
  const kinds = ['sign-in', 'invitation'] as const
  const rows = await Promise.all(kinds.map((kind) => world.store.secretsOf(person, kind)))
  return rows.flat().map(({ hash }) => hash)
}
