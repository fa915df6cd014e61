import pg from 'pg'
import type { KeyRow } from '../keystore.ts'

/**
 * The library's own query refuses `COPY … FROM STDIN`. What it is to answer with goes over the same connection
 * (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY).
 */
class CopyIn extends pg.Query {
  readonly #bytes: Buffer
  constructor(text: string, bytes: Buffer, done: (error: Error | undefined) => void) {
    super(text, done)
    this.#bytes = bytes
  }
  handleCopyInResponse(connection: { sendCopyFromChunk(bytes: Buffer): void; endCopyFrom(): void }): void {
    if (this.#bytes.length > 0) connection.sendCopyFromChunk(this.#bytes)
    connection.endCopyFrom()
  }
}

/** Copies rows into a table that was emptied in this transaction, as ones that were always there (FREEZE). */
export function copyFrozen(client: pg.ClientBase, table: string, rows: readonly KeyRow[]): Promise<void> {
  const text = `copy ${table} (stream, wrapped, wrapped_by) from stdin with (freeze)`
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  client.query(
    new CopyIn(text, Buffer.from(rows.map(line).join('')), (error) => {
      if (error === undefined || error === null) resolve()
      else reject(error)
    }),
  )
  return promise
}

/** https://www.postgresql.org/docs/current/sql-copy.html, “Text Format”. Ids have no character that is special there. */
function line({ stream, wrapped }: KeyRow): string {
  const key = wrapped === null ? '\\N' : `\\\\x${Buffer.from(wrapped.key).toString('hex')}`
  return `${stream}\t${key}\t${wrapped?.by ?? '\\N'}\n`
}
