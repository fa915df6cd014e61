import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { VaultFailed } from '../../app/ports/index.ts'
import { syncFolder } from '../files/index.ts'
import { lockFile } from '../lock/index.ts'
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
import { openKeystore, type Keystore, type WrappedKey } from './keystore.ts'
import { commandAt, printedKeys } from './printed.ts'

export interface KeyStatus {
  /** The id of the installation's key. */
  readonly key: string
  /** How many streams have a key. */
  readonly streams: number
  /** Under way: the key that comes, and how many keys it wraps already. */
  readonly rotating: { readonly to: string; readonly done: number } | null
}

type At = { readonly keystore: string; readonly installationKey: string }

/** How it stands; no key is changed. Throws `VaultFailed` (`wrong_installation_key`, `unsafe_file`). */
export function keyStatus(at: At): KeyStatus {
  return withKeystore(at, (keystore) => {
    const keys = keysAt(at.installationKey)
    const current = currentOf(keystore, keys, at.installationKey)
    const coming = comingOf(keystore, keys, current, at.installationKey)
    const { all, by } = keystore.count(coming?.id ?? current.id)
    return { key: current.id, streams: all, rotating: coming === undefined ? null : { to: coming.id, done: by } }
  })
}

/** So many keys are rewrapped before others get a turn at the keystore. */
const atOnce = 100

/**
 * Makes a new key of the installation and wraps every stream's key with it, one after the other, beside a running server:
 * until the last one both keys are known. Killed at any point, the next call goes on where it stopped. The old key stays
 * under its id, for the backups made with it. Answers with the old one's id and the new one's. Throws `VaultFailed`:
 * `rotating` where another one is at it, `no_new_key` where a program prints the keys and has no other one first.
 */
export async function rotateKey(
  at: At,
  progress?: (done: number, of: number) => void,
): Promise<{ readonly from: string; readonly to: string; readonly streams: number }> {
  const lock = lockFile(`${at.keystore}.rotating`)
  if (lock === undefined) throw new VaultFailed('rotating', 'the installation’s key is being rotated already')
  try {
    return await rotateAlone(at, progress)
  } finally {
    lock.release()
  }
}

/** Two at once would each make a key, and the one whose file the other replaced would be known to nobody. */
async function rotateAlone(at: At, progress: Parameters<typeof rotateKey>[1]): ReturnType<typeof rotateKey> {
  const keystore = openKeystore(at.keystore)
  try {
    keystore.alone(() => settleFiles(keystore, at.installationKey))
    const current = currentOf(keystore, keysAt(at.installationKey), at.installationKey)
    const next = nextOf(keystore, current, at.installationKey)
    for (;;) {
      const open = keystore.notBy(next.id, atOnce)
      for (const { stream, wrapped } of open)
        keystore.rewrap(stream, wrapped, rewrapped(stream, wrapped, current, next))
      await keystore.durable()
      const { all, by } = keystore.count(next.id)
      progress?.(by, all)
      if (open.length > 0) continue
      // Somebody may have made a key at this moment: then it is not the last round.
      if (!keystore.switchTo(next.check, next.id)) continue
      await keystore.durable()
      keystore.alone(() => settleFiles(keystore, at.installationKey))
      keystore.state(blindingName(current.id), null)
      await keystore.durable()
      return { from: current.id, to: next.id, streams: all }
    }
  } finally {
    await keystore.close()
  }
}

/** On disk, with the key of lookups under it, before anything is wrapped with it. */
function nextOf(keystore: Keystore, current: HeldKey, path: string): HeldKey {
  const next = held(readInstallationKey(nextPath(path)) ?? newlyPrinted(current, path) ?? makeNext(path))
  const blinding = seal(next.wrapping, 'blinding', blindingOf(keystore, current))
  keystore.state(blindingName(next.id), Buffer.from(blinding).toString('hex'))
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

function withKeystore<Answer>(at: At, ask: (keystore: Keystore) => Answer): Answer {
  if (!existsSync(at.keystore)) throw new VaultFailed('wrong_installation_key', `there is no ${at.keystore}`)
  const keystore = openKeystore(at.keystore)
  try {
    return ask(keystore)
  } finally {
    void keystore.close()
  }
}
