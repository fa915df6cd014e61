import pg from 'pg'
import { settingsFor } from './connect.ts'

export interface Held {
  /** The lock lives on a connection: false once that has broken. */
  isHeld(): boolean
  release(): Promise<void>
}

/**
 * Takes an advisory lock of this database for itself alone; `undefined` where somebody has it. `wait`: until whoever has
 * it lets go, at most as long as a statement waits for any lock. Throws what the library throws.
 */
export async function holdAlone(url: string, lock: number, { wait = false } = {}): Promise<Held | undefined> {
  const client = new pg.Client({ ...settingsFor(url), query_timeout: 0 })
  let held = false
  const lost = () => void (held = false)
  client.on('error', lost)
  client.on('end', lost)
  try {
    await client.connect()
    const take = wait ? 'select true as held from pg_advisory_lock($1)' : 'select pg_try_advisory_lock($1) as held'
    const { rows } = await client.query<{ held: boolean }>(take, [lock])
    held = rows[0]?.held === true
    if (held) return { isHeld: () => held, release: () => client.end().catch(() => undefined) }
    await client.end()
    return undefined
  } catch (cause) {
    await client.end().catch(() => undefined)
    throw cause
  }
}
