import type { World } from '../world.ts'
import type { CommitteeKey } from './committeeKey.ts'

/** Detached, or around the text. */
const kinds = { detached: 'openpgp signature', clear: 'openpgp signed text' } as const

/** The signature that was made over a text with this key, if there is one. */
export async function signatureOver(
  { store, machine }: World,
  { fingerprint }: Pick<CommitteeKey, 'fingerprint'>,
  text: string,
  kind: keyof typeof kinds = 'detached',
): Promise<string | undefined> {
  return store.lookup(kinds[kind], `${fingerprint} ${machine.sha256(text)}`)
}

/** A detached signature, made once and kept: signing again would make other bytes, and every copy would change. */
export async function signOnce(world: World, key: CommitteeKey, text: string): Promise<string> {
  return once(world, key, text, 'detached', () => world.openpgp.signDetached(key.privateKey, text, world.machine.now()))
}

/** The text with its signature around it, made once and kept. Throws `OpenPgpFailed` (`cannot_sign`). */
export async function signClearOnce(world: World, key: CommitteeKey, text: string): Promise<string> {
  return once(world, key, text, 'clear', () => world.openpgp.signClear(key.privateKey, text, world.machine.now()))
}

async function once(
  world: World,
  key: CommitteeKey,
  text: string,
  kind: keyof typeof kinds,
  make: () => Promise<string>,
): Promise<string> {
  const known = await signatureOver(world, key, text, kind)
  if (known !== undefined) return known
  const value = await make()
  const row = { kind: kinds[kind], key: `${key.fingerprint} ${world.machine.sha256(text)}`, value }
  const committed = await world.store.commit({ lookups: [row] })
  if (committed.ok) return value
  // Another server signed it meanwhile.
  const first = await signatureOver(world, key, text, kind)
  if (first === undefined) throw new Error('a signature was neither kept nor found')
  return first
}
