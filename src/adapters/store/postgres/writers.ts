import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { patiently } from '../../postgres/index.ts'
import { run } from './connect.ts'

/** What a connection is known by to the database, and the number of the last commit that it was given. */
export interface Writer {
  readonly id: string
  last: number
}

/** Writers by their connections. */
export interface Writers {
  of(client: pg.PoolClient): Promise<Writer>
  /**
   * Whether the last commit of a writer whose connection broke has happened: `undefined` when the server cannot be
   * asked in time. Once this has answered it cannot happen any more.
   */
  happened(writer: Writer): Promise<boolean | undefined>
  /** Forgets what a connection is known by: the next commit on it gets a new name. */
  forget(client: pg.PoolClient): void
  /** Takes this server's writers out of the table. */
  close(): Promise<void>
}

export function writersOn(pool: pg.Pool): Writers {
  const known = new WeakMap<pg.PoolClient, Writer>()
  const ids = new Set<string>()

  return {
    async of(client) {
      const before = known.get(client)
      if (before !== undefined) return before
      const writer = { id: randomUUID(), last: 0 }
      await run(client, { text: 'insert into writers (id, last) values ($1, 0)', values: [writer.id] })
      known.set(client, writer)
      ids.add(writer.id)
      return writer
    },
    async happened(writer) {
      try {
        // Waits for the transaction if it is still running: it holds this row. One that has not begun yet will find the
        // row fenced, and ends without having written anything. Asked twice, it answers the same.
        const text = 'update writers set fenced = true where id = $1 returning last'
        const { rows } = await patiently(() => run(pool, { text, values: [writer.id] }))
        return rows[0] === undefined ? undefined : rows[0]['last'] === writer.last
      } catch {
        // Whatever it was, the question stands; who asked hears that there is no answer.
        return undefined
      }
    },
    forget: (client) => void known.delete(client),
    async close() {
      await run(pool, { text: 'delete from writers where id = any($1::uuid[])', values: [`{${[...ids].join()}}`] })
    },
  }
}
