import type { World } from '../world.ts'
import type { CommitteeKey } from './committeeKey.ts'

const kind = 'openpgp signature'

/** The signature that was made over a text with this key, if there is one. */
export async function signatureOver(
  { store, machine }: World,
  { fingerprint }: CommitteeKey,
  text: string,
): Promise<string | undefined> {
  return store.lookup(kind, `${fingerprint} ${machine.sha256(text)}`)
}

/** A detached signature, made once and kept: signing again would make other bytes, and every copy would change. */
export async function signOnce(world: World, key: CommitteeKey, text: string): Promise<string> {
  const { store, machine, openpgp } = world
  const known = await signatureOver(world, key, text)
  if (known !== undefined) return known
  const value = await openpgp.signDetached(key.privateKey, text, machine.now())
  const row = { kind, key: `${key.fingerprint} ${machine.sha256(text)}`, value }
  const committed = await store.commit({ lookups: [row] })
  if (committed.ok) return value
  // Another server signed it meanwhile.
  const first = await signatureOver(world, key, text)
  if (first === undefined) throw new Error('a signature was neither kept nor found')
  return first
}
