import type pg from 'pg'
import { VaultFailed } from '../../../app/ports/index.ts'
import { connected, holdAlone, inTransaction, openPool, patiently } from '../../postgres/index.ts'
import { writeCopy } from '../file/index.ts'
import { nobody, type Contents, type Facts, type Keystore, type Wrapped, type WrappedKey } from '../keystore.ts'
import { changesOn, tellChange } from './changes.ts'
import { keptRows, keyRow, wrappedIn, type Row } from '../rows.ts'
import { coded } from './failures.ts'
import { forget } from './forget.ts'
import { othersOn } from './others.ts'
import { assertKeystore, makeKeystore } from './schema.ts'

/** Connections at once: most that is asked for is in memory. */
const most = 4
/** Locks of this database, beside the one in schema.ts: 'alon' and 'rota' in ASCII. */
const [aloneLock, rotatingLock] = [0x616c6f6e, 0x726f7461]

/**
 * The keystore in a PostgreSQL database of its own. Each change is one transaction, on disk when it is answered. Whatever
 * is done twice does nothing the second time: so a connection that breaks before the answer is no doubt, it is asked
 * again.
 */
export async function openKeystoreDatabase(
  url: string,
  { readOnly }: { readonly readOnly: boolean },
): Promise<Keystore> {
  await coded(() => patiently(() => connected(url, readOnly ? assertKeystore : makeKeystore)))
  const pool = openPool(url, { readOnly, most })

  async function rowsOf<One extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<One[]> {
    return coded(() => patiently(async () => (await pool.query<One>(text, [...values])).rows))
  }
  /** What a statement changed, by what it returns. */
  const changed = async (text: string, values: readonly unknown[]) => (await rowsOf(text, values)).length

  const changes = changesOn(async () => {
    const [row] = await rowsOf<{ changes: number }>('select changes from keystore')
    return row?.changes ?? 0
  })
  const told = readOnly ? undefined : othersOn(url, pool, () => changes.heard())

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
  /** Again where the connection broke. */
  const change = <Answer>(act: (client: pg.PoolClient) => Promise<Answer>, begin?: string) =>
    coded(() => patiently(() => transaction(act, begin)))

  async function find(stream: string): Promise<Wrapped> {
    // Not prepared: only the part that has the stream is looked at, and locked.
    const [row] = await rowsOf<Row>('select wrapped, wrapped_by from stream_keys where stream = $1', [stream])
    return row === undefined ? undefined : (wrappedIn(row) ?? 'destroyed')
  }
  async function fact(name: string): Promise<string | undefined> {
    return (await rowsOf<{ value: string }>('select value from about where name = $1', [name]))[0]?.value
  }

  function contents(): Promise<Contents> {
    return change(async (client) => {
      const { rows } = await client.query<Row>('select stream, wrapped, wrapped_by from stream_keys')
      const facts = await client.query<{ name: string; value: string }>('select name, value from about')
      return { rows: rows.map(keyRow), facts: new Map(facts.rows.map(({ name, value }) => [name, value])) }
    }, 'begin isolation level repeatable read read only')
  }

  return {
    isShared: true,
    async keep(stream, { key, by }, check) {
      // Shared: `switchTo`, which changes this row, waits for us, or we see that it did.
      const kept = await changed(
        `with open as (select 1 from about where name = 'check' and value = $4 for share)
         insert into stream_keys (stream, wrapped, wrapped_by) select $1, $2, $3 from open
         on conflict do nothing returning stream`,
        [stream, bytes(key), by, check],
      )
      return kept === 1 ? { key, by } : find(stream)
    },
    find,
    destroy: (stream) => change((client) => forget(client, stream)),
    async notBy(by, limit) {
      const rows = await rowsOf<Row>(
        `select stream, wrapped, wrapped_by from stream_keys
           where wrapped is not null and wrapped_by is distinct from $1 limit $2`,
        [by, limit],
      )
      return keptRows(rows)
    },
    async count(by) {
      const [row] = await rowsOf<{ total: number; own: number }>(
        `select count(*) as total, count(*) filter (where wrapped_by = $1) as own
           from stream_keys where wrapped is not null`,
        [by],
      )
      return { all: row?.total ?? 0, by: row?.own ?? 0 }
    },
    async rewrap(some) {
      await rowsOf(
        `update stream_keys set wrapped = one.now, wrapped_by = one.by
           from unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[]) as one (stream, was, now, by)
           where stream_keys.stream = one.stream and stream_keys.wrapped = one.was`,
        [
          some.map(({ stream }) => stream),
          some.map(({ was }) => bytes(was.key)),
          some.map(({ now }) => bytes(now.key)),
          some.map(({ now }) => now.by),
        ],
      )
    },
    switchTo: (check, by) =>
      change(async (client) => {
        // First the row, then the look: whoever kept a key under the old one has been waited for, and is seen.
        await client.query(`select 1 from about where name = 'check' for update`)
        const { rowCount } = await client.query(
          `update about set value = $1 where name = 'check' and not exists
             (select 1 from stream_keys where wrapped is not null and wrapped_by is distinct from $2)`,
          [check, by],
        )
        return rowCount === 1
      }),
    async once(name, value) {
      await rowsOf('insert into about (name, value) values ($1, $2) on conflict do nothing', [name, value])
      return (await fact(name)) ?? value
    },
    fact,
    state: (facts) => change((client) => set(client, facts)),
    stateWhere: (name, value, facts) =>
      change(async (client) => {
        const { rowCount } = await client.query('select 1 from about where name = $1 and value = $2 for update', [
          name,
          value,
        ])
        if (rowCount === 0) return isSo(client, facts)
        await set(client, facts)
        await tellChange(client)
        return true
      }),
    outsideChanges: () => changes.count(),
    async alone(act) {
      const lock = await coded(() => patiently(() => holdAlone(url, aloneLock, { wait: true })))
      try {
        return await act()
      } finally {
        await lock?.release()
      }
    },
    hold: () => coded(() => holdAlone(url, rotatingLock)),
    others: told?.others ?? nobody,
    async backup(to) {
      writeCopy(to, await contents())
    },
    contents,
    bringIn: ({ rows, facts }) =>
      coded(() =>
        transaction(async (client) => {
          await client.query('lock table about, stream_keys in exclusive mode')
          const taken = await client.query('select 1 from stream_keys limit 1')
          if (taken.rowCount !== 0) throw new VaultFailed('not_empty', 'the keys’ database holds keys')
          await client.query('delete from about')
          await insertAll(client, rows)
          await set(client, Object.fromEntries(facts))
        }),
      ),
    empty: (facts) =>
      change(async (client) => {
        await client.query('truncate about, stream_keys')
        await set(client, facts)
        await tellChange(client)
      }),
    async close() {
      await told?.close()
      await pool.end()
    },
  }
}

/** Rows in one statement. */
const atOnce = 1_000

async function insertAll(client: pg.ClientBase, rows: readonly { stream: string; wrapped: WrappedKey | null }[]) {
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

async function set(client: pg.ClientBase, facts: Facts): Promise<void> {
  for (const [name, value] of Object.entries(facts)) {
    if (value === null) await client.query('delete from about where name = $1', [name])
    else {
      const text = `insert into about (name, value) values ($1, $2)
                    on conflict (name) do update set value = excluded.value`
      await client.query(text, [name, value])
    }
  }
}

/** Done already: the answer to the first time was lost. */
async function isSo(client: pg.ClientBase, facts: Facts): Promise<boolean> {
  for (const [name, value] of Object.entries(facts)) {
    const { rows } = await client.query<{ value: string }>('select value from about where name = $1', [name])
    if ((rows[0]?.value ?? null) !== value) return false
  }
  return true
}

function bytes(some: Uint8Array): Buffer {
  return Buffer.from(some.buffer, some.byteOffset, some.length)
}
