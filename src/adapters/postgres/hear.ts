import pg from 'pg'
import { settingsFor } from './connect.ts'

export interface Hearing {
  /** Does what each connection begins with once more, on the one that there is or is just being made. */
  anew(): Promise<void>
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
  let ready: pg.Client | undefined
  /** Until it is listening, or could not be made. */
  let beginning = Promise.resolve()
  let closed = false

  function connect() {
    const fresh = new pg.Client({ ...settingsFor(url), query_timeout: 0 })
    client = fresh
    let lost = false
    const lose = () => {
      if (lost || closed) return
      lost = true
      ready = undefined
      fresh.end().catch(() => undefined)
      retry = setTimeout(connect, again).unref()
    }
    fresh.on('error', lose)
    fresh.on('end', lose)
    fresh.on('notification', ({ payload = '' }) => heard(payload))
    beginning = fresh
      .connect()
      .then(() => {
        ready = fresh
        return begun(fresh)
      })
      .then(() => fresh.query(`listen ${channel}`))
      .then(() => heard(''), lose)
  }

  connect()
  return {
    async anew() {
      await beginning
      // Where it breaks, the next connection begins with it.
      if (ready !== undefined) await begun(ready).catch(() => undefined)
    },
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
