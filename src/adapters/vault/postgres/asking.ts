import type pg from 'pg'
import { inTransaction, openPool, patiently } from '../../postgres/index.ts'
import { coded } from './failures.ts'

/** Connections at once: most that is asked for is in memory. */
const most = 4

/**
 * The keys' database, asked again where the connection broke before it answered. Each change is one transaction, on disk
 * when it is answered; whatever is done twice must do nothing the second time. Throws `VaultUnavailable`.
 */
export interface Asking {
  readonly pool: pg.Pool
  /** One statement by itself. */
  rows<One extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<One[]>
  /** Several in one transaction. */
  change<Answer>(act: (client: pg.PoolClient) => Promise<Answer>, begin?: string): Promise<Answer>
  /** The same for what would do something else the second time. */
  changeOnce<Answer>(act: (client: pg.PoolClient) => Promise<Answer>): Promise<Answer>
}

export function askingAt(url: string, { readOnly }: { readonly readOnly: boolean }): Asking {
  const pool = openPool(url, { readOnly, most })

  async function transaction<Answer>(
    act: (client: pg.PoolClient) => Promise<Answer>,
    begin = 'begin',
  ): Promise<Answer> {
    const client = await pool.connect()
    let broken = true
    try {
      const answer = await inTransaction(client, () => act(client), begin)
      broken = false
      return answer
    } finally {
      // After a failure nobody knows what state it is in: another one is made.
      client.release(broken)
    }
  }
  return {
    pool,
    rows: <One extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      coded(() => patiently(async () => (await pool.query<One>(text, [...values])).rows)),
    change: (act, begin) => coded(() => patiently(() => transaction(act, begin))),
    changeOnce: (act) => coded(() => transaction(act)),
  }
}
