import { createHmac, randomBytes } from 'node:crypto'
import { VaultFailed, type StreamKey, type Vault } from '../../app/ports/index.ts'
import { seal, unseal } from './aead.ts'
import { derived, makeInstallationKey, readInstallationKey } from './installation-key.ts'
import { openKeystore, type Keystore, type Wrapped } from './keystore.ts'
import { streamKey } from './stream-key.ts'

export { seal, unseal } from './aead.ts'

/** So many unwrapped keys are kept at hand; unwrapping one takes about 20 µs. */
const atHand = 4_096

/**
 * Two files, each useless without the other: `keystore` (a database of wrapped keys, beside the store's) and
 * `installationKey` (one line, mode 0600, to be kept apart from both and from their backups). Both are made when
 * neither is there. Throws `VaultFailed`: `wrong_installation_key` when the two do not belong together or one is
 * missing, `unsafe_file` when others may read the key.
 */
export async function openVault(at: { keystore: string; installationKey: string }): Promise<Vault> {
  return coded(async () => {
    const keystore = openKeystore(at.keystore)
    try {
      const installationKey = installationKeyFor(keystore, at.installationKey)
      await keystore.durable()
      return vaultOver(keystore, installationKey)
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
      const key = readInstallationKey(at.installationKey)
      if (key === undefined || keystore.fact('check') !== checkOf(key)) {
        throw new VaultFailed('wrong_installation_key', `${at.installationKey} does not belong to this keystore`)
      }
      return vaultOver(keystore, key)
    } catch (cause) {
      await keystore.close()
      throw cause
    }
  })
}

function vaultOver(keystore: Keystore, installationKey: Uint8Array): Vault {
  const wrapping = derived(installationKey, 'wrap')
  const blinding = derived(installationKey, 'blind')
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

  function unwrapped(stream: string, wrapped: Wrapped): StreamKey {
    if (wrapped === undefined) throw new VaultFailed('no_key', `${stream} has no key`)
    if (wrapped === 'destroyed') throw new VaultFailed('no_key', `the key of ${stream} was destroyed`)
    const key = streamKey(unseal(wrapping, keyOf(stream), wrapped))
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
        const fresh = seal(wrapping, keyOf(stream), randomBytes(32))
        keystore.keep(stream, fresh)
        await keystore.durable()
        return unwrapped(stream, keystore.find(stream))
      }),
    key: (stream) => coded(() => known(stream) ?? unwrapped(stream, keystore.find(stream))),
    destroyKey: (stream) =>
      coded(() => {
        keys.delete(stream)
        keystore.destroy(stream)
      }),
    blind: (purpose, text) => hmac(blindingFor(purpose), text).toString('hex'),
    backup: (path) => coded(() => keystore.backup(path)),
    close: async () => {
      keys.clear()
      await keystore.close()
    },
  }
}

/** The keystore holds a check value under its installation's key: with another key nothing is opened or added. */
function installationKeyFor(keystore: Keystore, path: string): Uint8Array {
  const stated = keystore.fact('check')
  const read = readInstallationKey(path)
  if (read === undefined && stated !== undefined) {
    throw new VaultFailed('wrong_installation_key', `there is no ${path}, and the keystore was made with one`)
  }
  const key = read ?? makeInstallationKey(path)
  const check = checkOf(key)
  if (keystore.once('check', check) !== check) {
    throw new VaultFailed('wrong_installation_key', `${path} is not the key that this keystore was made with`)
  }
  return key
}

function checkOf(key: Uint8Array): string {
  return hmac(derived(key, 'check'), 'check').toString('hex')
}

/** A wrapped key is bound to its stream: put under another name it does not open. */
function keyOf(stream: string): string {
  return `key of ${stream}`
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
