import type { Key } from 'openpgp'
import { stamp } from '../../core/clock/index.ts'
import { OpenPgpFailed, type OpenPgpKeySeen } from '../../app/ports/index.ts'
import { dateOf, failed, lateEnough, library } from './library.ts'

const notAKey = 'this is no OpenPGP public key'

/** Keys that were read last: reading one, and checking what it says of itself, costs more than encrypting to it. */
const known = new Map<string, Key>()
const mostKnown = 50

export async function publicKeyOf(given: string | Uint8Array): Promise<Key> {
  if (typeof given !== 'string') return read(given)
  const key = known.get(given) ?? (await read(given))
  known.delete(given)
  known.set(given, key)
  const [oldest] = known.keys()
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
  return key
}

/** Attacker-made bytes: the first key among them, as the library reads it. */
async function read(given: string | Uint8Array): Promise<Key> {
  const { readKeys } = await library()
  const reading = typeof given === 'string' ? readKeys({ armoredKeys: given }) : readKeys({ binaryKeys: given })
  const [first] = await reading.catch(failed('not_a_key', notAKey))
  if (first === undefined) throw new OpenPgpFailed('not_a_key', notAKey)
  if (first.isPrivate()) throw new OpenPgpFailed('private_key', 'this is a private key: nobody else should ever see it')
  return first
}

export async function seen(given: string | Uint8Array, at: Temporal.Instant): Promise<OpenPgpKeySeen> {
  const key = await publicKeyOf(given)
  const expires = await expiryOf(key)
  const unusable = await whyUnusable(key, expires, at)
  return {
    fingerprint: key.getFingerprint().toUpperCase(),
    armored: key.armor(),
    bytes: key.write(),
    addresses: await addressesOf(key, at),
    expires: expires === null ? null : stamp(Temporal.Instant.fromEpochMilliseconds(expires)),
    unusable,
  }
}

/** `null`: never, or there is no telling, since nothing in it holds. */
async function expiryOf(key: Key): Promise<number | null> {
  const end = await key.getExpirationTime().catch(() => null)
  return end instanceof Date ? end.getTime() : null
}

async function whyUnusable(
  key: Key,
  expires: number | null,
  at: Temporal.Instant,
): Promise<OpenPgpKeySeen['unusable']> {
  if (await key.isRevoked(undefined, undefined, lateEnough(at))) return 'revoked'
  if (await encryptionPart(key, at)) return null
  return expires !== null && expires <= at.epochMilliseconds ? 'expired' : 'cannot_encrypt'
}

/** Whether mail can be encrypted to it: now or, where it was made by a clock ahead of ours, when it begins. */
async function encryptionPart(key: Key, at: Temporal.Instant): Promise<boolean> {
  return key.getEncryptionKey(undefined, whenFor(key, at)).then(
    () => true,
    () => false,
  )
}

/** The instant at which a key is used: its own first second, if our clock is not there yet. */
export function whenFor(key: Key, at: Temporal.Instant): Date {
  const begins = key.getCreationTime()
  const now = dateOf(at)
  return begins > now && begins <= lateEnough(at) ? begins : now
}

/** User ids that the key itself vouches for; whose key it is, they only claim. */
async function addressesOf(key: Key, at: Temporal.Instant): Promise<readonly string[]> {
  const held = await Promise.all(
    key.users.slice(0, 100).map(async (user) => {
      const email = user.userID?.email ?? ''
      const valid = await user.verify(lateEnough(at)).catch(() => false)
      return valid && email !== '' ? [email.toLowerCase()] : []
    }),
  )
  return [...new Set(held.flat())]
}
