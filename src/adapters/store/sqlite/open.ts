import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../../../app/ports/index.ts'
import { makeFolder, syncFolder } from '../../files/index.ts'
import { leasesBy } from '../shared/leases.ts'
import { bringsWork } from '../shared/work.ts'
import { startAsking } from './ask.ts'
import { connectWriting } from './connect.ts'
import { sqlite } from './dialect.ts'
import { storeFailed } from './failures.ts'
import { copy, inspect } from './inspect.ts'
import { migrate } from './migrate.ts'
import { startWriting } from './write.ts'

/**
 * The embedded store: `tocsin.db` in `folder`, which must be on a local disk.
 *
 *   commit         write.ts ─▶ write.worker.ts ─▶ group.ts ─▶ apply.ts   one thread, one transaction for many commits
 *   questions      ask.ts ─▶ shared/questions.ts                           a read-only connection in this thread
 *   backup, check  inspect.ts ─▶ inspect.worker.ts                       a thread for the moment
 *
 * Instants other than an event's own `at` come back in the shortest spelling, as `Temporal.Instant` prints them.
 * Throws `StoreFailed`: `newer_schema`, `unsafe_settings`, and whatever the disk has to say.
 */
export async function openStore(folder: string): Promise<Store> {
  const file = join(folder, 'tocsin.db')
  try {
    prepareFile(folder, file)
    const writing = await startWriting(file)
    const asking = await startAsking(file).catch(async (cause: unknown) => {
      await writing.close()
      throw cause
    })
    const listeners = new Set<() => void>()
    return {
      ...asking.methods,
      async commit(batch) {
        const done = await writing.commit(batch)
        if (done.ok && bringsWork(batch)) for (const listener of listeners) listener()
        return done
      },
      ...leasesBy(sqlite, (taking) => writing.take(taking)),
      onWork(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      backup: (path) => copy(file, path),
      check: () => inspect(file),
      async close() {
        // The last connection to close folds the WAL into the database, and only a writing one can.
        asking.close()
        await writing.close()
      },
    }
  } catch (cause) {
    throw storeFailed(cause)
  }
}

/** Only the owner may read the folder and the file; SQLite gives its WAL the same rights. */
function prepareFile(folder: string, file: string): void {
  makeFolder(folder)
  closeSync(openSync(file, 'a', 0o600))
  const db = connectWriting(file)
  try {
    migrate(db)
  } finally {
    db.close()
  }
  syncFolder(folder)
}
