import { z } from 'zod'
import { mailWays, type KeySource, type MailWay, type Person, type PersonEvent } from '../../core/community/index.ts'
import { refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { grouped } from '../../core/openpgp/index.ts'
import { badInput, mostTries, outrun, type BadInput } from '../answers.ts'
import { entryFor, type KeyMail } from '../effects/index.ts'
import type { ByWhom } from '../people/index.ts'
import { OpenPgpFailed, type OpenPgpKeySeen } from '../ports/index.ts'
import type { World } from '../world.ts'
import { keyWarning, type KeyWarning } from './warning.ts'

/** Characters of an armored key. */
export const mostArmored = 100_000

export const keyFields = z.object({
  openpgp: z
    .string()
    .trim()
    .max(mostArmored, {
      error: 'must be at most 100 kB: leave out what others certified (gpg --export-options export-minimal)',
    })
    .meta({ title: 'OpenPGP key', description: 'Armored public key; empty: none' }),
  confirm: z
    .string()
    .trim()
    .default('')
    .meta({ title: 'Its fingerprint', description: 'Where it takes the place of another one' }),
})

export const mailWayFields = z.object({ mails: z.enum(mailWays).meta({ title: 'Mail to me' }) })

/** What is known of a person's key. Whose it is, nobody vouches for but whoever gave it. */
export interface OwnKey {
  /** `null`: none, or it can no longer be read. */
  readonly key: OpenPgpKeySeen | null
  readonly warning: KeyWarning | null
  /** Another one that came with a mail, and waits for its owner's word. */
  readonly offered: OpenPgpKeySeen | null
  readonly mails: MailWay
}

export async function ownKey(world: World, person: Pick<Person, 'openpgp' | 'offered' | 'mails'>): Promise<OwnKey> {
  const key = await readable(world, person.openpgp)
  const offered = await readable(world, person.offered)
  const warning = person.openpgp === '' ? null : keyWarning(key, world.machine.now())
  return { key, warning, offered, mails: person.mails }
}

export type KeyGiven = { readonly key: OpenPgpKeySeen | null }

/**
 * A person gives their key. The first one counts at once (trust on first use); so does a newer state of the same. Another
 * one takes its place only with its fingerprint said again: whoever slips in a key reads the mail. Its owner hears of each
 * change by a mail that is not encrypted. Empty: no key any more. `by`: a token is lent for work, and takes no key away.
 */
export async function giveKey(
  world: World,
  person: PersonId,
  input: unknown,
  by: ByWhom = 'owner',
): Promise<KeyGiven | Refused | BadInput> {
  const parsed = keyFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { openpgp, confirm } = parsed.data
  const seen = openpgp === '' ? null : await readGiven(world, openpgp)
  if (seen !== null && 'badInput' in seen) return seen
  return change(world, person, async (before) => {
    const known = await readable(world, before.openpgp)
    if (seen === null && before.openpgp === '') return nothingChanges
    if (by === 'token' && before.openpgp !== '' && seen?.fingerprint !== known?.fingerprint) return notByToken
    if (seen === null) return take(null, 'given', 'dropped')
    const isSame = known?.fingerprint === seen.fingerprint
    if (isSame && known.armored === seen.armored) return nothingChanges
    if (known?.unusable === 'revoked' && isSame && seen.unusable !== 'revoked') return staysRevoked
    if (seen.unusable !== null && !isSame) return unusable(seen)
    const isConfirmed = confirm.replaceAll(/\s/g, '').toUpperCase() === seen.fingerprint
    if (!isSame && before.openpgp !== '' && !isConfirmed) return unconfirmed(seen)
    return take(seen, 'given', isSame ? 'renewed' : 'taken')
  })
}

/**
 * A key that stood in a mail of this person's, as the address tag of a notice to them shows. The first one counts, and so
 * does the same one with a later end; another one waits for its owner's word, and its owner is told. `signsIn`: the first
 * one waits, too: who knows the tag may write in their name, and would take every sign-in link from them. A key that
 * names another address is left alone.
 */
export async function noteKeyInMail(
  world: World,
  person: PersonId,
  seen: OpenPgpKeySeen,
  signsIn: boolean,
): Promise<void> {
  const done = await change(world, person, async (before) => {
    if (!seen.addresses.includes(before.email)) return nothingChanges
    if (before.openpgp === '' && !signsIn) return take(seen, 'mail', 'taken')
    const known = await readable(world, before.openpgp)
    if (known?.fingerprint === seen.fingerprint) {
      const isLater = known.unusable === 'expired' || (known.expires !== null && ends(seen) > ends(known))
      return known.unusable !== 'revoked' && isLater ? take(seen, 'mail', 'renewed') : nothingChanges
    }
    // The first one that is offered waits; whoever sends a thousand changes nothing more.
    if (before.offered !== '') return nothingChanges
    return { event: { type: 'KeyOffered', offered: seen.armored }, told: mailOf('offered', seen), key: seen }
  })
  // Their next mail brings it again.
  if ('refused' in done && done.code === 'conflict') world.lines.warn('key_in_mail_not_noted', { person })
}

/** The key that waits is not taken; the one that counts stays. */
export async function declineKey(world: World, person: PersonId): Promise<KeyGiven | Refused | BadInput> {
  return change(world, person, async ({ offered, openpgp }) =>
    offered === ''
      ? nothingChanges
      : { event: { type: 'KeyDeclined' }, told: null, key: await readable(world, openpgp) },
  )
}

/**
 * How mail goes to somebody whose key is known. `by`: sign-in links are among what is mailed, so a token ends no
 * encryption.
 */
export async function chooseMails(
  world: World,
  person: PersonId,
  input: unknown,
  by: ByWhom = 'owner',
): Promise<KeyGiven | Refused | BadInput> {
  const parsed = mailWayFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { mails } = parsed.data
  return change(world, person, async (before) => {
    if (before.mails === mails) return nothingChanges
    if (by === 'token' && mails === 'links') return notInClearByToken
    return { event: { type: 'MailWayChosen', mails }, told: null, key: await readable(world, before.openpgp) }
  })
}

interface Change {
  readonly event: PersonEvent
  readonly told: Pick<KeyMail, 'change' | 'fingerprint'> | null
  readonly key: OpenPgpKeySeen | null
}

/** Decided on what stands now; what it means is said to its owner in the same transaction. */
async function change(
  world: World,
  person: PersonId,
  decide: (before: Person) => Promise<Change | Refused>,
): Promise<KeyGiven | Refused> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const stream = await world.records.read('person', person)
    if (stream.state === null) throw new TypeError('a key of nobody')
    const decided = await decide(stream.state)
    if ('refused' in decided) return decided
    const now = world.machine.now()
    const told = stream.state.email === '' ? null : decided.told
    const committed = await world.store.commit({
      appends: [await world.records.append('person', stream, [decided.event], person, now)],
      outbox: told === null ? [] : [await entryFor(world, { kind: 'key', to: person, ...told }, now)],
    })
    if (committed.ok) return { key: decided.key }
    if (committed.why !== 'conflict') throw new Error(`a key was not kept: ${committed.why}`)
  }
  return outrun()
}

function take(key: OpenPgpKeySeen | null, source: KeySource, how: KeyMail['change']): Change {
  return { event: { type: 'KeyTaken', openpgp: key?.armored ?? '', source }, told: mailOf(how, key), key }
}

function mailOf(how: KeyMail['change'], key: OpenPgpKeySeen | null): Change['told'] {
  return { change: how, fingerprint: key === null ? '' : grouped(key.fingerprint) }
}

/** Why a text that somebody gave as a person's key is none; `undefined`: it is one, or there is none. */
export async function keyProblem(world: World, openpgp: string): Promise<BadInput | undefined> {
  const seen = openpgp.trim() === '' ? null : await readGiven(world, openpgp)
  return seen !== null && 'badInput' in seen ? seen : undefined
}

/** Attacker-made bytes. */
async function readGiven(world: World, openpgp: string): Promise<OpenPgpKeySeen | BadInput> {
  try {
    return await world.openpgp.readPublicKey(openpgp, world.machine.now())
  } catch (error) {
    if (!(error instanceof OpenPgpFailed)) throw error
    const says = error.code === 'private_key' ? 'is a private key and was not kept: give the public one' : notAKey
    return { badInput: true, problems: [{ field: 'openpgp', says }] }
  }
}

const notAKey = 'is no OpenPGP public key: it begins with -----BEGIN PGP PUBLIC KEY BLOCK-----'

/** A key on record; `null` where there is none, or it can no longer be read. */
async function readable(world: World, openpgp: string): Promise<OpenPgpKeySeen | null> {
  return openpgp === '' ? null : ((await readIfKey(world, openpgp)) ?? null)
}

/** Attacker-made bytes; `undefined`: no public key. */
export function readIfKey(world: World, given: string | Uint8Array): Promise<OpenPgpKeySeen | undefined> {
  return world.openpgp.readPublicKey(given, world.machine.now()).catch(unlessKeyless)
}

function unlessKeyless(error: unknown): undefined {
  if (!(error instanceof OpenPgpFailed)) throw error
}

function ends({ expires }: OpenPgpKeySeen): number {
  return expires === null ? Infinity : Temporal.Instant.from(expires).epochMilliseconds
}

const nothingChanges = refuse('nothing_changes', '-', 'That is so already.', 'Nothing needs to be done.')
const notByToken = refuse(
  'not_by_token',
  '-',
  'A key is known. A token may give the first one, and a newer state of it.',
  'Sign in, and change it on your own page (/you).',
)
const notInClearByToken = refuse(
  'not_by_token',
  '-',
  'A token may have mail to you encrypted, and not end that.',
  'Sign in, and choose it on your own page (/you).',
)
const staysRevoked = refuse(
  'key_revoked',
  '-',
  'This key was revoked; an older copy of it does not undo that.',
  'Give the key that you use now.',
)

function unconfirmed({ fingerprint }: OpenPgpKeySeen): Refused {
  return refuse(
    'confirm_key',
    '-',
    'Another key is known. The new one takes its place once you have said that it is yours.',
    `Compare the fingerprint with the one in your own program, and send it again with it: ${grouped(fingerprint)}`,
  )
}

function unusable({ unusable: why }: OpenPgpKeySeen): Refused {
  const says = {
    expired: 'This key has expired.',
    revoked: 'This key was revoked.',
    cannot_encrypt: 'Nothing can be encrypted to this key.',
  } as const
  return refuse(
    'key_unusable',
    '-',
    why === null ? 'This key cannot be used.' : says[why],
    'Export the key that you use now, with its part that encrypts: gpg --armor --export ADDRESS',
  )
}
