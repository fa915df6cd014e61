import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { keystoreContract } from '../../../tests/contracts/keystore.ts'
import { startPostgres, type Postgres } from '../../../tests/peers/postgres/index.ts'

const root = mkdtempSync(join(tmpdir(), 'tocsin-keystore-'))
let server: Postgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server.stop()
  rmSync(root, { recursive: true })
})

keystoreContract('a file', async () => join(mkdtempSync(join(root, 'data-')), 'keys.db'))
keystoreContract('PostgreSQL', async () => ({ url: await server.database() }))
