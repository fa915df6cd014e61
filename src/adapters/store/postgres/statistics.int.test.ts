import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type Postgres } from '../../../../tests/peers/postgres/index.ts'
import type { Batch } from '../../../app/ports/index.ts'
import type { Runs } from '../../postgres/index.ts'
import { connected } from './connect.ts'
import { migrate } from './migrate.ts'
import { countRows, statisticsOf } from './statistics.ts'

let server: Postgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

/** `reltuples` is -1 until somebody has counted (PostgreSQL 14 and later). */
const uncounted = `select relname from pg_class where relkind = 'r' and reltuples < 0
                   and relname in ('streams', 'cases', 'case_list', 'search_tokens', 'search_cases')`

test('whatever questions join is counted', async () => {
  await connected(await server.database(), async (client) => {
    await migrate(client)
    expect((await client.query(uncounted)).rows).toHaveLength(5)
    await countRows(client)
    expect((await client.query(uncounted)).rows).toEqual([])
  })
})

const indexing = (cases: number) => {
  const changes = Array.from({ length: cases }, () => ({ case: 'c-1', place: 1, was: [], is: [] }))
  return { index: { before: 0, position: 0, lease: null, cases: changes } } as unknown as Batch
}

test('counts after many changes, each time after twice as many, and a failure is nobody’s', async () => {
  let counted = 0
  const on = {
    async query() {
      counted += 1
      if (counted === 1) throw new Error('the server is away')
    },
  } as unknown as Runs
  const statistics = statisticsOf(on)
  const after = async (batch: Batch) => {
    statistics.wrote(batch)
    await statistics.settled()
    return counted
  }
  expect(await after({ appends: [] })).toBe(0)
  expect(await after(indexing(249))).toBe(0)
  expect(await after(indexing(1))).toBe(1)
  expect(await after(indexing(249))).toBe(1)
  expect(await after(indexing(1))).toBe(2)
  expect(await after(indexing(499))).toBe(2)
  expect(await after(indexing(1))).toBe(3)
})
