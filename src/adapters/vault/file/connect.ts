import { closeSync, existsSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { VaultFailed } from '../../../app/ports/index.ts'
import { syncFolder } from '../../files/index.ts'

/** Wrapped keys by stream. */
export const schema = `
  create table if not exists stream_keys (stream text primary key, wrapped blob, wrapped_by text) without rowid;
  create table if not exists about (name text primary key, value text not null) without rowid;
`
/**
 * `normal`: SQLite itself syncs the log only when it folds it in. A commit's sync is asked for by whoever made it, in a
 * thread of the pool: no page waits for the disk while a report makes its keys.
 */
const settings = ['journal_mode = wal', 'synchronous = normal', 'fullfsync = on', 'secure_delete = on']

export function connect(path: string, { readOnly }: { readonly readOnly: boolean }): DatabaseSync {
  // Closing any handle of a file ends what locks this process has on it.
  if (!readOnly && !existsSync(path)) closeSync(openSync(path, 'a', 0o600))
  const db = new DatabaseSync(path, { timeout: 5_000, readOnly })
  if (readOnly) return db
  for (const setting of settings) unhurried(() => db.exec(`pragma ${setting}`))
  assertDurable(db)
  db.exec(schema)
  upgrade(db)
  syncFolder(dirname(path))
  return db
}

/** In milliseconds, and how often. */
const wait = { pause: 50, tries: 100 }

/**
 * Of several processes that open a new keystore at once only one can make it write ahead, and SQLite does not have the
 * others wait for that, whatever the timeout (SQLITE_BUSY, https://sqlite.org/rescode.html#busy).
 */
function unhurried(act: () => void): void {
  for (let left = wait.tries; ; left -= 1) {
    try {
      return act()
    } catch (cause) {
      if (((cause as { errcode?: number }).errcode ?? 0) % 256 !== 5 || left === 0) throw cause
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait.pause)
    }
  }
}

/** Keystores of before the installation's key could be rotated. */
function upgrade(db: DatabaseSync): void {
  const columns = db.prepare(`select name from pragma_table_info('stream_keys')`).all() as { name: string }[]
  if (columns.every(({ name }) => name !== 'wrapped_by')) db.exec('alter table stream_keys add column wrapped_by text')
}

/** A key that is lost in a power cut takes with it everything that it sealed. */
function assertDurable(db: DatabaseSync): void {
  const { synchronous } = db.prepare('pragma synchronous').get() as { synchronous: number }
  const { journal_mode } = db.prepare('pragma journal_mode').get() as { journal_mode: string }
  if (synchronous !== 1 || journal_mode !== 'wal') {
    throw new VaultFailed('failed', `the keystore cannot be kept safely (${journal_mode}, ${synchronous})`)
  }
}

/** Also within one that is open already. */
export function inTransaction<Answer>(db: DatabaseSync, begin: 'begin' | 'begin immediate', act: () => Answer): Answer {
  if (db.isTransaction) return act()
  db.exec(begin)
  try {
    const answer = act()
    db.exec('commit')
    return answer
  } catch (cause) {
    if (db.isTransaction) db.exec('rollback')
    throw cause
  }
}
