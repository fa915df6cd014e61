import type pg from 'pg'
import { movedAway } from '../keystore.ts'
import { keyRow, type Row } from '../rows.ts'
import { copyFrozen } from './copyIn.ts'
import { tellChange } from './changes.ts'

/**
 * Destroys a key in the transaction that the client is in. An update would leave the old row on its page: dead until a
 * vacuum, and then as bytes in the page's free space. `vacuum full` writes a new file, but carries over what an old
 * snapshot may still see. So the key's part of the table is emptied, which starts a new file and unlinks the old one at
 * the commit, and filled again without it.
 *
 * `truncate` is not safe for older snapshots: what is inserted afterwards they do not see, and a dump that began a moment
 * ago would find the part empty (https://www.postgresql.org/docs/current/mvcc-caveats.html). Rows that are copied with
 * FREEZE are seen by everybody (https://www.postgresql.org/docs/current/sql-copy.html).
 */
export async function forget(client: pg.ClientBase, stream: string): Promise<void> {
  // Shared: a move, which takes this row away, waits for us, or we see that it did.
  const open = await client.query(`select 1 from about where name = 'check' for share`)
  const found = await client.query<{ part: string }>(
    'select tableoid::regclass::text as part from stream_keys where stream = $1 and wrapped is not null',
    [stream],
  )
  if (open.rowCount === 0) throw movedAway()
  const part = found.rows[0]?.part
  if (part === undefined) return
  await client.query(`lock table ${part} in access exclusive mode`)
  const { rows } = await client.query<Row>(`select stream, wrapped, wrapped_by from ${part}`)
  await client.query(`truncate ${part}`)
  const left = rows.map((row) => (row.stream === stream ? { stream, wrapped: null } : keyRow(row)))
  await copyFrozen(client, part, left)
  await tellChange(client)
}
