import pg from 'pg'
import { settingsFor } from './connect.ts'

export interface Hearing {
  close(): Promise<void>
}

/** Milliseconds from a broken connection to the next one. */
const again = 1_000

/**
 * Hears what is told on a channel (LISTEN), on a connection of its own that is made anew when it breaks. A hint: what was
 * told while nobody listened is lost, so each connection begins with one call, without a word. `begun`: for each new
 * connection, before that.
 */
export function hear(
  url: string,
  channel: string,
  heard: (word: string) => void,
  begun: (client: pg.Client) => Promise<unknown> = () => Promise.resolve(),
): Hearing {
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
    fresh.on('notification', ({ payload = '' }) => heard(payload))
    fresh
      .connect()
      .then(() => begun(fresh))
      .then(() => fresh.query(`listen ${channel}`))
      .then(() => heard(''), lose)
  }

  connect()
  return {
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
