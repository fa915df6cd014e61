import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Batch } from '../../../app/ports/index.ts'
import { migrate } from './migrate.ts'
import { migrations } from '../shared/migrations/index.ts'
import { openStore } from '../index.ts'

const root = mkdtempSync(join(tmpdir(), 'tocsin-open-'))
afterAll(() => rmSync(root, { recursive: true }))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(root, 'data-'))
})

const failing = (code: string) => expect.objectContaining({ name: 'StoreFailed', code })
const hash = 'a'.repeat(64)
const born: Batch = {
  appends: [
    {
      stream: 'c-1',
      kind: 'case',
      community: 'k-1',
      expected: 0,
      events: [
        {
          version: 1,
          at: '2026-11-02T10:00:00Z',
          open: hash,
          personal: hash,
          chain: hash,
          sealed: new Uint8Array([1, 2, 3]),
        },
      ],
    },
  ],
}

describe('opening', () => {
  test('makes a folder and a file for their owner alone', async () => {
    const data = join(folder, 'a', 'b')
    const store = await openStore(data)
    await store.commit(born)
    expect(statSync(data).mode & 0o777).toBe(0o700)
    const modes = readdirSync(data).map((name) => [name, statSync(join(data, name)).mode & 0o777])
    expect(modes).toEqual([
      ['tocsin.db', 0o600],
      ['tocsin.db-shm', 0o600],
      ['tocsin.db-wal', 0o600],
    ])
    await store.close()
    expect(readdirSync(data)).toEqual(['tocsin.db'])
  })

  test('finds what was there before', async () => {
    for (const expected of [true, false]) {
      const store = await openStore(folder)
      expect((await store.commit(born)).ok).toBe(expected)
      expect(await store.readStream('c-1')).toEqual(born.appends![0]!.events)
      await store.close()
    }
  })

  test('two at once, as the server and the command line are, see each other', async () => {
    const [one, other] = await Promise.all([openStore(folder), openStore(folder)])
    const answers = await Promise.all([one.commit(born), other.commit(born)])
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await one.readStream('c-1')).toEqual(await other.readStream('c-1'))
    await Promise.all([one.close(), other.close()])
  })

  test('refuses a database of newer code and leaves it as it is', async () => {
    await openStore(folder).then((store) => store.close())
    const db = new DatabaseSync(join(folder, 'tocsin.db'))
    db.exec(`pragma user_version = ${migrations.length + 1}`)
    db.close()
    await expect(openStore(folder)).rejects.toEqual(failing('newer_schema'))
  })

  test('tells a file that is no database', async () => {
    writeFileSync(join(folder, 'tocsin.db'), 'not a database, but long enough to look at'.repeat(100))
    await expect(openStore(folder)).rejects.toEqual(failing('corrupt'))
  })

  test('tells a folder that is none', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(openStore(join(folder, 'file'))).rejects.toEqual(failing('failed'))
  })
})

describe('a schema', () => {
  test.each(migrations.map((_, index) => index + 1))('of version %i opens with its contents', async (version) => {
    const db = new DatabaseSync(join(folder, 'tocsin.db'))
    migrate(db, migrations.slice(0, version))
    db.exec(`
      insert into streams (stream, kind, community, version) values ('c-1', 'case', 'k-1', 1);
      insert into events (stream, version, at, open, personal, chain, sealed)
        values ('c-1', 1, '2026-11-02T10:00:00Z', '${hash}', '${hash}', '${hash}', x'010203');
    `)
    db.close()
    const store = await openStore(folder)
    expect(await store.readStream('c-1')).toEqual(born.appends![0]!.events)
    expect(await store.check()).toEqual([])
    await store.close()
  })

  test('from before ties were kept has its cases looked at anew', async () => {
    const db = new DatabaseSync(join(folder, 'tocsin.db'))
    migrate(db, migrations.slice(0, 6))
    db.exec(`
      insert into streams (stream, kind, community, version) values ('c-1', 'case', 'k-1', 1);
      insert into cases (case_id, community, phase, open, opened, updated, version, summary)
        values ('c-1', 'k-1', 'triage', 1, '2026-11-02T10:00:00', '2026-11-02T10:00:00', 1, x'01');
    `)
    db.close()
    const store = await openStore(folder)
    expect(await store.setting('stale_audiences')).toBe('yes')
    expect(await store.casesTiedTo('p-1')).toEqual([])
    await store.close()
  })

  test('changes wholly or not at all', () => {
    const db = new DatabaseSync(':memory:')
    expect(() => migrate(db, ['create table a (b integer)', 'not sql'])).toThrow()
    expect(db.prepare('select count(*) as tables from sqlite_schema').get()).toEqual({ tables: 0 })
    migrate(db, ['create table a (b integer)'])
    migrate(db, ['create table a (b integer)', 'create table c (d integer)'])
    expect(db.prepare('select count(*) as tables from sqlite_schema').get()).toEqual({ tables: 2 })
    db.close()
  })
})

describe('a backup', () => {
  test('is a whole, closed copy of a store in use, for its owner alone', async () => {
    const store = await openStore(folder)
    await store.commit(born)
    const copy = join(folder, 'copy', 'tocsin.db')
    mkdirSync(join(folder, 'copy'))
    const writing = Array.from({ length: 50 }, (_, n) => store.commit({ settings: [{ name: `s${n}`, value: 'x' }] }))
    await store.backup(copy)
    await Promise.all(writing)
    expect(readdirSync(join(folder, 'copy'))).toEqual(['tocsin.db'])
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    await expect(store.backup(copy)).rejects.toEqual(failing('failed'))
    await store.close()
    const restored = await openStore(join(folder, 'copy'))
    expect(await restored.readStream('c-1')).toEqual(born.appends![0]!.events)
    await restored.close()
  })

  test('that cannot be sound is not left behind', async () => {
    const store = await openStore(folder)
    await store.commit({
      settings: Array.from({ length: 2_000 }, (_, n) => ({ name: `s${n}`, value: 'x'.repeat(99) })),
    })
    await store.close()
    spoil(join(folder, 'tocsin.db'))
    const damaged = await openStore(folder)
    expect((await damaged.check()).length).toBeGreaterThan(0)
    await expect(damaged.backup(join(folder, 'copy.db'))).rejects.toEqual(failing('corrupt'))
    expect(existsSync(join(folder, 'copy.db'))).toBe(false)
    await damaged.close()
  })
})

/** Overwrites a page in the middle. */
function spoil(file: string) {
  const bytes = readFileSync(file)
  const at = Math.floor(bytes.length / 8192) * 4096
  writeFileSync(file, bytes.fill(0xff, at, at + 4096))
}
