import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { VaultFailed, VaultUnavailable } from '../../app/ports/index.ts'
import { syncFolder } from '../files/index.ts'
import { seal, unseal } from './aead.ts'
import { makeInstallationKey, readInstallationKey } from './installation-key.ts'
import {
  blindingName,
  blindingOf,
  comingOf,
  currentOf,
  held,
  keysAt,
  nextPath,
  settleFiles,
  type HeldKey,
} from './keyring.ts'
import type { Hold, Keystore, KeystoreAt, WrappedKey } from './keystore.ts'
import { openKeystore } from './openKeystore.ts'
import { commandAt, printedKeys } from './printed.ts'

/** Where a vault's two parts lie, each useless without the other. */
export interface VaultAt {
  readonly keystore: KeystoreAt
  /** A path; or beside it a program that prints the key (printed.ts). */
  readonly installationKey: string
}

export interface KeyStatus {
  /** The id of the installation's key. */
  readonly key: string
  /** How many streams have a key. */
  readonly streams: number
  /** Under way: the key that comes, and how many keys it wraps already. */
  readonly rotating: { readonly to: string; readonly done: number } | null
}

/** How it stands; no key is changed. Throws `VaultFailed` (`wrong_installation_key`, `unsafe_file`). */
export async function keyStatus({ keystore: where, installationKey }: VaultAt): Promise<KeyStatus> {
  const isFile = typeof where === 'string'
  if (isFile && !existsSync(where)) throw new VaultFailed('wrong_installation_key', `there is no ${where}`)
  const keystore = await openKeystore(where, { readOnly: !isFile })
  try {
    const keys = keysAt(installationKey)
    const current = await currentOf(keystore, keys, installationKey)
    const coming = await comingOf(keystore, keys, current, installationKey)
    const { all, by } = await keystore.count(coming?.id ?? current.id)
    return { key: current.id, streams: all, rotating: coming === undefined ? null : { to: coming.id, done: by } }
  } finally {
    await keystore.close()
  }
}

/** So many keys are rewrapped before others get a turn at the keystore. */
const atOnce = 100

/**
 * Makes a new key of the installation and wraps every stream's key with it, one after the other, beside a running server:
 * until the last one both keys are known. Killed at any point, the next call goes on where it stopped. The old key stays
 * under its id, for the backups made with it. Answers with the old one's id and the new one's. Throws `VaultFailed`:
 * `rotating` where another one is at it, `no_new_key` where a program prints the keys and has no other one first,
 * `key_not_everywhere` where a server on another machine does not have the new one yet.
 */
export async function rotateKey(
  { keystore: where, installationKey }: VaultAt,
  progress?: (done: number, of: number) => void,
): Promise<{ readonly from: string; readonly to: string; readonly streams: number }> {
  const keystore = await openKeystore(where)
  try {
    const lock = await keystore.hold()
    if (lock === undefined) throw new VaultFailed('rotating', 'the installation’s key is being rotated already')
    try {
      return await rotateAlone(keystore, installationKey, { lock, progress })
    } finally {
      await lock.release()
    }
  } finally {
    await keystore.close()
  }
}

/** Two at once would each make a key, and the one whose file the other replaced would be known to nobody. */
async function rotateAlone(
  keystore: Keystore,
  path: string,
  { lock, progress }: { readonly lock: Hold; readonly progress: Parameters<typeof rotateKey>[1] },
): ReturnType<typeof rotateKey> {
  await keystore.alone(() => settleFiles(keystore, path))
  const current = await currentOf(keystore, keysAt(path), path)
  const next = await nextOf(keystore, current, path)
  await assertEverywhere(keystore, next, path)
  for (;;) {
    if (!lock.isHeld()) throw new VaultUnavailable('unreachable', 'the connection that kept other rotations out broke')
    const open = await keystore.notBy(next.id, atOnce)
    await keystore.rewrap(
      open.map(({ stream, wrapped }) => ({ stream, was: wrapped, now: rewrapped(stream, wrapped, current, next) })),
    )
    const { all, by } = await keystore.count(next.id)
    progress?.(by, all)
    if (open.length > 0) continue
    // Somebody may have made a key at this moment: then it is not the last round.
    if (!(await keystore.switchTo(next.check, next.id))) continue
    await keystore.alone(() => settleFiles(keystore, path))
    await keystore.state({ [blindingName(current.id)]: null })
    await keystore.others.ask()
    return { from: current.id, to: next.id, streams: all }
  }
}

/** In milliseconds: so long after being asked every server has looked. */
const patience = { pause: 50, most: 3_000 }

/**
 * A server on another machine that does not have the next key could open nothing any more that it wraps. Before anything
 * is wrapped with it, everyone has it.
 */
async function assertEverywhere(keystore: Keystore, next: HeldKey, path: string): Promise<void> {
  await keystore.others.ask()
  for (let waited = 0; ; waited += patience.pause) {
    const without = await keystore.others.without(next.id)
    if (without === 0) return
    if (waited >= patience.most) {
      const where = commandAt(path) === undefined ? nextPath(path) : `what ${commandAt(path)} prints`
      throw new VaultFailed('key_not_everywhere', `${without} that have the keys open lack the next key, ${where}`)
    }
    await rest(patience.pause)
  }
}

/** On disk, with the key of lookups under it, before anything is wrapped with it. */
async function nextOf(keystore: Keystore, current: HeldKey, path: string): Promise<HeldKey> {
  const next = held(readInstallationKey(nextPath(path)) ?? newlyPrinted(current, path) ?? makeNext(path))
  const blinding = seal(next.wrapping, 'blinding', await blindingOf(keystore, current))
  await keystore.state({ [blindingName(next.id)]: Buffer.from(blinding).toString('hex') })
  return next
}

/** Where a program prints the keys, the new one is its first; `undefined`: there is no such program. */
function newlyPrinted(current: HeldKey, path: string): Uint8Array | undefined {
  const [first] = printedKeys(path)
  if (first === undefined || held(first).id !== current.id) return first
  throw new VaultFailed('no_new_key', `${commandAt(path)} prints no newer key than ${current.id}`)
}

/** Whole or not at all: a half-written key would be in the way for ever. */
function makeNext(path: string): Uint8Array {
  const half = `${path}.half`
  rmSync(half, { force: true })
  const key = makeInstallationKey(half)
  renameSync(half, nextPath(path))
  syncFolder(dirname(path))
  return key
}

function rewrapped(stream: string, { key, by }: WrappedKey, current: HeldKey, next: HeldKey): WrappedKey {
  if (by !== null && by !== current.id) {
    throw new VaultFailed('wrong_installation_key', `the key of ${stream} is wrapped by ${by}, which is not here`)
  }
  return { key: seal(next.wrapping, keyOf(stream), unseal(current.wrapping, keyOf(stream), key)), by: next.id }
}

/** A wrapped key is bound to its stream: put under another name it does not open. */
export function keyOf(stream: string): string {
  return `key of ${stream}`
}
