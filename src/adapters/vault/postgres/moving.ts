import type pg from 'pg'
import { VaultFailed } from '../../../app/ports/index.ts'
import { writeCopy } from '../file/index.ts'
import type { Contents, KeyRow, Portable } from '../keystore.ts'
import { keyRow, type Row } from '../rows.ts'
import type { Asking } from './asking.ts'
import { bytes } from './bytes.ts'
import { tellChange } from './changes.ts'
import { set } from './facts.ts'

export function movingIn({ change, changeOnce }: Asking): Portable {
  function contents(): Promise<Contents> {
    return change(async (client) => {
      const { rows } = await client.query<Row>('select stream, wrapped, wrapped_by from stream_keys')
      const facts = await client.query<{ name: string; value: string }>('select name, value from about')
      return { rows: rows.map(keyRow), facts: new Map(facts.rows.map(({ name, value }) => [name, value])) }
    }, 'begin isolation level repeatable read read only')
  }
  return {
    async backup(to) {
      writeCopy(to, await contents())
    },
    contents,
    // Once: the second time it would find what it brought in itself.
    bringIn: ({ rows, facts }) =>
      changeOnce(async (client) => {
        await client.query('lock table about, stream_keys in exclusive mode')
        const taken = await client.query('select 1 from stream_keys limit 1')
        if (taken.rowCount !== 0) throw new VaultFailed('not_empty', 'the keys’ database holds keys')
        await client.query('delete from about')
        await insertAll(client, rows)
        await set(client, Object.fromEntries(facts))
      }),
    empty: (facts) =>
      change(async (client) => {
        await client.query('truncate about, stream_keys')
        await set(client, facts)
        await tellChange(client)
      }),
  }
}

/** Rows in one statement. */
const atOnce = 1_000

async function insertAll(client: pg.ClientBase, rows: readonly KeyRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce)
    await client.query(
      `insert into stream_keys (stream, wrapped, wrapped_by)
         select * from unnest($1::text[], $2::bytea[], $3::text[])`,
      [
        some.map(({ stream }) => stream),
        some.map(({ wrapped }) => (wrapped === null ? null : bytes(wrapped.key))),
        some.map(({ wrapped }) => wrapped?.by ?? null),
      ],
    )
  }
}
