import type { Keystore, KeystoreAt } from './keystore.ts'
import { openKeystoreFile } from './file/index.ts'

/**
 * Opens a keystore, and makes it where there is none. `readOnly`: one that is there, as it stands; nothing in it can be
 * changed. Throws `VaultFailed` (`same_database`, `newer_schema`), `VaultUnavailable`.
 */
export async function openKeystore(at: KeystoreAt, { readOnly = false } = {}): Promise<Keystore> {
  if (typeof at === 'string') return openKeystoreFile(at, { readOnly })
  // The client library is loaded by whoever uses it: with a file a server does without its memory.
  return (await import('./postgres/index.ts')).openKeystoreDatabase(at.url, { readOnly })
}
