import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roomy, startPostgres, type Postgres } from '../peers/postgres/index.ts'
import { killProcess } from '../torture/kill.ts'
import { killServer } from '../torture/server.ts'
import { lineOf, type Tally } from './tally.ts'

/*
 * A process that dies at any instant loses nothing that it promised and leaves nothing half done, whatever the engine;
 * nor does a database server that dies. (The system's memory survives both: that a promise also outlives a power cut is
 * shown by sync.test.ts and power.test.ts.) `npm run torture` does the same for as long as one likes.
 */

const runs = 50
const folder = mkdtempSync(join(roomy(), 'tocsin-kill-'))
let server: Postgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const timeout = 180_000

function expectKept(fault: string, tally: Tally, wanted: number) {
  console.info(lineOf(fault, tally))
  expect(tally).toMatchObject({ runs: wanted, lost: 0, halves: [] })
  // Were nothing written before the faults, nothing would be shown.
  expect(tally.acknowledged).toBeGreaterThanOrEqual(wanted)
}

test(`${runs} kills of a process on SQLite`, { timeout }, async () => {
  expectKept('SQLite, our process killed', await killProcess(folder, runs), runs)
})

test(`${runs} kills of a process on PostgreSQL`, { timeout }, async () => {
  expectKept('PostgreSQL, our process killed', await killProcess(await server.database(), runs), runs)
})

test('8 deaths of the PostgreSQL server', { timeout }, async () => {
  expectKept('PostgreSQL, the server killed', await killServer(server, await server.database(), 8), 8)
})
