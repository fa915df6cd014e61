import { join } from 'node:path'

/** Where an installation's keys lie. */
export function vaultFiles(data: string): { readonly keystore: string; readonly installationKey: string } {
  return { keystore: join(data, 'keys.db'), installationKey: join(data, 'secret', 'installation.key') }
}
