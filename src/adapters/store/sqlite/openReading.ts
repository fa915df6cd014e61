import { join } from 'node:path'
import { StoreFailed, type Store } from '../../../app/ports/index.ts'
import { startAsking } from './ask.ts'
import { connectReading } from './connect.ts'
import { storeFailed } from './failures.ts'
import { copy, inspect } from './inspect.ts'
import { assertSchema } from './migrate.ts'

/**
 * The store in `folder` as it stands, beside a server or without one: nothing in it can be changed through this, its
 * schema neither. Throws `StoreFailed`: `newer_schema`, `older_schema`, and whatever the disk has to say.
 */
export async function openStoreReading(folder: string): Promise<Store> {
  const file = join(folder, 'tocsin.db')
  try {
    assertReadable(file)
    const asking = await startAsking(file)
    const refused = () => Promise.reject(new StoreFailed('read_only', 'the store was opened for reading'))
    return {
      ...asking.methods,
      commit: refused,
      leaseOutbox: refused,
      leaseInterrupted: refused,
      leaseAlarms: refused,
      onWork: () => () => undefined,
      backup: (path) => copy(file, path),
      check: () => inspect(file),
      close: async () => asking.close(),
    }
  } catch (cause) {
    throw storeFailed(cause)
  }
}

function assertReadable(file: string): void {
  const db = connectReading(file)
  try {
    assertSchema(db)
  } finally {
    db.close()
  }
}
