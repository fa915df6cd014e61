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
import type { World } from '../world.ts'
import { noteKeyInMail } from './ownKey.ts'

/** So many attached keys are looked at, and none that is larger. */
const mostKeys = 3
const largestKey = 200_000
const deepest = 8

/**
 * Takes note of the keys that came with a mail of this person's, whose way here proves that it is theirs: in its header
 * (Autocrypt), or attached (application/pgp-keys, RFC 3156, section 7). `bytes`: the mail as it came, or opened.
 */
export async function noteKeysOfMail(world: World, person: PersonId, bytes: Uint8Array): Promise<void> {
  const root = entityOf(bytes)
  const from = fromAddressOf(root)
  const inHeader = from === undefined ? undefined : autocryptKey(root, from)
  for (const key of [...(inHeader === undefined ? [] : [inHeader]), ...attachedKeys(root, 0)].slice(0, mostKeys)) {
    await noteKeyInMail(world, person, key)
  }
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
