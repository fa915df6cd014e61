import type { DatabaseSync } from 'node:sqlite'
import { StoreFailed } from '../../../app/ports/index.ts'
import { migrations } from '../shared/migrations/index.ts'

/**
 * Brings a database to this code's schema, in one transaction under the write lock: of two processes that start at
 * once, the second finds nothing left to do. Throws `StoreFailed` with `newer_schema` and changes nothing when the
 * database was written by newer code.
 */
export function migrate(db: DatabaseSync, to: readonly string[] = migrations): void {
  db.exec('begin immediate')
  try {
    const from = schemaVersion(db)
    if (from > to.length) {
      throw new StoreFailed('newer_schema', `the database has schema ${from}, this version knows ${to.length}`)
    }
    for (const step of to.slice(from)) db.exec(step)
    if (from < to.length) db.exec(`pragma user_version = ${to.length}`)
    db.exec('commit')
  } catch (cause) {
    if (db.isTransaction) db.exec('rollback')
    throw cause
  }
}

/** Throws `StoreFailed` unless the database has this code's schema: `newer_schema`, `older_schema`. */
export function assertSchema(db: DatabaseSync): void {
  const [found, known] = [schemaVersion(db), migrations.length]
  const says = `the database has schema ${found}, this version knows ${known}`
  if (found > known) throw new StoreFailed('newer_schema', says)
  if (found < known) throw new StoreFailed('older_schema', `${says}: serving it once brings it up to date`)
}

function schemaVersion(db: DatabaseSync): number {
  return (db.prepare('pragma user_version').get() as { user_version: number }).user_version
}
