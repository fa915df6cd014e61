import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { between, startPostgres, type Postgres } from '../../../../tests/peers/postgres/index.ts'
import { holdDatabase, serveDatabase, type Claim } from '../index.ts'

let postgres: Postgres
let url = ''
const open: { release(): Promise<void> | void }[] = []
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  url = await postgres.database()
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.release()
})

const pace = { soon: 10, again: 50, patience: 1_000, look: 50 }

async function claimed(at = url, isHere?: () => Promise<boolean>, own: Partial<typeof pace> = {}): Promise<Claim> {
  const claim = await serveDatabase(at, isHere, { ...pace, ...own })
  if (claim === undefined) throw new Error('not claimed')
  open.push(claim)
  return claim
}

async function held() {
  const hold = await holdDatabase(url)
  if (hold !== undefined) open.push(hold)
  return hold
}

/** What an administrator does to the connections that serve here, or sees of them. */
async function ofThose(what: string): Promise<readonly unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(
    `select ${what} from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted
     and database = (select oid from pg_database where datname = current_database())`,
  )
  await client.end()
  return rows
}
const cutAll = () => ofThose('pg_terminate_backend(pid)')
const serving = () => ofThose('pid')

async function outcome(claim: Claim): Promise<string> {
  return claim.standing().then(
    () => 'standing',
    (error: { code?: string }) => String(error.code),
  )
}

describe('the claim of a server that runs', () => {
  test('that breaks is taken again, and writers wait for that', async () => {
    const claim = await claimed()
    for (let turn = 0; turn < 3; turn += 1) {
      const before = await serving()
      await cutAll()
      await expect.poll(serving, { timeout: 5_000 }).not.toEqual(before)
      await expect.poll(serving, { timeout: 5_000 }).toHaveLength(1)
      await expect.poll(() => outcome(claim), { timeout: 5_000 }).toBe('standing')
      expect(await held()).toBeUndefined()
    }
  })

  test('is lost where somebody else takes the database in between: nothing is written any more', async () => {
    const proxy = await between(url)
    const claim = await claimed(proxy.url)
    proxy.shut(true)
    await expect.poll(held, { timeout: 5_000 }).toBeDefined()
    proxy.shut(false)
    await claim.lost
    expect(await outcome(claim)).toBe('busy')
    // Also when that has ended: it may have carried everything away.
    for (const one of open.splice(1)) await one.release()
    await rest(100)
    expect(await outcome(claim)).toBe('busy')
    await proxy.stop()
  })

  test('is lost where the records have left by the time it is taken again', async () => {
    const claim = await claimed(url, async () => false)
    expect(await outcome(claim)).toBe('standing')
    await cutAll()
    await claim.lost
    expect(await outcome(claim)).toBe('busy')
    expect(await held()).toBeDefined()
  })

  test('that cannot be taken again lets nobody write, and says why', async () => {
    const proxy = await between(url)
    const claim = await claimed(proxy.url, undefined, { patience: 200 })
    await proxy.stop()
    await expect.poll(() => outcome(claim)).toBe('unreachable')
  })

  test('whose connection was cut without a word is noticed, and taken again', async () => {
    const proxy = await between(url)
    const claim = await claimed(proxy.url, undefined, { patience: 200 })
    expect(proxy.connections()).toBe(1)
    proxy.mute()
    await expect.poll(() => proxy.connections(), { timeout: 5_000 }).toBeGreaterThan(1)
    await expect.poll(() => outcome(claim), { timeout: 5_000 }).toBe('standing')
    await claim.release()
    await proxy.stop()
  })

  test('that may not be made leaves no connection behind', async () => {
    await postgres.sql(`create role guest login password 'guest'`)
    await postgres.sql('revoke execute on function pg_try_advisory_lock_shared(bigint) from public', url)
    const asGuest = Object.assign(new URL(url), { username: 'guest', password: 'guest' }).href
    await expect(serveDatabase(asGuest)).rejects.toMatchObject({ code: 'failed' })
    const left = () => postgres.sql(`select 1 from pg_stat_activity where usename = 'guest'`)
    await expect.poll(left, { timeout: 5_000 }).toEqual([])
  })
})
