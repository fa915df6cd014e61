import { StoreFailed } from '../../../app/ports/index.ts'
import { addText, pageText, type Filling, type Moment } from '../shared/carry.ts'
import type { Value } from '../shared/statement.ts'
import { tables } from '../shared/tables.ts'
import { assertSafe, inTransaction, type Runs } from '../../postgres/index.ts'
import { connected } from './connect.ts'
import { numbered } from './dialect.ts'
import { migrate, raisePlaces } from './migrate.ts'
import { holdAlone } from './serving.ts'
import { countRows } from './statistics.ts'

/** Reads one moment of a database that may be in use. */
export function readDatabase<Answer>(url: string, act: (moment: Moment) => Promise<Answer>): Promise<Answer> {
  return connected(url, async (client) => {
    await assertSafe(client)
    await migrate(client)
    return inTransaction(client, () => act(momentOf(client)), 'begin isolation level repeatable read read only')
  })
}

/** Fills an empty database in one transaction, alone. Throws `StoreFailed`: `busy`, or `failed` where it is not empty. */
export function fillDatabase<Answer>(url: string, act: (filling: Filling) => Promise<Answer>): Promise<Answer> {
  return connected(url, async (client) => {
    await assertSafe(client)
    await migrate(client)
    return inTransaction(client, async () => {
      await standAlone(client)
      await assertEmpty(client)
      for (const { name } of tables().toReversed()) await client.query(`delete from ${name}`)
      const answer = await act(fillingOf(client))
      await raisePlaces(client)
      await countRows(client)
      return answer
    })
  })
}

/** Everything that an installation begins with: streams, and what an unfinished set-up leaves. */
async function assertEmpty(client: Runs): Promise<void> {
  for (const name of ['streams', 'settings', 'lookups', 'secrets', 'outbox', 'log_batches']) {
    const { rowCount } = await client.query(`select 1 from ${name} limit 1`)
    if (rowCount !== 0) throw new StoreFailed('failed', `the database is not empty: there are rows in ${name}`)
  }
}

async function standAlone(client: Runs): Promise<void> {
  if (!(await holdAlone(client))) throw new StoreFailed('busy', 'a server is running on this database')
}

function momentOf(client: Runs): Moment {
  return {
    async page(table, after) {
      const text = numbered(pageText(table, after))
      const { rows } = await client.query<Value[]>({ text, values: [...(after ?? [])], rowMode: 'array' })
      return rows
    },
  }
}

function fillingOf(client: Runs): Filling {
  return {
    async add(table, rows) {
      await client.query(numbered(addText(table, rows.length)), rows.flat())
    },
  }
}
