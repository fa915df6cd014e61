import pg from 'pg'
import { holdAlone as holdLock, settingsFor, type Held, type Runs } from '../../postgres/index.ts'
import { storeFailed } from './failures.ts'

/** Servers share this lock; who carries a database away, or fills one, has it alone. 'serv' in ASCII. */
const serving = 0x73657276

/** Takes the lock alone until the transaction ends; false where a server is running. */
export async function holdAlone(on: Runs): Promise<boolean> {
  const { rows } = await on.query<{ held: boolean }>('select pg_try_advisory_xact_lock($1) as held', [serving])
  return rows[0]?.held === true
}

/**
 * Says on the database that a server runs on it, beside any number of others, until `release`; `undefined` while
 * somebody carries it away. The lock lives on a connection: after a break it is taken again.
 */
export async function serveDatabase(url: string): Promise<{ release(): Promise<void> } | undefined> {
  let released = false
  let retry: NodeJS.Timeout | undefined
  let client: pg.Client

  async function take(): Promise<boolean> {
    client = new pg.Client({ ...settingsFor(url), query_timeout: 0 })
    const own = client
    let ended = false
    const end = () => {
      if (ended) return
      ended = true
      if (!released) retry = setTimeout(again, 1_000).unref()
    }
    await client.connect()
    own.on('error', end)
    own.on('end', end)
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock_shared($1) as held', [serving])
    return rows[0]?.held === true
  }

  function again() {
    take().catch(() => {
      if (!released) retry = setTimeout(again, 1_000).unref()
    })
  }

  async function release() {
    released = true
    clearTimeout(retry)
    await client.end().catch(() => undefined)
  }

  try {
    if (await take()) return { release }
    await release()
    return undefined
  } catch (cause) {
    throw storeFailed(cause)
  }
}

/**
 * Keeps servers off a database until `release`; `undefined` while one is running. The lock lives on a connection:
 * `isHeld` says whether that has broken since.
 */
export async function holdDatabase(url: string): Promise<Held | undefined> {
  try {
    return await holdLock(url, serving)
  } catch (cause) {
    throw storeFailed(cause)
  }
}
