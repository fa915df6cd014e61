import {
  autocryptKey,
  contentTypeOf,
  decodedBody,
  entityOf,
  fromAddressOf,
  latin1,
  partsOf,
  type Entity,
} from '../../core/openpgp/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import type { OpenPgpKeySeen } from '../ports/index.ts'
import type { World } from '../world.ts'
import { mostArmored, noteKeyInMail, readIfKey } from './ownKey.ts'

/** So many attached keys are looked at, and none that is larger. */
const mostKeys = 3
const largestKey = 200_000
const deepest = 8

/**
 * The keys that came with a mail: in its header (Autocrypt), or attached (application/pgp-keys, RFC 3156, section 7).
 * `bytes`: the mail as it came, or opened. Attacker-made: what is none, or is of no use, is left out.
 */
export async function keysOfMail(world: World, bytes: Uint8Array): Promise<readonly OpenPgpKeySeen[]> {
  const root = entityOf(bytes)
  const from = fromAddressOf(root)
  const inHeader = from === undefined ? undefined : autocryptKey(root, from)
  const given = [...(inHeader === undefined ? [] : [inHeader]), ...attachedKeys(root, 0)].slice(0, mostKeys)
  const seen = await Promise.all(given.map((one) => readIfKey(world, one)))
  return seen.flatMap((one) =>
    one === undefined || one.unusable !== null || one.armored.length > mostArmored ? [] : [one],
  )
}

/** The key to write to a sender with who was not known before; empty: none that names their address came with the mail. */
export function keyFor(email: string, keys: readonly OpenPgpKeySeen[]): string {
  return keys.find(({ addresses }) => email !== '' && addresses.includes(email.toLowerCase()))?.armored ?? ''
}

/** Takes note of the keys that came with an answer of this person's; `signsIn`: they have more here than a reporter's link. */
export async function noteKeys(
  world: World,
  person: PersonId,
  keys: readonly OpenPgpKeySeen[],
  signsIn = false,
): Promise<void> {
  for (const key of keys) await noteKeyInMail(world, person, key, signsIn)
}

function attachedKeys(entity: Entity, depth: number): readonly (string | Uint8Array)[] {
  const { type, parameters } = contentTypeOf(entity)
  if (type === 'application/pgp-keys' && entity.body.length <= largestKey) {
    const key = decodedBody(entity)
    return [latin1(key.subarray(0, 64)).includes('-----BEGIN') ? latin1(key) : key]
  }
  if (!type.startsWith('multipart/') || depth === deepest) return []
  const parts = partsOf(entity, parameters['boundary'] ?? '')
  return parts.flatMap((part) => attachedKeys(entityOf(part), depth + 1))
}
