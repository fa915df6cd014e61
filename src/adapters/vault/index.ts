import { createHmac, randomBytes } from 'node:crypto'
import { VaultFailed, VaultUnavailable, type StreamKey, type Vault } from '../../app/ports/index.ts'
import { seal, unseal } from './aead.ts'
import { makeInstallationKey, readInstallationKey } from './installation-key.ts'
import {
  assertHere,
  blindingOf,
  comingOf,
  currentOf,
  hasNext,
  held,
  keysAt,
  settleFiles,
  type HeldKey,
} from './keyring.ts'
import type { Keystore, Wrapped } from './keystore.ts'
import { openMemory } from './memory.ts'
import { openKeystore } from './openKeystore.ts'
import { printedKeys } from './printed.ts'
import { keyOf, type VaultAt } from './rotate.ts'
import { streamKey } from './stream-key.ts'

export { seal, unseal } from './aead.ts'
export { copyKeys, emptyKeys, hasKeys } from './carry.ts'
export { pastPath } from './keyring.ts'
export { commandAt } from './printed.ts'
export { moveKeys } from './move.ts'
export { keyStatus, rotateKey, type VaultAt } from './rotate.ts'

/** How often a key is made anew because the installation's key was rotated at that moment. */
const tries = 3

/**
 * Two parts, each useless without the other: `keystore` (a database of wrapped keys, apart from the store's) and
 * `installationKey` (one line, mode 0600, to be kept apart from both and from their backups; or a program beside it that
 * prints the key: see printed.ts). Both are made when neither is there. Throws `VaultFailed`: `wrong_installation_key` when
 * the two do not belong together or one is missing, `unsafe_file` when others may read the key, `key_unavailable` when the
 * program does not print it, `moved`; `VaultUnavailable`.
 */
export async function openVault(at: VaultAt): Promise<Vault> {
  return coded(async () => {
    const keystore = await openKeystore(at.keystore)
    try {
      // Servers that share a keystore start at the same moment, also for the first time, or after a rotation was killed.
      await keystore.alone(async () => {
        await settleFiles(keystore, at.installationKey)
        await makeKeyFor(keystore, at.installationKey)
      })
      return await vaultOver(keystore, at.installationKey)
    } catch (cause) {
      await keystore.close()
      throw cause
    }
  })
}

/**
 * The vault as it stands, for reading what is sealed: nothing is made and nothing changed. Throws `VaultFailed`:
 * `wrong_installation_key` when a part of it is missing or the two do not belong together, `unsafe_file`, `moved`;
 * `VaultUnavailable`.
 */
export async function openVaultReading(at: VaultAt): Promise<Vault> {
  return coded(async () => {
    const keystore = await openKeystore(at.keystore, { readOnly: true })
    try {
      return await vaultOver(keystore, at.installationKey)
    } catch (cause) {
      await keystore.close()
      throw cause
    }
  })
}

async function vaultOver(keystore: Keystore, path: string): Promise<Vault> {
  let ring = keysAt(path)
  let current = await currentOf(keystore, ring, path)
  const blinding = await blindingOf(keystore, current)
  const purposes = new Map<string, Buffer>()
  const memory = openMemory(keystore)

  /** Purposes are few, and the search index asks for thousands of hashes a second. */
  function blindingFor(purpose: string): Buffer {
    const known = purposes.get(purpose)
    if (known !== undefined) return known
    const key = hmac(blinding, purpose)
    purposes.set(purpose, key)
    return key
  }

  /** Another process may be rotating the installation's key, or has: its files are read again. */
  async function renewed(): Promise<void> {
    ring = keysAt(path)
    current = await currentOf(keystore, ring, path)
    await keystore.others.have([current.id, ...ring.keys().filter((id) => id !== current.id)])
  }
  /** Rotated from another machine: the key that was brought here for it gets its name here as well. */
  async function settled(): Promise<void> {
    if (hasNext(path)) await keystore.alone(() => settleFiles(keystore, path))
    await renewed()
  }
  async function heldAs(id: string): Promise<HeldKey> {
    if (!ring.has(id)) await renewed()
    const found = ring.get(id)
    if (found !== undefined) return found
    throw new VaultFailed('wrong_installation_key', `the key ${id}, which wrapped this, is not at ${path}`)
  }
  async function kept(stream: string): Promise<Wrapped> {
    for (let attempt = 0; ; attempt += 1) {
      const wrapped = { key: seal(current.wrapping, keyOf(stream), randomBytes(32)), by: current.id }
      const found = await keystore.keep(stream, wrapped, current.check)
      if (found !== undefined || attempt === tries) return found
      await renewed()
    }
  }
  async function unwrapped(stream: string, wrapped: Wrapped): Promise<StreamKey> {
    // Of keys that were moved away nothing is left here, which says nothing of them.
    if (wrapped === undefined) await assertHere(keystore)
    if (wrapped === undefined) throw new VaultFailed('no_key', `${stream} has no key`)
    if (wrapped === 'destroyed') throw new VaultFailed('no_key', `the key of ${stream} was destroyed`)
    const { wrapping } = wrapped.by === null ? current : await heldAs(wrapped.by)
    return streamKey(unseal(wrapping, keyOf(stream), wrapped.key))
  }

  await keystore.others.have([...ring.keys()])
  // Not before: the connection that says so begins with a call of its own.
  // What fails here is met again, and told, by whoever needs a key that is not known.
  keystore.others.onAsked(() => void settled().catch(() => undefined))
  return {
    createKey: (stream) => coded(() => memory.made(stream, async () => unwrapped(stream, await kept(stream)))),
    key: (stream) =>
      coded(async () => {
        const known = await memory.known(stream)
        return known ?? memory.made(stream, async () => unwrapped(stream, await keystore.find(stream)))
      }),
    destroyKey: (stream) => coded(() => memory.gone(stream, () => keystore.destroy(stream))),
    blind: (purpose, text) => hmac(blindingFor(purpose), text).toString('hex'),
    backup: (to) =>
      coded(async () => {
        await renewed()
        if ((await comingOf(keystore, ring, current, path)) !== undefined) throw rotating()
        await keystore.backup(to)
      }),
    answers: () => coded(async () => void (await keystore.fact('check'))),
    close: async () => {
      memory.clear()
      await keystore.close()
    },
  }
}

/** The keystore holds a check value under its installation's key: with another key nothing is opened or added. */
async function makeKeyFor(keystore: Keystore, path: string): Promise<void> {
  if ((await keystore.fact('check')) !== undefined) return
  await assertHere(keystore)
  const { check } = held(readInstallationKey(path) ?? printedKeys(path)[0] ?? makeInstallationKey(path))
  await keystore.once('check', check)
}

/** A copy with keys under two of the installation's keys would need both. */
function rotating(): VaultFailed {
  return new VaultFailed('rotating', 'the installation’s key is being rotated')
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

async function coded<Answer>(act: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await act()
  } catch (cause) {
    if (cause instanceof VaultFailed || cause instanceof VaultUnavailable) throw cause
    const says = cause instanceof Error ? cause.message : String(cause)
    throw new VaultFailed('failed', `the vault failed: ${says}`, { cause })
  }
}
