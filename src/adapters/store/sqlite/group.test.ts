import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assertSafe, connectReading, connectWriting, sqlOn } from './connect.ts'
import { storeFailed } from './failures.ts'
import { commitGroup, type Request } from './group.ts'
import { migrate } from './migrate.ts'

let folder: string
let db: DatabaseSync
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-group-'))
  db = connectWriting(join(folder, 'tocsin.db'))
  migrate(db)
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const setting = (id: number, name: string, value = 'x'): Request => {
  return { id, act: 'commit', batch: { settings: [{ name, value }] } }
}
const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) })
const names = () =>
  (db.prepare('select name from settings order by name').all() as { name: string }[]).map((row) => row.name)

describe('a group', () => {
  test('keeps what succeeds beside what fails', () => {
    const broken: Request = { id: 2, act: 'commit', batch: { revokeAll: [{}], settings: [{ name: 'b', value: 'x' }] } }
    const { replies } = commitGroup(db, sqlOn(db), [setting(1, 'a'), broken, setting(3, 'c')])
    expect(replies).toEqual([{ id: 1, answer: { ok: true } }, failing('failed'), { id: 3, answer: { ok: true } }])
    expect(names()).toEqual(['a', 'c'])
    expect(db.isTransaction).toBe(false)
  })

  test('on a full disk fails with a code, keeps what fits, and works again when there is room', () => {
    const { page_count: pages } = db.prepare('pragma page_count').get() as { page_count: number }
    db.exec(`pragma max_page_count = ${pages + 2}`)
    const long = 'x'.repeat(50_000)
    const { replies, broken } = commitGroup(db, sqlOn(db), [setting(1, 'a'), setting(2, 'b', long), setting(3, 'c')])
    expect(broken).toBeUndefined()
    expect(replies[1]).toEqual(failing('disk_full'))
    const kept = replies.flatMap((reply, index) => ('answer' in reply ? [['a', 'b', 'c'][index]] : []))
    expect(names()).toEqual(kept)
    db.exec('pragma max_page_count = 100000')
    expect(commitGroup(db, sqlOn(db), [setting(4, 'd', long)]).replies).toEqual([{ id: 4, answer: { ok: true } }])
  })

  test('waits for nobody who may never be done', () => {
    const other = new DatabaseSync(join(folder, 'tocsin.db'))
    other.exec('begin immediate')
    db.exec('pragma busy_timeout = 20')
    expect(commitGroup(db, sqlOn(db), [setting(1, 'a'), setting(2, 'b')]).replies).toEqual([
      failing('busy'),
      failing('busy'),
    ])
    other.exec('rollback')
    other.close()
    expect(commitGroup(db, sqlOn(db), [setting(3, 'c')]).replies).toEqual([{ id: 3, answer: { ok: true } }])
    expect(names()).toEqual(['c'])
  })

  test('whose commit the disk failed is the last: nobody knows what was written', () => {
    const sql = sqlOn(db)
    const failedSync = { errcode: 10 | (4 << 8) }
    const failing10 = {
      ...sql,
      run: (text: string, ...values: string[]) => {
        if (text === 'commit') throw failedSync
        return sql.run(text, ...values)
      },
    } as typeof sql
    const { replies, broken } = commitGroup(db, failing10, [setting(1, 'a')])
    expect(replies).toEqual([failing('failed')])
    expect(broken).toMatchObject({ code: 'failed' })
  })

  test('cannot be written through a connection for reading', () => {
    const reading = connectReading(join(folder, 'tocsin.db'))
    expect(commitGroup(reading, sqlOn(reading), [setting(1, 'a')]).replies).toEqual([failing('read_only')])
    reading.close()
  })
})

test('of texts that ever others make up, a bounded number stays prepared: those that come again', () => {
  const made: string[] = []
  const counting = {
    prepare: (text: string) => {
      made.push(text)
      return db.prepare(text)
    },
  } as typeof db
  const sql = sqlOn(counting)
  sql.get('select 1 as rare')
  for (let shape = 0; shape < 600; shape += 1) {
    sql.get(`select ${shape} as shape`)
    sql.get('select 1 as common')
  }
  sql.get('select 1 as rare')
  expect(made.filter((text) => text.endsWith('common'))).toHaveLength(1)
  expect(made.filter((text) => text.endsWith('rare'))).toHaveLength(2)
})

test('a database that cannot be kept safely is told by its settings', () => {
  const memory = new DatabaseSync(':memory:')
  expect(() => assertSafe(memory)).toThrow(expect.objectContaining({ name: 'StoreFailed', code: 'unsafe_settings' }))
  memory.close()
  assertSafe(db)
  for (const careless of ['synchronous = normal', 'foreign_keys = off', 'busy_timeout = 0']) {
    const other = connectWriting(join(folder, 'other.db'))
    other.exec(`pragma ${careless}`)
    expect(() => assertSafe(other), careless).toThrow(expect.objectContaining({ code: 'unsafe_settings' }))
    other.close()
  }
})

test("the engine's errors have codes", () => {
  const codes = [5, 6, 8, 11, 13, 26, 10, 8 | (3 << 8)].map((errcode) => storeFailed({ errcode }).code)
  expect(codes).toEqual(['busy', 'busy', 'read_only', 'corrupt', 'disk_full', 'corrupt', 'failed', 'read_only'])
  expect(storeFailed('text').code).toBe('failed')
})
