import { join } from 'node:path'
import type { VaultAt } from '../adapters/vault/index.ts'

/** Where an installation is. What is left out lies in the data folder. */
export interface InstallationAt extends Elsewhere {
  readonly data: string
}

/** What several machines may share. */
export interface Elsewhere {
  /** The address of a PostgreSQL database: the records. */
  readonly database?: string | undefined
  /** The address of another one: the wrapped keys. */
  readonly keys?: string | undefined
  /** A folder: files that people attached, sealed. */
  readonly attachments?: string | undefined
}

/** Where a folder has its keys, unless they are elsewhere. */
export function vaultFiles(data: string): { readonly keystore: string; readonly installationKey: string } {
  return { keystore: join(data, 'keys.db'), installationKey: join(data, 'secret', 'installation.key') }
}

export function vaultAt({ data, keys }: Pick<InstallationAt, 'data' | 'keys'>): VaultAt {
  const own = vaultFiles(data)
  return keys === undefined ? own : { ...own, keystore: { url: keys } }
}

export function attachmentsFolder({ data, attachments }: Pick<InstallationAt, 'data' | 'attachments'>): string {
  return attachments ?? join(data, 'attachments')
}

/** How people may see it: never with the password. */
export function shownAddress(url: string): string {
  const shown = new URL(url)
  shown.password = ''
  shown.search = ''
  return shown.href
}

/** The checkpoint that the log is known to have reached: in no backup, and not where the database is. */
export function landmarkFile(data: string): string {
  return join(data, 'log.checkpoint')
}
