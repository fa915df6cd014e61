import { platform } from 'node:process'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { StoreFailed } from '../../../app/ports/index.ts'
import type { Value } from '../shared/statement.ts'

/** How long a statement waits for another process's lock, in milliseconds (SQLite's own default: not at all). */
const patience = 5_000

/** Each line is one that lost data, or waited for nothing, when it was wrong. NORMAL loses commits in a power loss. */
const required: readonly { readonly setting: string; readonly set: string; readonly is: string | number }[] = [
  { setting: 'journal_mode', set: 'wal', is: 'wal' },
  { setting: 'synchronous', set: 'full', is: 2 },
  { setting: 'busy_timeout', set: String(patience), is: patience },
  { setting: 'foreign_keys', set: 'on', is: 1 },
  // macOS's fsync stops at the drive's cache.
  ...(platform === 'darwin' ? [{ setting: 'fullfsync', set: 'on', is: 1 }] : []),
]

/**
 * Not for safety but for speed: fold the WAL into the database after 16 MB instead of 4 (hot pages are then written
 * once for many commits), keep 16 MB of pages at hand, and shrink the WAL to 64 MB after a burst.
 */
const tuning = ['wal_autocheckpoint = 4000', 'cache_size = -16000', 'journal_size_limit = 67108864']

/** A connection that writes. Throws `StoreFailed` with `unsafe_settings` when the file cannot be kept safely. */
export function connectWriting(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: patience, allowExtension: false })
  try {
    for (const { setting, set } of required) db.exec(`pragma ${setting} = ${set}`)
    for (const setting of tuning) db.exec(`pragma ${setting}`)
    assertSafe(db)
    return db
  } catch (cause) {
    db.close()
    throw cause
  }
}

/** A connection that cannot write. */
export function connectReading(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: patience })
}

/** Asks the engine itself: a network disk or an odd build silently keeps other settings than it was told. */
export function assertSafe(db: DatabaseSync): void {
  for (const { setting, is } of required) {
    const actual = Object.values(db.prepare(`pragma ${setting}`).get() ?? {})[0]
    if (actual !== is) throw new StoreFailed('unsafe_settings', `${setting} is ${String(actual)}, it must be ${is}`)
  }
}

/** Runs SQL on one connection; a text that comes again is not prepared again, which costs more than running it. */
export interface Sql {
  /** The number of rows changed. */
  run(text: string, ...values: Value[]): number
  all(text: string, ...values: Value[]): readonly unknown[]
  get(text: string, ...values: Value[]): unknown
}

/** Texts vary with the shape of what is asked and written, which strangers choose too: so many are kept, those used last. */
const mostPrepared = 500

export function sqlOn(db: DatabaseSync): Sql {
  const prepared = new Map<string, StatementSync>()
  const statement = (text: string) => {
    const found = prepared.get(text) ?? db.prepare(text)
    prepared.delete(text)
    prepared.set(text, found)
    const [oldest] = prepared.keys()
    if (prepared.size > mostPrepared && oldest !== undefined) prepared.delete(oldest)
    return found
  }
  return {
    run: (text, ...values) => Number(statement(text).run(...values).changes),
    all: (text, ...values) => statement(text).all(...values),
    get: (text, ...values) => statement(text).get(...values),
  }
}
