import {
  readSigningKey,
  signingKeyOf,
  signingKeyPlace,
  signingKeyRow,
  writeSigningKey,
  type SigningKey,
} from '../../core/log/index.ts'
import { loadCommunity } from '../community/index.ts'
import type { World } from '../world.ts'

/** The log's key, sealed under the community's; `undefined` while it has none. Throws `VaultFailed` (`tampered`). */
export async function logKey({ store, vault, machine, community }: World): Promise<SigningKey | undefined> {
  const sealed = await store.lookup(signingKeyRow.kind, signingKeyRow.key)
  if (sealed === undefined) return undefined
  const key = await vault.key(community)
  return readSigningKey(key.unseal(signingKeyPlace(community), Uint8Array.fromBase64(sealed)), machine)
}

/**
 * The log's key, made where there is none. Its name is an address, as C2SP tlog-checkpoint asks for, and does not
 * follow when the community moves: a log with another name is another log. `undefined` before the set-up.
 */
export async function madeLogKey(world: World): Promise<SigningKey | undefined> {
  const known = await logKey(world)
  if (known !== undefined) return known
  const community = await loadCommunity(world)
  if (community === null) return undefined
  const { vault, machine, store } = world
  const made = signingKeyOf(originOf(community.address, world.community), machine.random(32), machine)
  const sealed = (await vault.key(world.community)).seal(signingKeyPlace(world.community), writeSigningKey(made))
  await store.commit({ lookups: [{ ...signingKeyRow, value: sealed.toBase64() }] })
  // Of two servers that make one at once, the store keeps the first one's.
  return logKey(world)
}

function originOf(address: string, community: string): string {
  const [, host = 'localhost'] = /^https?:\/\/([^/?#\s+]+)/.exec(address) ?? []
  return `${host}/${community}`
}
