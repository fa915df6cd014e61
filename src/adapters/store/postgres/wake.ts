import pg from 'pg'
import { settingsFor } from './connect.ts'

/** Says that there is work, and hears others say so. A hint: who misses one looks again within a second anyway. */
export interface Wake {
  /** Tells every server on this database, this one as well; many at once become one. */
  tell(): void
  listen(listener: () => void): () => void
  close(): Promise<void>
}

const channel = 'tocsin_work'
/** Milliseconds: so much is gathered into one notification, and so long after a broken connection comes the next. */
const gather = 10
const again = 1_000

/**
 * Notifications leave after the commit, in a transaction of their own that writes nothing: within the commit they
 * would let only one transaction of the whole server commit at a time.
 */
export function startWaking(pool: pg.Pool, url: string): Wake {
  const listeners = new Set<() => void>()
  let telling: NodeJS.Timeout | undefined
  let retry: NodeJS.Timeout | undefined
  let client: pg.Client | undefined
  let closed = false

  function connect() {
    const fresh = new pg.Client({ ...settingsFor(url), query_timeout: 0 })
    client = fresh
    let lost = false
    const lose = () => {
      if (lost || closed) return
      lost = true
      fresh.end().catch(() => undefined)
      retry = setTimeout(connect, again).unref()
    }
    fresh.on('error', lose)
    fresh.on('end', lose)
    fresh.on('notification', woken)
    // Whatever was told while nobody listened: look once.
    fresh
      .connect()
      .then(() => fresh.query(`listen ${channel}`))
      .then(woken, lose)
  }

  function woken() {
    for (const listener of listeners) listener()
  }

  return {
    tell() {
      if (closed) return
      telling ??= setTimeout(() => {
        telling = undefined
        // Not heard, it is found by looking.
        pool.query(`notify ${channel}`).catch(() => undefined)
      }, gather).unref()
    },
    listen(listener) {
      if (client === undefined) connect()
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      closed = true
      clearTimeout(telling)
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
