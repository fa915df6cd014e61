import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { append, commit, entry, event, instant, newCase } from '../../../../tests/contracts/store/material.ts'
import { startPostgres, type Postgres } from '../../../../tests/peers/postgres/index.ts'
import { openPostgres, openPostgresReading, serveDatabase } from '../index.ts'
import { migrations } from '../shared/migrations/index.ts'
import { connected } from './connect.ts'
import { inPostgres, placesOfACommit } from './dialect.ts'

let server: Postgres
let url: string
const opened: { close(): Promise<void> }[] = []
const open = async (at = url) => {
  const store = await openPostgres(at)
  opened.push(store)
  return store
}
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())
beforeEach(async () => {
  url = await server.database()
})
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})

const failing = (code: string) => expect.objectContaining({ name: 'StoreFailed', code })
const born = (id = newCase()) => ({ appends: [append(id, 0, [event(1)])] })

describe('two servers on one database', () => {
  test('see what the other one wrote, and decide on the same version only once', async () => {
    const [one, other] = await Promise.all([open(), open()])
    const id = newCase()
    await commit(one, born(id))
    expect(await other.readStream(id)).toHaveLength(1)
    const next = { appends: [append(id, 1, [event(2)])] }
    const answers = await Promise.all([one, other, one, other].map((store) => store.commit(next)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, why: 'conflict', stream: id, actual: 2 })
  })

  test('never take the same work', async () => {
    const [one, other] = await Promise.all([open(), open()])
    const id = newCase()
    const streams = Array.from({ length: 20 }, () => newCase())
    await commit(one, {
      outbox: Array.from({ length: 40 }, (_, n) => entry(id, `${id}-${n}`)),
      appends: streams.map((stream) => append(stream, 0, [event(1)])),
      alarms: streams.map((stream) => ({ stream, at: instant(0) })),
    })
    const mails = await Promise.all(
      [one, other, one, other, one, other].map((store) => store.leaseOutbox(instant(1), instant(9), 8)),
    )
    const alarms = await Promise.all(
      [one, other, one, other].map((store) => store.leaseAlarms(instant(1), instant(2), 7)),
    )
    const ids = mails.flat().map((row) => row.id)
    expect(new Set(ids).size).toBe(ids.length)
    const looked = alarms.flat()
    expect(new Set(looked).size).toBe(looked.length)
    // Passed over is not forgotten.
    const rest = await one.leaseOutbox(instant(1), instant(9), 40)
    expect(ids.length + rest.length).toBe(40)
    expect(looked.length + (await other.leaseAlarms(instant(1), instant(2), 20)).length).toBe(20)
  })

  test('that write the same streams in another order both succeed or are told', async () => {
    const [one, other] = await Promise.all([open(), open()])
    const [a, b] = [newCase(), newCase()]
    await commit(one, { appends: [append(a, 0, [event(1)]), append(b, 0, [event(1)])] })
    for (let version = 1; version < 20; version++) {
      const [first, second] = [append(a, version, [event(version + 1)]), append(b, version, [event(version + 1)])]
      const answers = await Promise.all([
        one.commit({ appends: [first, second] }),
        other.commit({ appends: [second, first] }),
      ])
      expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    }
  })

  test('wake each other when there is work', async () => {
    const [one, other] = await Promise.all([open(), open()])
    const woken: true[] = []
    const deaf = other.onWork(() => woken.push(true))
    // Listening begins with one look of its own.
    while (woken.length === 0) await pause(5)
    await commit(one, { settings: [{ name: 'no', value: 'work' }] })
    await pause(100)
    expect(woken).toHaveLength(1)
    await commit(one, { outbox: [entry(newCase(), newCase())] })
    while (woken.length === 1) await pause(5)
    deaf()
    await commit(one, { outbox: [entry(newCase(), newCase())] })
    await pause(100)
    expect(woken).toHaveLength(2)
  })

  test('share it, but not with who carries it away', async () => {
    const first = await serveDatabase(url)
    const second = await serveDatabase(url)
    expect([first, second]).not.toContain(undefined)
    await connected(url, async (client) => {
      const alone = 'select pg_try_advisory_lock(x) as held from (select 1936028278::bigint as x) as lock'
      expect((await client.query(alone)).rows).toEqual([{ held: false }])
      await Promise.all([first?.release(), second?.release()])
      expect((await client.query(alone)).rows).toEqual([{ held: true }])
      expect(await serveDatabase(url)).toBeUndefined()
    })
  })
})

describe('the order of events', () => {
  test('a reader passes nobody who has a lower place and commits later', async () => {
    const store = await open()
    const [early, late] = [newCase(), newCase()]
    await commit(store, born())
    const [before] = await store.scan(0, 9)
    await connected(url, async (slow) => {
      await slow.query('begin')
      await slow.query(
        `insert into streams values (pg_current_xact_id()::text::bigint * ${placesOfACommit}, $1, 'case',
        'k-1', 1)`,
        [early],
      )
      const { rows } = await slow.query(
        `insert into events (position, stream, version, at, open, personal, chain, sealed)
        select ordinal, stream, 1, '2026-11-02T10:00:00Z', '', '', '', '' from streams where stream = $1
        returning position`,
        [early],
      )
      await commit(store, born(late))
      const waiting = store.scan(before!.position, 9)
      await pause(100)
      await slow.query('commit')
      const seen = await waiting
      expect(seen.map(({ stream }) => stream)).toEqual([early, late])
      expect(seen[0]?.position).toBe((rows[0] as { position: number }).position)
    })
  })

  test('an end that may not be one is told', async () => {
    const store = await open()
    await connected(await server.database(), async (slow) => {
      await slow.query('begin')
      await slow.query('select pg_current_xact_id()')
      await commit(store, born())
      await expect(store.scan(0, 9)).rejects.toEqual(failing('busy'))
    })
    expect(await store.scan(0, 9)).toHaveLength(1)
  })

  test('goes on after a restore into a server whose transactions count from a lower number', async () => {
    const first = await open()
    const old = newCase()
    await commit(first, { ...born(old), outbox: [entry(old, old)] })
    await server.sql(
      `update events set position = position + 1000000000000;
      update streams set ordinal = ordinal + 1000000000000;
      update outbox set ordinal = ordinal + 1000000000000`,
      url,
    )
    await first.close()
    const store = await open()
    const fresh = newCase()
    await commit(store, { ...born(fresh), outbox: [entry(fresh, fresh)] })
    expect((await store.scan(0, 9)).map(({ stream }) => stream)).toEqual([old, fresh])
    expect((await store.streams('case')).map(({ stream }) => stream)).toEqual([old, fresh])
    expect((await store.outbox({ limit: 9 })).map(({ stream }) => stream)).toEqual([fresh, old])
  })
})

describe('a schema', () => {
  test('is made once, however many start at the same time', async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => open()))
    await Promise.all(stores.map((store) => commit(store, born())))
    expect(await stores[0]?.streams('case')).toHaveLength(6)
    expect(await stores[0]?.check()).toEqual([])
  })

  test.each(migrations.map((_, index) => index + 1))('of version %i opens with its contents', async (version) => {
    await server.sql(migrations.slice(0, version).map(inPostgres).join('\n'), url)
    await server.sql(
      `create table schema_parts (part text primary key, version integer not null);
      insert into schema_parts values ('portable', ${version});
      insert into streams values (1, 'c-1', 'case', 'k-000000000000', 1);
      insert into events values (1, 'c-1', 1, '2026-11-02T10:00:00Z', 'a', 'b', 'c', '\\x0102')`,
      url,
    )
    const store = await open()
    const [old] = await store.readStream('c-1')
    expect(old).toMatchObject({ version: 1, sealed: new Uint8Array([1, 2]) })
    await commit(store, { appends: [append('c-1', 1, [event(2)])] })
    expect(await store.scan(0, 9)).toHaveLength(2)
  })

  test.each(['portable', 'postgres'])('of newer code (%s) is refused and left as it is', async (part) => {
    await (await open()).close()
    await server.sql(`update schema_parts set version = 99 where part = '${part}'`, url)
    await expect(openPostgres(url)).rejects.toEqual(failing('newer_schema'))
    await expect(openPostgresReading(url)).rejects.toEqual(failing('newer_schema'))
    expect(await server.sql(`select version from schema_parts where part = '${part}'`, url)).toEqual([{ version: 99 }])
  })

  test('that is not there is nothing to read', async () => {
    await expect(openPostgresReading(url)).rejects.toEqual(failing('older_schema'))
  })
})

describe('opening', () => {
  test('for reading cannot write', async () => {
    await commit(await open(), born())
    const reading = await openPostgresReading(url)
    opened.push(reading)
    expect(await reading.streams('case')).toHaveLength(1)
    expect(await reading.check()).toEqual([])
    expect(Object.keys(reading)).not.toContain('commit')
  })

  test('says what keeps it out, and no password', async () => {
    const wrong = new URL(url)
    wrong.password = 'not-the-password'
    const refused = await openPostgres(wrong.href).catch((error: unknown) => error)
    expect(refused).toEqual(failing('unreachable'))
    expect(String((refused as Error).message)).not.toContain('not-the-password')
    await expect(openPostgres(url.replace(/\/t\d+$/, '/missing'))).rejects.toEqual(failing('unreachable'))
    await expect(openPostgres('postgres://a:b@127.0.0.1:1/none')).rejects.toEqual(failing('unreachable'))
  })

  test.each(['synchronous_commit = off'])('where commits may be lost is refused: %s', async (setting) => {
    await server.sql(`alter database ${new URL(url).pathname.slice(1)} set ${setting}`)
    await expect(openPostgres(url)).rejects.toEqual(failing('unsafe_settings'))
  })

  test('and checking tells a damaged page', async () => {
    const store = await open()
    await commit(store, born())
    expect(await store.check()).toEqual([])
    const [events] = await server.sql(`select pg_relation_filepath('events') as path`, url)
    await server.restart('stop', async () => spoil(join(server.data, String(events?.['path']))))
    expect(await store.check()).toEqual([expect.stringContaining('events: invalid page')])
  })
})

/** Flips a bit in the middle of the first page. */
function spoil(file: string) {
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill((bytes[8_000] ?? 0) ^ 1, 8_000, 8_001))
}

describe('when connections break', () => {
  /** Ends every connection of the store at whatever it is doing. */
  const cut = () =>
    server.sql(`select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'tocsin' and datname = '${new URL(url).pathname.slice(1)}'`)

  test('every commit is reported as what became of it, and the next ones work', async () => {
    const store = await open()
    const streams = Array.from({ length: 8 }, () => newCase())
    const told = new Map<string, number>()
    const ended = new AbortController()
    const write = async (id: (typeof streams)[number]) => {
      for (let version = 0; !ended.signal.aborted; version++) {
        // No answer but yes: nobody else writes these streams.
        expect(await store.commit({ appends: [append(id, version, [event(version + 1)])] })).toEqual({ ok: true })
        told.set(id, version + 1)
      }
    }
    const writing = Promise.all(streams.map(write))
    for (let round = 0; round < 15; round++) {
      await pause(30)
      await cut()
    }
    ended.abort()
    await writing
    for (const id of streams) expect(await store.readStream(id)).toHaveLength(told.get(id) ?? -1)
  })

  test('a commit in the middle of a transaction happens once or not at all', async () => {
    const store = await open()
    const id = newCase()
    // Two steps on one row: more than one statement, so that a cut can fall between them.
    for (let n = 0; n < 12; n++) {
      const settings = [
        { name: 'twice', value: `${n}a` },
        { name: 'twice', value: `${n}b` },
      ]
      const done = store.commit({ appends: [append(id, n, [event(n + 1)])], settings })
      await pause(n % 4)
      await cut()
      expect(await done).toEqual({ ok: true })
      expect(await store.setting('twice')).toBe(`${n}b`)
    }
    expect(await store.readStream(id)).toHaveLength(12)
  })

  test('a server that crashes and comes back loses nothing that was acknowledged', async () => {
    const store = await open()
    const told: string[] = []
    const ended = new AbortController()
    const write = async () => {
      while (!ended.signal.aborted) {
        const id = newCase()
        const done = await store.commit(born(id)).catch((error: unknown) => error)
        if (!(done instanceof Error)) told.push(id)
        else expect(['unreachable', 'unsure', 'busy']).toContain((done as { code?: string }).code)
      }
    }
    const writing = Promise.all(Array.from({ length: 4 }, write))
    await pause(200)
    await server.restart('crash')
    await pause(200)
    await server.restart('stop')
    await pause(200)
    ended.abort()
    await writing
    const there = new Set((await store.streams('case')).map(({ stream }) => stream as string))
    expect(told.filter((id) => !there.has(id))).toEqual([])
    expect(told.length).toBeGreaterThan(50)
    await commit(store, born())
  })
})
