import { setTimeout as pause } from 'node:timers/promises'
import { connected } from '../../src/adapters/postgres/index.ts'
import { openPostgres, openStore } from '../../src/adapters/store/index.ts'
import type { Store } from '../../src/app/ports/index.ts'

/** A folder, or the address of a PostgreSQL database. */
export function openPlace(place: string): Promise<Store> {
  return isServer(place) ? openPostgres(place) : openStore(place)
}

/**
 * Waits until nobody is at work in a database: its server finishes what a dead process has asked it, and whoever reads
 * meanwhile finds a case's events before and its list after that. Throws where somebody stays for 10 seconds.
 */
export async function leftAlone(place: string): Promise<void> {
  if (!isServer(place)) return
  await connected(place, async (client) => {
    for (const until = Date.now() + 10_000; (await others(client)) > 0; await pause(5)) {
      if (Date.now() > until) throw new Error('somebody is still connected to the database')
    }
  })
}

type Client = Parameters<Parameters<typeof connected<number>>[1]>[0]

async function others(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `select count(*) from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )
  return Number(rows[0]?.count)
}

function isServer(place: string): boolean {
  return place.startsWith('postgres://')
}
