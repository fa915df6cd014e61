import { afterAll, beforeAll, expect, test } from 'vitest'
import { logLines } from '../adapters/lines/index.ts'
import { holdDatabase } from '../adapters/store/index.ts'
import { requestSignIn } from '../app/index.ts'
import { between, startPostgres, type Between, type Postgres } from '../../tests/peers/postgres/index.ts'
import { testWorld, type TestWorld } from '../../tests/kit/world.ts'
import { serve, type Serving } from './serve.ts'

/** A server whose connections to the database break just as somebody begins to carry that away. */
let postgres: Postgres
let proxy: Between
let here: TestWorld
let serving: Serving
let database: string
beforeAll(async () => {
  postgres = await startPostgres()
  database = await postgres.database()
  here = await testWorld({ database })
  await here.world.close()
  proxy = await between(database)
  serving = await serve({
    data: here.data,
    database: proxy.url,
    host: '127.0.0.1',
    port: 0,
    demo: false,
    lines: logLines({ level: 'silent' }),
  })
}, 60_000)
afterAll(async () => {
  await proxy.stop()
  await here.close()
  await postgres.stop()
})

test('it writes nothing more, sends nothing, and says that it has to end', { timeout: 60_000 }, async () => {
  const { store, machine } = serving.world
  await requestSignIn(serving.world, 'ada@example.org')
  proxy.shut(true)
  await expect.poll(() => holdDatabase(database), { timeout: 10_000 }).toBeDefined()
  proxy.shut(false)
  expect(await serving.ended).toMatchObject({ code: 'claim_lost' })
  const now = machine.now()
  const [from, to] = [now.toString(), now.add({ minutes: 10 }).toString()]
  for (const writing of [
    () => requestSignIn(serving.world, 'ada@example.org'),
    () => store.leaseOutbox(from, to, 10),
    () => store.leaseInterrupted(from, to, 10),
    () => store.leaseAlarms(from, to, 10),
  ]) {
    await expect(writing()).rejects.toMatchObject({ code: 'busy' })
  }
  // Reading goes on, for who has a page open.
  expect(await store.setting('nothing')).toBeUndefined()
  await serving.stop().catch((error: unknown) => expect(error).toMatchObject({ code: 'busy' }))
  await expect(fetch(serving.address)).rejects.toThrow()
})
