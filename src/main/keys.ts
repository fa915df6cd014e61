import { existsSync } from 'node:fs'
import { hasKeys } from '../adapters/vault/index.ts'
import { Failed } from './failure.ts'
import { vaultFiles, type InstallationAt } from './places.ts'

/** What the commands on keys need, and no more is loaded for them: no store, no server. */
export { keyStatus, pastPath, rotateKey } from '../adapters/vault/index.ts'
export { vaultAt, vaultFiles } from './places.ts'

/** A keystore elsewhere beside a file with keys: somebody set TOCSIN_KEYS and forgot to move them. Throws `Failed`. */
export async function assertKeysHere({ data, keys }: Pick<InstallationAt, 'data' | 'keys'>): Promise<void> {
  const { keystore } = vaultFiles(data)
  if (keys === undefined || !existsSync(keystore) || !(await hasKeys(keystore))) return
  throw new Failed(
    'keys_not_moved',
    `TOCSIN_KEYS is set, and ${keystore} holds keys`,
    'Run tocsin keys move --to the database’s address, without TOCSIN_KEYS; or put keys.db away.',
  )
}
