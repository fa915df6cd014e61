import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logLines } from '../adapters/lines/index.ts'
import { startPostgres, type Postgres } from '../../tests/peers/postgres/index.ts'
import { serve } from './serve.ts'

let server: Postgres
let root: string
beforeAll(async () => {
  server = await startPostgres()
  root = mkdtempSync(join(tmpdir(), 'tocsin-pg-main-'))
})
afterAll(async () => {
  await server.stop()
  rmSync(root, { recursive: true, force: true })
})

const lines = logLines({ level: 'silent' })
const local = { host: '127.0.0.1', port: 0, demo: false, lines }

test('a server starts on an empty database', async () => {
  const database = await server.database()
  const serving = await serve({ ...local, data: join(root, 'one'), database })
  try {
    const answer = await fetch(serving.address)
    expect(answer.status).toBe(200)
  } finally {
    await serving.stop()
  }
})
