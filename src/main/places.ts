import { join } from 'node:path'

/** Where an installation's keys lie. */
export function vaultFiles(data: string): { readonly keystore: string; readonly installationKey: string } {
  return { keystore: join(data, 'keys.db'), installationKey: join(data, 'secret', 'installation.key') }
}

/** The checkpoint that the log is known to have reached: in no backup, and not where the database is. */
export function landmarkFile(data: string): string {
  return join(data, 'log.checkpoint')
}
