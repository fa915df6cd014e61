import { StoreFailed, VaultFailed, VaultUnavailable } from '../app/ports/index.ts'
import { codeOf } from '../core/kernel/index.ts'

/** Why something could not be started or done on this machine, in one line with the way out. */
export class Failed extends Error {
  override readonly name = 'Failed'
  readonly code: string
  readonly instead: string
  constructor(code: string, says: string, instead: string, options?: { cause?: unknown }) {
    super(says, options)
    this.code = code
    this.instead = instead
  }
}

/** `code: what is wrong — what to do` */
export function failureLine(failed: Failed): string {
  return `${failed.code}: ${failed.message} — ${failed.instead}\n`
}

const ofStore: Partial<Record<StoreFailed['code'], string>> = {
  newer_schema: 'Use the newer Tocsin that wrote it, or restore a backup made with this version.',
  unsafe_settings: 'Keep the data folder on a local disk; in PostgreSQL, set it as it says.',
  disk_full: 'Make room on the disk, then start again: nothing that was acknowledged is lost.',
  read_only: 'Let this user write to the data folder.',
  corrupt: 'Restore the newest backup with tocsin restore; keep the damaged folder for looking into it.',
  busy: 'Another program holds the database: wait for it, or stop it.',
  same_database: 'Set TOCSIN_DATABASE to a database of its own: it and TOCSIN_KEYS may have been exchanged.',
  unreachable: 'Start the database server, and look at TOCSIN_DATABASE: host, port, user, password, database.',
  unsure: 'Look at whether it happened before you do it again.',
}

const ofVault: Partial<Record<VaultFailed['code'], string>> = {
  wrong_installation_key:
    'Put the key that this installation was made with to secret/installation.key, or set TOCSIN_DATA to its folder.',
  no_key: 'Look at TOCSIN_KEYS; put keys.db back from the newest backup, or restore that whole.',
  rotating: 'Wait until tocsin keys rotate has ended, or run it where it was stopped; then do this again.',
  key_unavailable: 'Run secret/installation.command yourself, as the user that serves, and see what it says.',
  no_new_key: 'Have it print the new key in its first line and the present one in the second, then do this again.',
  unsafe_file: 'Restrict the file to its owner; consider the key known to others.',
  key_not_everywhere:
    'Copy it to secret/ of every other machine, as installation.key.next, and run this again. Nothing was changed yet.',
  moved: 'Set TOCSIN_KEYS to where they are, or leave it out where they are in the data folder.',
  not_empty: 'Name an empty database, or put keys.db away.',
  same_database: 'Set TOCSIN_KEYS to a database of its own, on another server if you can.',
  newer_schema: 'Use the newer Tocsin that wrote it.',
}

const ofKeys: Partial<Record<VaultUnavailable['code'], string>> = {
  unreachable: 'Start the keys’ database server, and look at TOCSIN_KEYS: host, port, user, password, database.',
  unsafe_settings: 'Set it in the keys’ PostgreSQL as it says.',
  disk_full: 'Make room on the keys’ database server: nothing that was acknowledged is lost.',
  read_only: 'Name the server that writes in TOCSIN_KEYS, not a standby, and a user who owns the database.',
  busy: 'Something holds the keys’ tables, a dump for example: wait for it, and try again.',
  corrupt: 'Restore the keys’ database from a backup, or the newest backup with tocsin restore.',
}

const ofMachine: Readonly<Record<string, readonly [code: string, says: string, instead: string]>> = {
  EADDRINUSE: ['port_taken', 'the port is in use', 'Stop the other program, or set TOCSIN_PORT to another port.'],
  EADDRNOTAVAIL: ['no_such_host', 'this machine does not have that address', 'Set TOCSIN_HOST to one that it has.'],
  ENOTFOUND: ['no_such_host', 'this machine does not have that address', 'Set TOCSIN_HOST to one that it has.'],
  EACCES: ['not_permitted', 'this user may not do that', 'Let this user write to the folder and use the port.'],
  EPERM: ['not_permitted', 'this user may not do that', 'Let this user write to the folder and use the port.'],
  EROFS: ['not_writable', 'the disk is read-only', 'Set TOCSIN_DATA to a folder that can be written.'],
  ENOTDIR: ['not_writable', 'the folder cannot be made there', 'Set TOCSIN_DATA to a folder that can be written.'],
  ENOENT: ['not_writable', 'nothing can be made there', 'Set TOCSIN_DATA to a folder that can be written.'],
  EEXIST: ['not_writable', 'a file is where the folder should be', 'Set TOCSIN_DATA to a folder.'],
  ENOSPC: ['disk_full', 'the disk is full', 'Make room, then start again.'],
}

/** An error of this machine as a `Failed`; anything else is a bug and stays what it is. `of`: what was being done. */
export function asFailed(error: unknown, of: string): unknown {
  if (error instanceof Failed) return error
  // An adapter that had no better word for it keeps the machine's own as the cause.
  const own = codeOf(error)
  const known = ofMachine[(own === 'failed' ? codeOf((error as Error).cause) : own) ?? '']
  if (known !== undefined) {
    const [code, says, instead] = known
    return new Failed(code, `${of}: ${says}`, instead, { cause: error })
  }
  if (error instanceof StoreFailed) {
    return new Failed(error.code, `${of}: ${error.message}`, ofStore[error.code] ?? 'Look at the disk.', {
      cause: error,
    })
  }
  if (error instanceof VaultFailed) {
    return new Failed(error.code, `${of}: ${error.message}`, ofVault[error.code] ?? 'Look at the disk.', {
      cause: error,
    })
  }
  if (error instanceof VaultUnavailable) {
    const instead = ofKeys[error.code] ?? 'Look at the keys’ database server.'
    return new Failed(error.code, `${of}: ${error.message}`, instead, { cause: error })
  }
  return error
}

/** Does something, and throws as a `Failed` what the machine refuses. */
export async function attempt<Answer>(of: string, act: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await act()
  } catch (error) {
    throw asFailed(error, of)
  }
}
