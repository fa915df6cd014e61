import { closeSync, fdatasync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { VaultFailed } from '../../app/ports/index.ts'
import { syncFolder } from '../files/index.ts'
import { shared } from './shared.ts'

/** Wrapped keys by stream. A destroyed key leaves its name behind, so that it is not made anew by mistake. */
const schema = `
  create table if not exists stream_keys (stream text primary key, wrapped blob) without rowid;
  create table if not exists about (name text primary key, value text not null) without rowid;
`
/**
 * `normal`: SQLite itself syncs the log only when it folds it in. A commit's sync is asked for by `durable`, in a thread
 * of the pool: no page waits for the disk while a report makes its keys.
 */
const settings = ['journal_mode = wal', 'synchronous = normal', 'fullfsync = on', 'secure_delete = on']
const sync = promisify(fdatasync)

/** A wrapped key; `destroyed`; or `undefined` for a stream that never had one. */
export type Wrapped = Uint8Array | 'destroyed' | undefined

export interface Keystore {
  /** Keeps a wrapped key unless the stream has one. On disk after `durable`. */
  keep(stream: string, wrapped: Uint8Array): void
  /**
   * Resolves when all that was written before is on disk; many who ask share a sync. Once a sync has failed it rejects
   * for good: Linux forgets what it could not write, and a later sync would say that all is well.
   */
  durable(): Promise<void>
  find(stream: string): Wrapped
  /** On disk when it returns. */
  destroy(stream: string): void
  /** A fact about this keystore that is written once; answers with what stands there. */
  once(name: string, value: string): string
  fact(name: string): string | undefined
  /** Grows when another process has changed the keystore. */
  outsideChanges(): number
  backup(path: string): void
  close(): Promise<void>
}

/** `readOnly`: a keystore that is there, as it stands; nothing in it can be changed. */
export function openKeystore(path: string, { readOnly = false } = {}): Keystore {
  if (!readOnly) closeSync(openSync(path, 'a', 0o600))
  const db = new DatabaseSync(path, { timeout: 5_000, readOnly })
  if (!readOnly) {
    for (const setting of settings) db.exec(`pragma ${setting}`)
    assertDurable(db)
    db.exec(schema)
    syncFolder(dirname(path))
  }
  const keeping = db.prepare('insert into stream_keys (stream, wrapped) values (?, ?) on conflict do nothing')
  const finding = db.prepare('select wrapped from stream_keys where stream = ?')
  const destroying = db.prepare('update stream_keys set wrapped = null where stream = ?')
  const stating = db.prepare('insert into about (name, value) values (?, ?) on conflict do nothing')
  const asking = db.prepare('select value from about where name = ?')
  const folding = db.prepare('pragma wal_checkpoint(truncate)')
  const version = db.prepare('pragma data_version')
  // There as long as a connection that wrote; SQLite takes no locks on it that closing it here would end.
  let log: number | undefined
  const durable = shared(() => sync((log ??= openSync(`${path}-wal`, 'r+'))))

  function find(stream: string): Wrapped {
    const row = finding.get(stream) as { wrapped: Uint8Array | null } | undefined
    return row === undefined ? undefined : (row.wrapped ?? 'destroyed')
  }
  function fact(name: string): string | undefined {
    return (asking.get(name) as { value: string } | undefined)?.value
  }
  return {
    keep(stream, wrapped) {
      keeping.run(stream, wrapped)
    },
    durable,
    find,
    destroy(stream) {
      destroying.run(stream)
      // The old page is still in the WAL: fold it in and cut the file, so that no copy of the key stays behind.
      const { busy } = folding.get() as { busy: number }
      if (busy !== 0)
        throw new VaultFailed('failed', 'the key is destroyed, but a reader keeps its last copy: try again')
    },
    once(name, value) {
      stating.run(name, value)
      return fact(name) ?? value
    },
    fact,
    outsideChanges: () => (version.get() as { data_version: number }).data_version,
    backup(to) {
      closeSync(openSync(to, 'wx', 0o600))
      try {
        db.prepare('vacuum into ?').run(to)
        assertSound(to)
        syncFolder(dirname(to))
      } catch (cause) {
        rmSync(to, { force: true })
        throw cause
      }
    },
    async close() {
      if (!db.isOpen) return
      try {
        if (log !== undefined) await durable()
      } finally {
        if (log !== undefined) closeSync(log)
        db.close()
      }
    },
  }
}

/** A key that is lost in a power cut takes with it everything that it sealed. */
function assertDurable(db: DatabaseSync): void {
  const { synchronous } = db.prepare('pragma synchronous').get() as { synchronous: number }
  const { journal_mode } = db.prepare('pragma journal_mode').get() as { journal_mode: string }
  if (synchronous !== 1 || journal_mode !== 'wal') {
    throw new VaultFailed('failed', `the keystore cannot be kept safely (${journal_mode}, ${synchronous})`)
  }
}

function assertSound(path: string): void {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const { integrity_check } = db.prepare('pragma integrity_check').get() as { integrity_check: string }
    if (integrity_check !== 'ok') throw new VaultFailed('failed', `the copy is not sound: ${integrity_check}`)
  } finally {
    db.close()
  }
}
