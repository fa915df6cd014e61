import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acceptLog, newestCheckpoint, openSequencing, sequence, verifyLog, type World } from '../../src/app/index.ts'
import type { LogBatch, LogState } from '../../src/app/ports/index.ts'
import { restoreBackup, writeBackup } from '../../src/main/backup/index.ts'
import { openFolder } from '../../src/main/installation.ts'
import { reported } from '../kit/voyage.ts'
import { startPostgres, type Postgres } from '../peers/postgres/index.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

/** Somebody who owns the database, and nothing else of the data folder, puts an earlier state in its place. */
let here: TestWorld
let root: string
beforeEach(async () => {
  here = await testWorld()
  root = mkdtempSync(join(tmpdir(), 'tocsin-rolled-back-'))
  await reported(here)
  await sequence(here.world)
})
afterEach(async () => {
  await here.close()
  rmSync(root, { recursive: true, force: true })
})

const codes = async (world: World) => (await verifyLog(world)).findings.map(({ code, place }) => `${code} ${place}`)
const size = async () => (await here.world.store.logState()).size

function sql(...statements: string[]): void {
  const db = new DatabaseSync(join(here.data, 'tocsin.db'), { timeout: 5000 })
  db.exec('pragma foreign_keys = off')
  for (const text of statements) db.exec(text)
  db.close()
}

/** The data folder as a restart would find it, with an earlier database in it. */
async function withEarlier(database: string): Promise<string> {
  const data = join(root, 'data')
  cpSync(here.data, data, { recursive: true })
  for (const name of ['tocsin.db', 'tocsin.db-wal', 'tocsin.db-shm']) rmSync(join(data, name), { force: true })
  copyFileSync(database, join(data, 'tocsin.db'))
  return data
}

describe('yesterday’s database', () => {
  async function twoDays(): Promise<{ data: string; had: number; kept: string }> {
    const yesterday = join(root, 'yesterday.db')
    await here.world.store.backup(yesterday)
    await reported(here)
    await sequence(here.world)
    return { data: await withEarlier(yesterday), had: await size(), kept: (await newestCheckpoint(here.world)) ?? '' }
  }

  test('in today’s folder is named by log verify, and nothing is signed on top of it after a restart', async () => {
    const { data, had } = await twoDays()
    const world = await openFolder(data)
    try {
      expect(await codes(world)).toEqual([`log_shorter checkpoint ${had}`])
      await expect(sequence(world)).rejects.toMatchObject({ code: 'log_rolled_back' })
      expect(await codes(world)).toEqual([`log_shorter checkpoint ${had}`])
    } finally {
      await world.close()
    }
  })

  test('is gone on from by who put it back themselves, and says so', async () => {
    const { data, kept } = await twoDays()
    const world = await openFolder(data)
    try {
      expect(await acceptLog(world)).toEqual({ lost: kept, size: (await world.store.logState()).size })
      expect(await acceptLog(world)).toMatchObject({ code: 'nothing_to_accept' })
      expect(await codes(world)).toEqual([])
      await sequence(world)
      expect(await codes(world)).toEqual([])
    } finally {
      await world.close()
    }
  })

  test('in a backup is no forgery: what this machine knows is not in it', async () => {
    await writeBackup(here.world, here.data, join(root, 'backup'), '0')
    await reported(here)
    await sequence(here.world)
    await restoreBackup(join(root, 'backup'), join(root, 'restored'), join(here.data, 'secret', 'installation.key'))
    const world = await openFolder(join(root, 'restored'))
    try {
      expect(await codes(world)).toEqual([])
      await sequence(world)
      expect(await codes(world)).toEqual([])
    } finally {
      await world.close()
    }
  })
})

describe('a log that was emptied', () => {
  const emptied = [
    'delete from log_batches',
    `update log_state set size = 0, position = 0, roots = '', holder = null, leased_until = null`,
  ]

  test('is not one that has not begun: its events are no tail', async () => {
    const had = await size()
    sql(...emptied)
    expect(await codes(here.world)).toEqual([`log_shorter checkpoint ${had}`])
    await expect(sequence(here.world)).rejects.toMatchObject({ code: 'log_rolled_back' })
    expect(await size()).toBe(0)
  })

  test('with its key, so that another one would be made', async () => {
    const had = await size()
    sql(...emptied, `delete from lookups where kind = 'log'`)
    expect(await codes(here.world)).toEqual([`log_shorter checkpoint ${had}`])
    await expect(sequence(here.world)).rejects.toMatchObject({ code: 'log_rolled_back' })
    expect(await here.world.store.lookup('log', 'signing key')).toBeUndefined()
  })

  test('can be gone on from, too', async () => {
    sql(...emptied)
    expect(await acceptLog(here.world)).toMatchObject({ size: 0 })
    await sequence(here.world)
    expect(await codes(here.world)).toEqual([])
  })
})

describe('under a server that runs', () => {
  interface Put {
    batches: readonly LogBatch[]
    state: LogState
  }
  async function taken(): Promise<Put> {
    return { batches: await here.world.store.logBatches(0, 100), state: await here.world.store.logState() }
  }
  function cutTo({ state: { size: to, position, roots } }: Put): void {
    sql(
      `delete from log_batches where size > ${to}`,
      `update log_state set size = ${to}, position = ${position}, roots = '${roots}'`,
    )
  }

  test('the log is not cut back to take the same events in another order', async () => {
    const server = openSequencing(here.world)
    const before = await taken()
    await reported(here)
    expect(await server.round()).toBeGreaterThan(0)
    await reported(here)
    // Less than a minute later: nothing is written down of it yet, the server knows by itself.
    expect(await server.round()).toBeGreaterThan(0)
    cutTo(before)
    await expect(server.round()).rejects.toMatchObject({ code: 'log_rolled_back' })
    expect(await size()).toBe(before.state.size)
    await server.release()
    await expect(openSequencing(here.world).round()).rejects.toMatchObject({ code: 'log_rolled_back' })
  })

  test('nor grown anew past where it was by a server that has just begun', async () => {
    const [old, other] = [openSequencing(here.world), openSequencing(here.world)]
    const before = await taken()
    await reported(here)
    await old.round()
    await old.release()
    await reported(here)
    await old.round()
    await old.release()
    const had = await size()
    cutTo(before)
    await here.world.landmark.write(null)
    await reported(here)
    // Knows nothing of before: takes in all of it at once, as one that nobody has ever seen.
    expect(await other.round()).toBeGreaterThan(0)
    expect(await size()).toBeGreaterThan(had)
    await reported(here)
    await expect(old.round()).rejects.toMatchObject({ code: 'log_rolled_back' })
  })

  test('two servers that lead in turn take each other’s part for granted', async () => {
    const [one, other] = [openSequencing(here.world), openSequencing(here.world)]
    for (let turn = 0; turn < 4; turn += 1) {
      await reported(here)
      const [leads, waits] = turn % 2 === 0 ? [one, other] : [other, one]
      expect(await leads.round()).toBeGreaterThan(0)
      expect(await waits.round()).toBe(0)
      await leads.release()
    }
    await Promise.all([one.release(), other.release()])
    expect(await codes(here.world)).toEqual([])
  })
})

describe('in PostgreSQL, by who owns the database', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.stop())

  test('yesterday’s rows under a server that runs, and the log emptied before the next one begins', async () => {
    const database = await postgres.database()
    const there = await testWorld({ database })
    try {
      await reported(there)
      await sequence(there.world)
      const { size: to, position, roots } = await there.world.store.logState()
      const server = openSequencing(there.world)
      await reported(there)
      expect(await server.round()).toBeGreaterThan(0)
      const had = (await there.world.store.logState()).size
      await postgres.sql(`delete from log_batches where size > ${to}`, database)
      await postgres.sql(
        `update log_state set size = ${to}, position = ${position}, roots = '${roots}', leased_until = null`,
        database,
      )
      await expect(server.round()).rejects.toMatchObject({ code: 'log_rolled_back' })
      await server.release()
      expect(await codes(there.world)).toEqual([`log_shorter checkpoint ${had}`])
      await postgres.sql('delete from log_batches', database)
      await postgres.sql(`update log_state set size = 0, position = 0, roots = '', leased_until = null`, database)
      await expect(sequence(there.world)).rejects.toMatchObject({ code: 'log_rolled_back' })
      expect(await codes(there.world)).toEqual([`log_shorter checkpoint ${had}`])
    } finally {
      await there.close()
    }
  })
})
