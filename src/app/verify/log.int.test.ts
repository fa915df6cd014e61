import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CaseId } from '../../core/kernel/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { does, reported } from '../../../tests/kit/voyage.ts'
import { verifyLog } from '../index.ts'

interface Row {
  readonly [column: string]: SQLInputValue
  readonly stream: string
  readonly version: number
}

let here: TestWorld
let db: DatabaseSync
let one: CaseId
let other: CaseId
let sound: readonly Row[]

/** One installation for all tests here: what a test spoils is put back before the next. */
beforeAll(async () => {
  here = await testWorld()
  one = (await reported(here)).id
  other = (await reported(here)).id
  for (const id of [one, other]) {
    for (const text of ['first', 'second']) await does(here, here.members[0], id, 'post', { room: 'team', text })
  }
  db = new DatabaseSync(join(here.data, 'tocsin.db'))
  sound = db.prepare('select * from events order by position').all() as unknown as Row[]
})
afterAll(async () => {
  db.close()
  await here.close()
})
beforeEach(() => {
  db.exec('delete from events')
  const columns = Object.keys(sound[0]!)
  const insert = db.prepare(`insert into events (${columns.join()}) values (${columns.map(() => '?').join()})`)
  for (const row of sound) insert.run(...columns.map((column) => row[column]!))
})

const verify = (known?: ReadonlyMap<CaseId, string>) =>
  verifyLog(here.world.store, here.world.vault, here.world.machine, known)
const codes = async () => (await verify()).findings.map(({ code, stream, version }) => `${code} ${stream} ${version}`)
const change = (text: string, ...values: SQLInputValue[]) => db.prepare(text).run(...values)
const lastOf = (id: CaseId) => Math.max(...sound.filter(({ stream }) => stream === id).map(({ version }) => version))

test('finds nothing in what the product wrote, and counts it', async () => {
  const { events, streams, erased, findings, heads } = await verify()
  expect(findings).toEqual([])
  expect([events, streams, erased]).toEqual([sound.length, new Set(sound.map(({ stream }) => stream)).size, 0])
  expect(heads.get(one)).toBe(sound.findLast(({ stream }) => stream === one)?.['chain'])
})

describe('finds a changed byte', () => {
  test.each(['open', 'personal', 'chain'])('in %s', async (column) => {
    const row = sound.find(({ stream, version }) => stream === one && version === 2)
    const text = String(row?.[column])
    change(
      `update events set ${column} = ? where stream = ? and version = 2`,
      (text[0] === '0' ? '1' : '0') + text.slice(1),
      one,
    )
    const found = await codes()
    expect(found).toContain(`chain_broken ${one} 2`)
    expect(found.every((finding) => finding.includes(one))).toBe(true)
  })

  test.each([0, 1, 12, 13, 40, -17, -16, -1])('in the sealed body, at %i', async (at) => {
    const row = sound.find(({ stream, version }) => stream === one && version === 2)
    const sealed = Uint8Array.from(row?.['sealed'] as Uint8Array)
    sealed[at < 0 ? sealed.length + at : at]! ^= 1
    change('update events set sealed = ? where stream = ? and version = 2', sealed, one)
    expect(await codes()).toEqual([`unreadable ${one} 2`])
  })

  test('in the time', async () => {
    change(`update events set at = '2020-01-01T00:00:00Z' where stream = ? and version = 2`, one)
    expect(await codes()).toContain(`chain_broken ${one} 2`)
  })

  test('in the version', async () => {
    change('update events set version = 99 where stream = ? and version = ?', one, lastOf(one))
    const found = await codes()
    expect(found).toContain(`gap ${one} 99`)
    expect(found).toContain(`unreadable ${one} 99`)
  })
})

describe('finds what was taken, moved or put in another’s place', () => {
  test('the first event of a stream', async () => {
    change('delete from events where stream = ? and version = 1', one)
    expect(await codes()).toEqual([`gap ${one} 2`])
  })

  test('one from the middle', async () => {
    change('delete from events where stream = ? and version = 3', one)
    expect(await codes()).toEqual([`gap ${one} 4`])
  })

  test('two in another order', async () => {
    const position = (version: number) =>
      sound.find((row) => row.stream === one && row.version === version)?.['position'] as number
    const [second, third] = [position(2), position(3)]
    change('update events set position = -1 where position = ?', second)
    change('update events set position = ? where position = ?', second, third)
    change('update events set position = ? where position = -1', third)
    expect((await codes()).some((finding) => finding.startsWith(`gap ${one}`))).toBe(true)
  })

  test('two of one stream, swapped', async () => {
    change('update events set version = -1 where stream = ? and version = 2', one)
    change('update events set version = 2 where stream = ? and version = 3', one)
    change('update events set version = 3 where stream = ? and version = -1', one)
    expect((await codes()).length).toBeGreaterThan(0)
  })

  test('one of another stream, with all that belongs to it', async () => {
    const columns = ['at', 'open', 'personal', 'chain', 'sealed']
    const foreign = sound.find(({ stream, version }) => stream === other && version === 2)
    change(
      `update events set ${columns.map((column) => `${column} = ?`).join()} where stream = ? and version = 2`,
      ...columns.map((column) => foreign?.[column] ?? null),
      one,
    )
    const found = await codes()
    expect(found).toContain(`chain_broken ${one} 2`)
    expect(found).toContain(`unreadable ${one} 2`)
  })

  test('a body of the right key in the wrong place, with a chain made to fit', async () => {
    const row = sound.find(({ stream, version }) => stream === one && version === 2)
    change('update events set sealed = ? where stream = ? and version = 3', row?.['sealed'] ?? null, one)
    expect(await codes()).toEqual([`unreadable ${one} 3`])
  })
})

describe('an end that was cut off', () => {
  test('cannot be seen in what is left', async () => {
    change('delete from events where stream = ? and version = ?', one, lastOf(one))
    expect(await codes()).toEqual([])
  })

  test.each(['the last event', 'the whole stream'])('is named by comparing heads kept elsewhere: %s', async (what) => {
    const { heads } = await verify()
    const kept = new Map([[one, heads.get(one) ?? '']])
    if (what === 'the last event') change('delete from events where stream = ? and version = ?', one, lastOf(one))
    else change('delete from events where stream = ?', one)
    const { findings } = await verify(kept)
    const left = what === 'the last event' ? lastOf(one) - 1 : 0
    expect(findings).toMatchObject([{ code: 'head_missing', stream: one, version: left }])
  })

  test('a head that was passed since is no finding', async () => {
    const early = sound.find(({ stream, version }) => stream === one && version === 2)?.['chain'] as string
    expect((await verify(new Map([[one, early]]))).findings).toEqual([])
  })
})

test('an erased case is counted, its chain still checked', async () => {
  const there = await testWorld()
  const { id } = await reported(there)
  await there.world.vault.destroyKey(id)
  const { store, vault, machine } = there.world
  expect(await verifyLog(store, vault, machine)).toMatchObject({ erased: 1, findings: [] })
  const direct = new DatabaseSync(join(there.data, 'tocsin.db'))
  direct.prepare(`update events set at = '2020-01-01T00:00:00Z' where stream = ? and version = 1`).run(id)
  direct.close()
  const { findings } = await verifyLog(store, vault, machine)
  expect(findings.map(({ code }) => code)).toEqual(['chain_broken'])
  await there.close()
})
