import { createHmac, randomBytes } from 'node:crypto'
import { VaultFailed, type StreamKey, type Vault } from '../../app/ports/index.ts'
import { seal, unseal } from './aead.ts'
import { makeInstallationKey, readInstallationKey } from './installation-key.ts'
import { blindingOf, comingOf, currentOf, held, keysAt, settleFiles, type HeldKey } from './keyring.ts'
import { openKeystore, type Keystore, type Wrapped } from './keystore.ts'
import { printedKeys } from './printed.ts'
import { keyOf } from './rotate.ts'
import { streamKey } from './stream-key.ts'

export { seal, unseal } from './aead.ts'
export { pastPath } from './keyring.ts'
export { commandAt } from './printed.ts'
export { keyStatus, rotateKey } from './rotate.ts'

/** How often a key is made anew because the installation's key was rotated at that moment. */
const tries = 3

/** So many unwrapped keys are kept at hand; unwrapping one takes about 20 µs. */
const atHand = 4_096

/**
 * Two files, each useless without the other: `keystore` (a database of wrapped keys, beside the store's) and
 * `installationKey` (one line, mode 0600, to be kept apart from both and from their backups; or a program beside it that
 * prints the key: see printed.ts). Both are made when neither is there. Throws `VaultFailed`: `wrong_installation_key` when
 * the two do not belong together or one is missing, `unsafe_file` when others may read the key, `key_unavailable` when the
 * program does not print it.
 */
export async function openVault(at: { keystore: string; installationKey: string }): Promise<Vault> {
  return coded(async () => {
    const keystore = openKeystore(at.keystore)
    try {
      // Servers that share a keystore start at the same moment, also for the first time, or after a rotation was killed.
      keystore.alone(() => {
        settleFiles(keystore, at.installationKey)
        makeKeyFor(keystore, at.installationKey)
      })
      await keystore.durable()
      return vaultOver(keystore, at.installationKey)
    } catch (cause) {
      await keystore.close()
      throw cause
    }
  })
}

/**
 * The vault as it stands, for reading what is sealed: nothing is made and nothing changed. Throws `VaultFailed`:
 * `wrong_installation_key` when a part of it is missing or the two do not belong together, `unsafe_file`.
 */
export async function openVaultReading(at: { keystore: string; installationKey: string }): Promise<Vault> {
  return coded(async () => {
    const keystore = openKeystore(at.keystore, { readOnly: true })
    try {
      return vaultOver(keystore, at.installationKey)
    } catch (cause) {
      await keystore.close()
      throw cause
    }
  })
}

function vaultOver(keystore: Keystore, path: string): Vault {
  let ring = keysAt(path)
  let current = currentOf(keystore, ring, path)
  const blinding = blindingOf(keystore, current)
  const keys = new Map<string, StreamKey>()
  const purposes = new Map<string, Buffer>()
  let seen = keystore.outsideChanges()

  /** Purposes are few, and the search index asks for thousands of hashes a second. */
  function blindingFor(purpose: string): Buffer {
    const known = purposes.get(purpose)
    if (known !== undefined) return known
    const key = hmac(blinding, purpose)
    purposes.set(purpose, key)
    return key
  }

  /** Another process may be rotating the installation's key, or has: its files are read again. */
  function renewed(): void {
    ring = keysAt(path)
    current = currentOf(keystore, ring, path)
  }
  function heldAs(id: string): HeldKey {
    if (!ring.has(id)) renewed()
    const found = ring.get(id)
    if (found !== undefined) return found
    throw new VaultFailed('wrong_installation_key', `the key ${id}, which wrapped this, is not at ${path}`)
  }
  function kept(stream: string): Wrapped {
    for (let attempt = 0; ; attempt += 1) {
      keystore.keep(
        stream,
        { key: seal(current.wrapping, keyOf(stream), randomBytes(32)), by: current.id },
        current.check,
      )
      const found = keystore.find(stream)
      if (found !== undefined || attempt === tries) return found
      renewed()
    }
  }
  function unwrapped(stream: string, wrapped: Wrapped): StreamKey {
    if (wrapped === undefined) throw new VaultFailed('no_key', `${stream} has no key`)
    if (wrapped === 'destroyed') throw new VaultFailed('no_key', `the key of ${stream} was destroyed`)
    const { wrapping } = wrapped.by === null ? current : heldAs(wrapped.by)
    const key = streamKey(unseal(wrapping, keyOf(stream), wrapped.key))
    const oldest = keys.keys().next()
    if (keys.size >= atHand && !oldest.done) keys.delete(oldest.value)
    keys.set(stream, key)
    return key
  }
  /** Another process (the command line) may have destroyed a key that is still at hand here: asked once a turn. */
  let asked = false
  function known(stream: string): StreamKey | undefined {
    if (!asked) {
      const now = keystore.outsideChanges()
      if (now !== seen) keys.clear()
      seen = now
      asked = true
      setImmediate(() => (asked = false))
    }
    return keys.get(stream)
  }
  return {
    createKey: (stream) =>
      coded(async () => {
        const fresh = kept(stream)
        await keystore.durable()
        return unwrapped(stream, fresh)
      }),
    key: (stream) => coded(() => known(stream) ?? unwrapped(stream, keystore.find(stream))),
    destroyKey: (stream) =>
      coded(() => {
        keys.delete(stream)
        keystore.destroy(stream)
      }),
    blind: (purpose, text) => hmac(blindingFor(purpose), text).toString('hex'),
    backup: (to) =>
      coded(() => {
        renewed()
        if (comingOf(keystore, ring, current, path) !== undefined) throw rotating()
        keystore.backup(to)
      }),
    close: async () => {
      keys.clear()
      await keystore.close()
    },
  }
}

/** The keystore holds a check value under its installation's key: with another key nothing is opened or added. */
function makeKeyFor(keystore: Keystore, path: string): void {
  if (keystore.fact('check') !== undefined) return
  const { check } = held(readInstallationKey(path) ?? printedKeys(path)[0] ?? makeInstallationKey(path))
  keystore.once('check', check)
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
    if (cause instanceof VaultFailed) throw cause
    const says = cause instanceof Error ? cause.message : String(cause)
    throw new VaultFailed('failed', `the vault failed: ${says}`, { cause })
  }
}
