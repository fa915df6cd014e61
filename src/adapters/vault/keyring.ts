import { existsSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { VaultFailed } from '../../app/ports/index.ts'
import { syncFolder } from '../files/index.ts'
import { unseal } from './aead.ts'
import { checkOf, derived, idOf, readInstallationKey } from './installation-key.ts'
import { movedTo, type Keystore } from './keystore.ts'
import { commandAt, printedKeys } from './printed.ts'

/** One of the installation's keys. */
export interface HeldKey {
  readonly id: string
  readonly check: string
  readonly wrapping: Uint8Array
  /** What lookups were hashed under before this key was ever rotated. */
  readonly blinding: Uint8Array
}

export function held(key: Uint8Array): HeldKey {
  const check = checkOf(key)
  return { id: idOf(check), check, wrapping: derived(key, 'wrap'), blinding: derived(key, 'blind') }
}

/** The key that comes next lies beside the one there is; both are known until all that the old one wrapped is rewrapped. */
export function nextPath(path: string): string {
  return `${path}.next`
}

export function hasNext(path: string): boolean {
  return existsSync(nextPath(path))
}

/** Where a key that was rotated away is kept, for the backups made with it. */
export function pastPath(path: string, id: string): string {
  return join(dirname(path), `installation-${id}.key`)
}

/**
 * All of the installation's keys that lie here or are printed, by id. The next one first: renamed meanwhile, it is found
 * under its new name. Throws as `readInstallationKey` and `printedKeys`.
 */
export function keysAt(path: string): ReadonlyMap<string, HeldKey> {
  const lying = [nextPath(path), path].flatMap((one) => readInstallationKey(one) ?? [])
  return new Map([...lying, ...printedKeys(path)].map((key) => held(key)).map((one) => [one.id, one]))
}

/** The key that a rotation under way leads to, if one is: the file is there before anything, or it wraps some already. */
export async function comingOf(
  keystore: Pick<Keystore, 'count'>,
  keys: ReadonlyMap<string, HeldKey>,
  current: HeldKey,
  path: string,
): Promise<HeldKey | undefined> {
  const next = readInstallationKey(nextPath(path))
  if (next !== undefined) return held(next).id === current.id ? undefined : held(next)
  for (const other of keys.values()) {
    if (other.id !== current.id && (await keystore.count(other.id)).by > 0) return other
  }
  return undefined
}

/**
 * The keystore's own key among those. Throws `VaultFailed`: `wrong_installation_key` where it is not there, or the
 * keystore has none yet, `moved`.
 */
export async function currentOf(
  keystore: Pick<Keystore, 'fact'>,
  keys: ReadonlyMap<string, HeldKey>,
  path: string,
): Promise<HeldKey> {
  const check = await keystore.fact('check')
  if (check === undefined) await assertHere(keystore)
  const found = check === undefined ? undefined : keys.get(idOf(check))
  if (found !== undefined && found.check === check) return found
  const command = commandAt(path)
  const what = command === undefined ? `${path} is not` : `${command} does not print`
  throw new VaultFailed('wrong_installation_key', `${what} the key that this keystore was made with`)
}

/** The fact while keys are on their way elsewhere; see move.ts. */
export const moving = 'moving'

/** Throws `VaultFailed` (`moved`) where the keys are elsewhere, or on the way there. */
export async function assertHere(keystore: Pick<Keystore, 'fact'>): Promise<void> {
  const to = await keystore.fact(movedTo)
  if (to !== undefined) throw new VaultFailed('moved', `the keys were moved to ${to}`)
  if ((await keystore.fact(moving)) === undefined) return
  throw new VaultFailed('moved', 'the keys are being moved elsewhere: run tocsin keys move as before, and it goes on')
}

/**
 * The key of lookups stays what it was when the installation's key is rotated: what was found by a keyed hash (people by
 * address, sessions, the community, the search's terms) is found by it for ever. Under the first key it is derived from
 * that; from then on it lies in the keystore, wrapped.
 */
export async function blindingOf(
  keystore: Pick<Keystore, 'fact'>,
  { id, wrapping, blinding }: HeldKey,
): Promise<Uint8Array> {
  const wrapped = await keystore.fact(blindingName(id))
  return wrapped === undefined ? blinding : unseal(wrapping, 'blinding', Uint8Array.fromHex(wrapped))
}

export function blindingName(id: string): string {
  return `blinding ${id}`
}

/**
 * The last step of a rotation, also where a machine stopped just before it: the next key becomes the key. Of two at once
 * the second would rename the new key away: for `Keystore.alone`.
 */
export async function settleFiles(keystore: Pick<Keystore, 'fact'>, path: string): Promise<void> {
  const next = readInstallationKey(nextPath(path))
  if (next === undefined || checkOf(next) !== (await keystore.fact('check'))) return
  const past = readInstallationKey(path)
  if (past !== undefined && existsSync(path)) renameSync(path, pastPath(path, idOf(checkOf(past))))
  renameSync(nextPath(path), path)
  syncFolder(dirname(path))
}
