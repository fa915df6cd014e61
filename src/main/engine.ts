import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../app/ports/index.ts'
import { openPostgres, openPostgresReading, openStore, openStoreReading } from '../adapters/store/index.ts'
import { Failed } from './failure.ts'

/** Where an installation keeps its records: in a PostgreSQL database, or embedded in the data folder. */
export interface EngineAt {
  readonly data: string
  readonly database?: string | undefined
}

/** The setting that a store gets when its contents were moved elsewhere; its value says where. */
export const movedTo = 'moved_to'

/** Throws `Failed` where the records were moved away (`moved`), or not yet moved here (`not_moved`). */
export async function openEngine({ data, database }: EngineAt): Promise<Store> {
  const store = await (database === undefined ? openStore(data) : openPostgres(database))
  try {
    await assertHere(store)
    if (database !== undefined) await assertMoved(store, data)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

export function readEngine({ data, database }: EngineAt) {
  return database === undefined ? openStoreReading(data) : openPostgresReading(database)
}

/** Two installations that both go on from one record would contradict each other for ever. */
async function assertHere(store: Store): Promise<void> {
  const to = await store.setting(movedTo)
  if (to === undefined) return
  throw new Failed('moved', `these records were moved to ${to}`, 'Set TOCSIN_DATABASE and TOCSIN_DATA to that place.')
}

/** An empty database beside a folder with records: somebody set TOCSIN_DATABASE and forgot to move them. */
async function assertMoved(store: Store, data: string): Promise<void> {
  if (!existsSync(join(data, 'tocsin.db')) || (await store.streams('community')).length > 0) return
  throw new Failed(
    'not_moved',
    `the database is empty, and ${data} holds an installation`,
    'Run tocsin store move --to the database’s address, without TOCSIN_DATABASE; or set TOCSIN_DATA to a new folder.',
  )
}
