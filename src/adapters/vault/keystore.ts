import { closeSync, existsSync, fdatasync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { VaultFailed } from '../../app/ports/index.ts'
import { syncFolder } from '../files/index.ts'
import { shared } from './shared.ts'

/** Wrapped keys by stream. A destroyed key leaves its name behind, so that it is not made anew by mistake. */
const schema = `
  create table if not exists stream_keys (stream text primary key, wrapped blob, wrapped_by text) without rowid;
  create table if not exists about (name text primary key, value text not null) without rowid;
`
/**
 * `normal`: SQLite itself syncs the log only when it folds it in. A commit's sync is asked for by `durable`, in a thread
 * of the pool: no page waits for the disk while a report makes its keys.
 */
const settings = ['journal_mode = wal', 'synchronous = normal', 'fullfsync = on', 'secure_delete = on']
const sync = promisify(fdatasync)

/** `by`: the id of the installation's key that wrapped it; `null` in keystores of before keys had ids: the only one. */
export interface WrappedKey {
  readonly key: Uint8Array
  readonly by: string | null
}
/** A wrapped key; `destroyed`; or `undefined` for a stream that never had one. */
export type Wrapped = WrappedKey | 'destroyed' | undefined

export interface Keystore {
  /**
   * Keeps a wrapped key unless the stream has one. On disk after `durable`. Nothing is kept where `check` is no longer
   * the keystore's: then its key is another one by now.
   */
  keep(stream: string, wrapped: WrappedKey, check: string): void
  /** Streams whose key something else than this wrapped, and how many there are at all. */
  notBy(by: string, limit: number): readonly { readonly stream: string; readonly wrapped: WrappedKey }[]
  count(by: string): { readonly all: number; readonly by: number }
  /** Exchanges a wrapped key for the same one under another; not where it was destroyed or exchanged meanwhile. */
  rewrap(stream: string, was: WrappedKey, now: WrappedKey): void
  /** Makes `check` the keystore's where every key is wrapped by that one; false: some are not. */
  switchTo(check: string, by: string): boolean
  state(name: string, value: string | null): void
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
  /** While `act` runs, nobody else does anything to the keystore, or to the files beside it, that begins with this. */
  alone<Answer>(act: () => Answer): Answer
  close(): Promise<void>
}

/** `readOnly`: a keystore that is there, as it stands; nothing in it can be changed. */
export function openKeystore(path: string, { readOnly = false } = {}): Keystore {
  // Closing any handle of a file ends what locks this process has on it.
  if (!readOnly && !existsSync(path)) closeSync(openSync(path, 'a', 0o600))
  const db = new DatabaseSync(path, { timeout: 5_000, readOnly })
  if (!readOnly) {
    for (const setting of settings) unhurried(() => db.exec(`pragma ${setting}`))
    assertDurable(db)
    db.exec(schema)
    upgrade(db)
    syncFolder(dirname(path))
  }
  const writing = (text: string) => (readOnly ? undefined : db.prepare(text))
  const keeping = writing(`insert into stream_keys (stream, wrapped, wrapped_by)
    select ?, ?, ? where (select value from about where name = 'check') = ? on conflict do nothing`)
  // All columns: a keystore that is only read may be one of before keys had ids.
  const finding = db.prepare('select * from stream_keys where stream = ?')
  const others = writing(`select stream, wrapped, wrapped_by from stream_keys
    where wrapped is not null and wrapped_by is not ? limit ?`)
  const counting = writing(`select count(*) as total, count(*) filter (where wrapped_by = ?) as own
    from stream_keys where wrapped is not null`)
  const exchanging = writing('update stream_keys set wrapped = ?, wrapped_by = ? where stream = ? and wrapped = ?')
  const switching = writing(`update about set value = ? where name = 'check'
    and not exists (select 1 from stream_keys where wrapped is not null and wrapped_by is not ?)`)
  const setting = writing(`insert into about (name, value) values (?, ?)
    on conflict (name) do update set value = excluded.value`)
  const unsetting = writing('delete from about where name = ?')
  const destroying = db.prepare('update stream_keys set wrapped = null where stream = ?')
  const stating = db.prepare('insert into about (name, value) values (?, ?) on conflict do nothing')
  const asking = db.prepare('select value from about where name = ?')
  const folding = db.prepare('pragma wal_checkpoint(truncate)')
  const version = db.prepare('pragma data_version')
  // There as long as a connection that wrote; SQLite takes no locks on it that closing it here would end.
  let log: number | undefined
  const durable = shared(() => sync((log ??= openSync(`${path}-wal`, 'r+'))))

  function find(stream: string): Wrapped {
    const row = finding.get(stream) as { wrapped: Uint8Array | null; wrapped_by?: string | null } | undefined
    if (row === undefined) return undefined
    return row.wrapped === null ? 'destroyed' : { key: row.wrapped, by: row.wrapped_by ?? null }
  }
  function fact(name: string): string | undefined {
    return (asking.get(name) as { value: string } | undefined)?.value
  }
  return {
    keep(stream, { key, by }, check) {
      keeping?.run(stream, key, by, check)
    },
    notBy(by, limit) {
      const rows = (others?.all(by, limit) ?? []) as {
        stream: string
        wrapped: Uint8Array
        wrapped_by: string | null
      }[]
      return rows.map((row) => ({ stream: row.stream, wrapped: { key: row.wrapped, by: row.wrapped_by } }))
    },
    count(by) {
      const found = counting?.get(by) as { total: number; own: number } | undefined
      return { all: found?.total ?? 0, by: found?.own ?? 0 }
    },
    rewrap(stream, was, now) {
      exchanging?.run(now.key, now.by, stream, was.key)
    },
    switchTo: (check, by) => switching?.run(check, by).changes === 1,
    state(name, value) {
      if (value === null) unsetting?.run(name)
      else setting?.run(name, value)
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
    alone(act) {
      db.exec('begin immediate')
      try {
        const answer = act()
        db.exec('commit')
        return answer
      } catch (cause) {
        if (db.isTransaction) db.exec('rollback')
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

function assertSound(path: string): void {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const { integrity_check } = db.prepare('pragma integrity_check').get() as { integrity_check: string }
    if (integrity_check !== 'ok') throw new VaultFailed('failed', `the copy is not sound: ${integrity_check}`)
  } finally {
    db.close()
  }
}
