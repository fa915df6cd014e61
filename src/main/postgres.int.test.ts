import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, listCases, openByMember, verifyLog } from '../app/index.ts'
import type { Mail } from '../app/ports/index.ts'
import { isRefused } from '../core/kernel/index.ts'
import { logLines } from '../adapters/lines/index.ts'
import { lockFolder } from '../adapters/lock/index.ts'
import { serveDatabase } from '../adapters/store/index.ts'
import { startPostgres, type Postgres } from '../../tests/peers/postgres/index.ts'
import { testWorld, type TestWorld } from '../../tests/kit/world.ts'
import { startBackground } from './background.ts'
import { restoreBackup, writeBackup } from './backup/index.ts'
import { openFolder } from './installation.ts'
import { serve } from './serve.ts'
import { moveStore } from './store/index.ts'
import { openWorld, type OpenWorld } from './world.ts'

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

test('keys on the records’ own server are told, and the databases are still two', async () => {
  const [database, keys] = [await server.database(), await server.database()]
  const warned: unknown[] = []
  const telling = { ...lines, warn: (...said: unknown[]) => void warned.push(said) }
  const serving = await serve({ ...local, data: join(root, 'one-server'), database, keys, lines: telling })
  await serving.stop()
  expect(warned).toContainEqual(['keys_beside_records', { server: new URL(keys).host }])
  expect(existsSync(join(root, 'one-server', 'keys.db'))).toBe(false)
})

test('two servers share a database and the keys: what one does, the other one shows and goes on from', async () => {
  const database = await server.database()
  const sent: string[] = []
  const mail: Mail = {
    async send(_, { messageId }) {
      sent.push(messageId)
      return { outcome: 'sent' }
    },
  }
  const here = await testWorld({ database, mail })
  const other = await openWorld({ data: here.data, database, mode: 'demo', lines, mail })
  const rounds = [startBackground(here.world), startBackground(other)]
  try {
    const ada = here.members[0]!
    const opened = await openByMember(here.world, ada, { title: 'shared', impact: 'x' })
    if (!('case' in opened)) throw new Error('no case')
    const post = (world: OpenWorld, text: string) =>
      act(world, ada, { case: opened.case, act: 'post', fields: { text } })
    const texts = Array.from({ length: 12 }, (_, n) => `words ${n}`)
    const done = await Promise.all(texts.map((text, n) => post(n % 2 === 0 ? here.world : other, text)))
    expect(done.filter(isRefused)).toEqual([])
    for (const world of [here.world, other]) {
      const { records } = await world.records.read('case', opened.case)
      expect(records.filter(({ event }) => event.type === 'Posted')).toHaveLength(12)
    }
    await Promise.all(rounds.map((round) => round.stop()))
    const { findings, leaves, events } = await verifyLog(other)
    expect(findings).toEqual([])
    expect(leaves).toBeLessThanOrEqual(events)
    expect(new Set(sent).size).toBe(sent.length)
  } finally {
    await other.close()
    await here.close()
  }
})

test('a server with keys of its own has no place on a database that is another one’s, set up or not', async () => {
  const database = await server.database()
  const first = await openWorld({ data: join(root, 'first'), database, mode: 'demo', lines })
  const starting = serve({ ...local, data: join(root, 'second'), database })
  await expect(starting).rejects.toMatchObject({
    name: 'Failed',
    code: 'wrong_installation_key',
    message: expect.stringContaining('share one data folder'),
  })
  const same = await openWorld({ data: join(root, 'first'), database, mode: 'demo', lines })
  expect(same.community).toBe(first.community)
  await Promise.all([first.close(), same.close()])
  const founded = await server.database()
  const here = await testWorld({ database: founded })
  await expect(openWorld({ data: join(root, 'third'), database: founded, mode: 'demo', lines })).rejects.toMatchObject({
    name: 'VaultFailed',
    code: 'wrong_installation_key',
  })
  await here.close()
})

describe('an installation', () => {
  let here: TestWorld
  let database: string
  beforeAll(async () => {
    here = await testWorld()
    for (let n = 0; n < 3; n += 1) await newCase(here.world, here)
    await here.world.close()
    database = await server.database()
  })
  afterAll(() => rmSync(here.data, { recursive: true, force: true }))

  test('is not moved while a server runs on it, or onto something else', async () => {
    const lock = lockFolder(here.data)
    await expect(moveStore({ data: here.data }, database)).rejects.toMatchObject({ code: 'in_use' })
    lock?.release()
    const taken = await server.database()
    await server.sql('create table streams (stream text)', taken)
    await expect(moveStore({ data: here.data }, taken)).rejects.toMatchObject({ name: 'Failed' })
    await expect(moveStore({ data: here.data }, here.data)).rejects.toMatchObject({ code: 'not_empty' })
    const other = await server.database()
    const serving = await serveDatabase(other)
    await expect(moveStore({ data: here.data }, other)).rejects.toMatchObject({ code: 'busy' })
    await serving?.release()
  })

  test('with records is not forgotten beside an empty database', async () => {
    const empty = await server.database()
    await expect(openFolder(here.data, { database: empty })).rejects.toMatchObject({ code: 'not_moved' })
  })

  test('moves to PostgreSQL and goes on there; nobody goes on in the old place', async () => {
    const moved = await moveStore({ data: here.data }, database)
    expect(moved.to).not.toContain(new URL(database).password)
    expect(moved.events).toBeGreaterThan(5)
    await expect(openFolder(here.data)).rejects.toMatchObject({ code: 'moved' })
    await expect(moveStore({ data: here.data }, await server.database())).rejects.toMatchObject({ code: 'moved' })
    await goesOn(here, 3, () => openFolder(here.data, { database }))
  })

  test('is backed up from PostgreSQL into the same files, and restored into either engine', async () => {
    const copy = join(root, 'copy')
    const world = await openFolder(here.data, { database })
    const before = await verifyLog(world)
    await writeBackup(world, here.data, copy, '0')
    await world.close()
    const key = join(here.data, 'secret', 'installation.key')
    const embedded = join(root, 'embedded')
    await restoreBackup(copy, embedded, key)
    const other = await server.database()
    const beside = join(root, 'beside')
    await restoreBackup(copy, beside, key, { database: other })
    for (const open of [() => openFolder(embedded), () => openFolder(beside, { database: other })]) {
      const restored = await open()
      const after = await verifyLog(restored)
      expect(after.findings).toEqual([])
      expect(Object.fromEntries(after.heads)).toEqual(Object.fromEntries(before.heads))
      await restored.close()
    }
    await expect(restoreBackup(copy, join(root, 'third'), key, { database: other })).rejects.toMatchObject({
      name: 'Failed',
    })
  })

  test('is not moved from a database that a server runs on', async () => {
    const serving = await serveDatabase(database)
    const moving = moveStore({ data: here.data, database }, join(root, 'served'))
    await expect(moving).rejects.toMatchObject({ code: 'in_use', message: expect.stringContaining('a Tocsin serves') })
    await serving?.release()
  })

  test('stays where it is when something is written there before it is marked', async () => {
    await atTheMark(database, `insert into lookups values ('x', 'written meanwhile', 'by a command')`)
    const folder = join(root, 'too-early')
    await expect(moveStore({ data: here.data, database }, folder)).rejects.toMatchObject({ code: 'in_use' })
    expect(existsSync(join(folder, 'keys.db'))).toBe(false)
    await server.sql('drop trigger at_the_mark on settings', database)
    await (await openFolder(here.data, { database })).close()
  })

  test('moves back into a folder, with its keys; no server starts before the old place is marked', async () => {
    await atTheMark(
      database,
      `if not exists (select from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock' and granted
         and database = (select oid from pg_database where datname = current_database()))
       then raise exception 'a server could start'; end if`,
    )

    const folder = join(root, 'back')
    await moveStore({ data: here.data, database }, folder)
    await expect(openFolder(here.data, { database })).rejects.toMatchObject({ code: 'moved' })
    await goesOn(here, 4, () => openFolder(folder))
  })
})

/** Does something in the database at the moment at which it is marked as moved. */
async function atTheMark(database: string, what: string): Promise<void> {
  await server.sql(
    `create or replace function at_the_mark() returns trigger language plpgsql as $$ begin ${what}; return null; end $$;
    create trigger at_the_mark after insert on settings for each row
      when (new.name = 'moved_to') execute function at_the_mark()`,
    database,
  )
}

async function newCase(world: OpenWorld, { members }: TestWorld): Promise<void> {
  const opened = await openByMember(world, members[0]!, { title: 'a case', impact: 'x' })
  if (!('case' in opened)) throw new Error('no case')
  const done = await act(world, members[0]!, { case: opened.case, act: 'post', fields: { text: 'hello' } })
  expect(isRefused(done)).toBe(false)
}

async function goesOn(here: TestWorld, cases: number, open: () => Promise<OpenWorld>): Promise<void> {
  const world = await open()
  try {
    expect((await listCases(world, here.members[0]!)).cases).toHaveLength(cases)
    await newCase(world, here)
    expect((await verifyLog(world)).findings).toEqual([])
    expect(await world.store.check()).toEqual([])
  } finally {
    await world.close()
  }
}
