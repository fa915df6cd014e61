import type pg from 'pg'
import { hear, type Runs } from '../../postgres/index.ts'
import type { Others } from '../keystore.ts'
import { channel } from './changes.ts'
import { coded } from './failures.ts'

/**
 * Who has the keystore open says on its connection which of the installation's keys it has: the name ends with the
 * connection, and everyone may read it (pg_stat_activity). 63 bytes hold three ids.
 */
const name = 'tocsin keys'
const most = 3

export function othersOn(
  url: string,
  pool: Runs,
  changed: () => void,
): { readonly others: Others; close(): Promise<void> } {
  const listeners = new Set<() => void>()
  let ids: readonly string[] = []
  const say = (client: pg.Client) => {
    return client.query(`select set_config('application_name', $1, false)`, [[name, ...ids.slice(0, most)].join(' ')])
  }
  const hearing = hear(
    url,
    channel,
    (word) => {
      changed()
      // Without a word a connection begins: what was told since the one before it is lost.
      if (word !== 'changed') for (const listener of listeners) listener()
    },
    say,
  )
  return {
    others: {
      have(some) {
        ids = some
        return hearing.anew()
      },
      async without(id) {
        const { rows } = await coded(() =>
          pool.query<{ n: number }>(
            `select count(*)::integer as n from pg_stat_activity where datname = current_database()
             and application_name like $1 || ' %' and strpos(application_name, $2) = 0`,
            [name, id],
          ),
        )
        return rows[0]?.n ?? 0
      },
      async ask() {
        await coded(() => pool.query(`select pg_notify($1, 'keys')`, [channel]))
      },
      onAsked: (listener) => void listeners.add(listener),
    },
    close: () => hearing.close(),
  }
}
