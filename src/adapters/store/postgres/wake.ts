import type pg from 'pg'
import { hear, type Hearing } from '../../postgres/index.ts'

/** Says that there is work, and hears others say so. A hint: who misses one looks again within a second anyway. */
export interface Wake {
  /** Tells every server on this database, this one as well; many at once become one. */
  tell(): void
  listen(listener: () => void): () => void
  close(): Promise<void>
}

const channel = 'tocsin_work'
/** Milliseconds: so much is gathered into one notification. */
const gather = 10

/**
 * Notifications leave after the commit, in a transaction of their own that writes nothing: within the commit they
 * would let only one transaction of the whole server commit at a time.
 */
export function startWaking(pool: pg.Pool, url: string): Wake {
  const listeners = new Set<() => void>()
  let telling: NodeJS.Timeout | undefined
  let hearing: Hearing | undefined
  let closed = false

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
      hearing ??= hear(url, channel, woken)
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      closed = true
      clearTimeout(telling)
      await hearing?.close()
    },
  }
}
