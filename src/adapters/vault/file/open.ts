import { closeSync, fdatasync, openSync } from 'node:fs'
import { promisify } from 'node:util'
import { VaultFailed } from '../../../app/ports/index.ts'
import { lockFile } from '../../lock/index.ts'
import { movedAway, nobody, type Facts, type Keystore, type Wrapped } from '../keystore.ts'
import { keptRows, keyRow, wrappedIn, type Row } from '../rows.ts'
import { shared } from '../shared.ts'
import { connect, inTransaction } from './connect.ts'
import { copyInto, insertAll } from './copy.ts'

const sync = promisify(fdatasync)

/** The keystore in a file: SQLite, asked and written at once; only the disk is waited for. */
export function openKeystoreFile(path: string, { readOnly }: { readonly readOnly: boolean }): Keystore {
  const db = connect(path, { readOnly })
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
  const destroying = writing(`update stream_keys set wrapped = null
    where stream = ? and exists (select 1 from about where name = 'check')`)
  const stating = writing('insert into about (name, value) values (?, ?) on conflict do nothing')
  const asking = db.prepare('select value from about where name = ?')
  const folding = db.prepare('pragma wal_checkpoint(truncate)')
  const version = db.prepare('pragma data_version')
  // There as long as a connection that wrote; SQLite takes no locks on it that closing it here would end.
  let log: number | undefined
  /**
   * Resolves when all that was written before is on disk; many who ask share a sync. Once a sync has failed it rejects
   * for good: Linux forgets what it could not write, and a later sync would say that all is well.
   */
  const durable = shared(() => sync((log ??= openSync(`${path}-wal`, 'r+'))))

  function find(stream: string): Wrapped {
    const row = finding.get(stream) as unknown as Row | undefined
    return row === undefined ? undefined : (wrappedIn(row) ?? 'destroyed')
  }
  function fact(name: string): string | undefined {
    return (asking.get(name) as { value: string } | undefined)?.value
  }
  function set(facts: Facts): void {
    for (const [name, value] of Object.entries(facts)) {
      if (value === null) unsetting?.run(name)
      else setting?.run(name, value)
    }
  }
  /** The old page is still in the WAL: folds it in and cuts the file, so that no copy of a key stays behind. */
  function fold(): void {
    const { busy } = folding.get() as { busy: number }
    if (busy === 0) return
    throw new VaultFailed('failed', 'the key is destroyed, but a reader keeps its last copy: try again')
  }
  return {
    isShared: false,
    async keep(stream, { key, by }, check) {
      keeping?.run(stream, key, by, check)
      const found = find(stream)
      if (found !== undefined) await durable()
      return found
    },
    find: async (stream) => find(stream),
    async destroy(stream) {
      if (destroying?.run(stream).changes === 0 && fact('check') === undefined) throw movedAway()
      fold()
    },
    async notBy(by, limit) {
      const rows = (others?.all(by, limit) ?? []) as unknown as Row[]
      return keptRows(rows)
    },
    async count(by) {
      const found = counting?.get(by) as { total: number; own: number } | undefined
      return { all: found?.total ?? 0, by: found?.own ?? 0 }
    },
    async rewrap(some) {
      for (const { stream, was, now } of some) exchanging?.run(now.key, now.by, stream, was.key)
      await durable()
    },
    async switchTo(check, by) {
      const switched = switching?.run(check, by).changes === 1
      if (switched) await durable()
      return switched
    },
    async once(name, value) {
      stating?.run(name, value)
      await durable()
      return fact(name) ?? value
    },
    fact: async (name) => fact(name),
    async state(facts) {
      inTransaction(db, 'begin immediate', () => set(facts))
      await durable()
    },
    async stateWhere(name, value, facts) {
      const isSo = inTransaction(db, 'begin immediate', () => {
        if (fact(name) !== value) return false
        set(facts)
        return true
      })
      await durable()
      return isSo
    },
    outsideChanges: () => (version.get() as { data_version: number }).data_version,
    async alone(act) {
      db.exec('begin immediate')
      try {
        const answer = await act()
        db.exec('commit')
        await durable()
        return answer
      } catch (cause) {
        if (db.isTransaction) db.exec('rollback')
        throw cause
      }
    },
    async hold() {
      const lock = lockFile(`${path}.rotating`)
      return lock === undefined ? undefined : { isHeld: () => true, release: () => lock.release() }
    },
    others: nobody,
    async backup(to) {
      copyInto(to, () => void db.prepare('vacuum into ?').run(to))
    },
    async contents() {
      return inTransaction(db, 'begin', () => {
        const rows = db.prepare('select * from stream_keys').all() as unknown as Row[]
        const facts = db.prepare('select name, value from about').all() as unknown as { name: string; value: string }[]
        return {
          rows: rows.map(keyRow),
          facts: new Map(facts.map(({ name, value }) => [name, value])),
        }
      })
    },
    async bringIn(contents) {
      inTransaction(db, 'begin immediate', () => {
        if (db.prepare('select 1 from stream_keys').get() !== undefined)
          throw new VaultFailed('not_empty', `${path} holds keys`)
        db.exec('delete from about')
        insertAll(db, contents)
      })
      await durable()
    },
    async empty(facts) {
      inTransaction(db, 'begin immediate', () => {
        db.exec('delete from stream_keys; delete from about')
        set(facts)
      })
      await durable()
      fold()
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
