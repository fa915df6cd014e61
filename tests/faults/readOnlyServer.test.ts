import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from '../../src/adapters/store/index.ts'
import type { Store, StoreFailed } from '../../src/app/ports/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { act } from '../crash/act.ts'
import { judged, lineOf } from '../crash/tally.ts'
import { startPostgres, type Postgres } from '../peers/postgres/index.ts'

/*
 * The database server only reads: an administrator said so, or it stands by for another one. Whoever acts is told in a
 * coded error, whoever reads goes on, what was acknowledged stays; as soon as it writes again, so do we.
 */

let server: Postgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

async function only(how: 'on' | 'off'): Promise<void> {
  await server.sql(`alter system set default_transaction_read_only = ${how}`)
  await server.sql('select pg_reload_conf()')
  while ((await server.sql('show default_transaction_read_only'))[0]?.['default_transaction_read_only'] !== how);
}

/** Commits one act after the other until one fails; its code. */
async function untilItFails(store: Store, stream: CaseId, promised: Map<CaseId, number>): Promise<string> {
  for (let version = (promised.get(stream) ?? 0) + 1; version < 100_000; version += 1) {
    try {
      expect(await store.commit(act(stream, version))).toEqual({ ok: true })
      promised.set(stream, version)
    } catch (error) {
      return (error as StoreFailed).code
    }
  }
  return 'never'
}

const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'did not fail',
    (error: StoreFailed) => [error.name, error.code],
  )
const refused = ['StoreFailed', 'read_only']

describe('a database server that only reads', () => {
  test('is told in a code to whoever writes; reading goes on; nothing is lost', { timeout: 60_000 }, async () => {
    const url = await server.database()
    const store = await openPostgres(url)
    const promised = new Map<CaseId, number>()
    const streams: readonly CaseId[] = ['c-one', 'c-two', 'c-three']
    const acting = streams.map((stream) => untilItFails(store, stream, promised))
    while (streams.some((stream) => (promised.get(stream) ?? 0) < 20)) await new Promise((next) => setTimeout(next, 5))
    await only('on')
    expect(await Promise.all(acting)).toEqual(['read_only', 'read_only', 'read_only'])

    const [stream] = streams
    const version = promised.get('c-one') ?? 0
    expect(await failing(store.commit({ settings: [{ name: 'a', value: 'b' }] }))).toEqual(refused)
    const now = '2026-11-02T12:00:00Z'
    const later = '2026-11-02T12:10:00Z'
    expect(await failing(store.leaseOutbox(now, later, 5))).toEqual(refused)
    expect(await failing(store.leaseAlarms(now, later, 5))).toEqual(refused)
    expect(await store.readStream(stream ?? 'c-')).toHaveLength(version)
    expect(await store.check()).toEqual([])
    // A server that starts now says why it does not, and one that is asked again goes on as soon as it may.
    expect(await failing(openPostgres(url))).toEqual(refused)

    await only('off')
    expect(await store.commit(act('c-one', version + 1))).toEqual({ ok: true })
    promised.set('c-one', version + 1)
    expect(await store.leaseOutbox(now, later, 5)).toHaveLength(5)
    const other = await openPostgres(url)
    expect(await other.commit(act('c-after', 1))).toEqual({ ok: true })
    const tally = await judged(other, new Map([...promised].filter(([one]) => one !== 'c-after')))
    console.info(lineOf('PostgreSQL, read-only', tally))
    expect(tally).toMatchObject({ lost: 0 })
    await Promise.all([store.close(), other.close()])
  })

  test('as one session’s own default is the same', async () => {
    const url = await server.database()
    const name = new URL(url).pathname.slice(1)
    await (await openPostgres(url)).close()
    await server.sql(`alter database ${name} set default_transaction_read_only = on`)
    expect(await failing(openPostgres(url))).toEqual(refused)
    await server.sql(`alter database ${name} reset default_transaction_read_only`)
    const store = await openPostgres(url)
    expect(await store.commit(act('c-one', 1))).toEqual({ ok: true })
    await store.close()
  })
})
