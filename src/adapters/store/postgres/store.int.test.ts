import { afterAll, beforeAll } from 'vitest'
import { storeContract } from '../../../../tests/contracts/store.ts'
import { startPostgres, type Postgres } from '../../../../tests/peers/postgres/index.ts'
import { openPostgres } from '../index.ts'

let server: Postgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

storeContract('PostgreSQL', async () => openPostgres(await server.database()))
