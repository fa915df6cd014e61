import { StoreFailed, type Store } from '../../../app/ports/index.ts'
import type { Question } from '../shared/questions.ts'
import { assertSchema } from './migrate.ts'
import { openPool } from '../../postgres/index.ts'
import { connected } from './connect.ts'
import { inspect } from './inspect.ts'
import { questionsOn } from './read.ts'

/** What may be asked of a store that is opened for reading alone. */
export type ReadingPostgres = Pick<Store, Question | 'check' | 'close'>

/**
 * Opens a database for reading: the server itself refuses to write. Throws `StoreFailed`: `newer_schema`,
 * `older_schema`, and what PostgreSQL has to say.
 */
export async function openPostgresReading(url: string): Promise<ReadingPostgres> {
  await connected(url, assertSchema)
  const pool = openPool(url, { readOnly: true })
  let closing: Promise<void> | undefined
  return {
    ...questionsOn(pool),
    check: () => {
      if (closing !== undefined) return Promise.reject(new StoreFailed('closed', 'the store is closed'))
      return connected(url, inspect)
    },
    close: () => (closing ??= pool.end()),
  }
}
