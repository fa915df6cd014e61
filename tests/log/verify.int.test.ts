import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { machine } from '../../src/adapters/machine/index.ts'
import { chained } from '../../src/core/log/index.ts'
import { altered, flipped, spoiled, type Spoiled } from './spoiled.ts'

/** What somebody who can write to the database may do to it, and what the verification says of it. */
let s: Spoiled
beforeAll(async () => {
  s = await spoiled()
})
afterAll(() => s.close())
beforeEach(() => s.mend())

const event = (version: number, id: string = s.one) =>
  s.rows('select * from events where stream = ? and version = ?', id, version)[0] ?? {}
const lastOf = (id: string) =>
  Number(s.rows('select max(version) as last from events where stream = ?', id)[0]?.['last'])
/** What this machine knows of the log is the newest checkpoint. */
const newest = () => String(s.rows('select max(size) as newest from log_batches')[0]?.['newest'])
const batches = () => s.rows('select * from log_batches order by size')
/** The index of an event's leaf, as the batches list it. */
const leafOf = (name: string) =>
  batches()
    .flatMap((row) => String(row['events']).split('\n'))
    .indexOf(name)
const batchWith = (name: string) => batches().find((row) => String(row['events']).split('\n').includes(name)) ?? {}

test('finds nothing in what the product wrote, and counts it', async () => {
  const { findings, more, events, streams, erased, leaves, checkpoints, tail, heads, key } = await s.verify()
  expect([findings, more, erased, tail]).toEqual([[], 0, [], { events: 0, first: null }])
  const [counted] = s.rows('select count(*) as events, count(distinct stream) as streams from events')
  expect([events, streams, leaves]).toEqual([counted?.['events'], counted?.['streams'], counted?.['events']])
  expect(checkpoints).toBe(4)
  expect(heads.get(s.one)).toBe(event(lastOf(s.one))['chain'])
  expect(key).toMatch(/^127\.0\.0\.1:8080\/k-[0-9a-z]{12}\+[0-9a-f]{8}\+/)
})

describe('a changed byte of an event', () => {
  test.each(['open', 'personal'])('in %s', async (column) => {
    s.change(
      `update events set ${column} = ? where stream = ? and version = 2`,
      altered(String(event(2)[column]), 9),
      s.one,
    )
    expect(await s.found()).toEqual([`chain_broken ${s.one}/2`, `commitment_broken ${s.one}/2`])
  })

  test('in its chain value', async () => {
    s.change(
      'update events set chain = ? where stream = ? and version = 2',
      altered(String(event(2)['chain']), 0),
      s.one,
    )
    expect(await s.found()).toEqual([
      `chain_broken ${s.one}/2`,
      `leaf_broken ${s.one}/2`,
      `chain_broken ${s.one}/3`,
      `root_broken checkpoint ${String(batchWith(`${s.one}/2`)['size'])}`,
      `forked checkpoint ${newest()}`,
      'state_broken log',
    ])
  })

  test.each([0, 1, 12, 13, 40, -17, -16, -1])('in the sealed body, at %i', async (at) => {
    s.change(
      'update events set sealed = ? where stream = ? and version = 2',
      flipped(event(2)['sealed'] as Uint8Array, at),
      s.one,
    )
    expect(await s.found()).toEqual([`unreadable ${s.one}/2`])
  })

  test('in its time', async () => {
    s.change(`update events set at = '2020-01-01T00:00:00Z' where stream = ? and version = 2`, s.one)
    expect(await s.found()).toEqual([`chain_broken ${s.one}/2`, `unreadable ${s.one}/2`])
  })

  test('in its version', async () => {
    const last = lastOf(s.one)
    s.change('update events set version = 99 where stream = ? and version = ?', s.one, last)
    const found = await s.found()
    expect(found).toContain(`gap ${s.one}/99`)
    expect(found).toContain(`leaf_misnamed leaf ${leafOf(`${s.one}/${last}`)}`)
    expect(found).toContain(`unreadable ${s.one}/99`)
  })

  test('a chain made to fit again, from there to the end of the record', async () => {
    const { sha256 } = machine()
    let before = String(event(1)['chain'])
    for (let version = 2; version <= lastOf(s.one); version++) {
      const row = event(version)
      const at = version === 2 ? '2020-01-01T00:00:00Z' : String(row['at'])
      before = chained(sha256, before, {
        stream: s.one,
        version,
        at,
        open: String(row['open']),
        personal: String(row['personal']),
      })
      s.change('update events set at = ?, chain = ? where stream = ? and version = ?', at, before, s.one, version)
    }
    const found = await s.found()
    expect(found.slice(0, 2)).toEqual([`unreadable ${s.one}/2`, `leaf_broken ${s.one}/2`])
    expect(found).toContain(`root_broken checkpoint ${String(batchWith(`${s.one}/2`)['size'])}`)
    expect(found.some((one) => one.startsWith('chain_broken'))).toBe(false)
  })
})

describe('events that were taken, moved or put in another’s place', () => {
  test('the first event of a record', async () => {
    s.change('delete from events where stream = ? and version = 1', s.one)
    expect(await s.found()).toEqual([`gap ${s.one}/2`, `record_missing ${s.one}/1`])
  })

  test('one from the middle', async () => {
    s.change('delete from events where stream = ? and version = 3', s.one)
    expect(await s.found()).toEqual([`record_missing ${s.one}/3`, `gap ${s.one}/4`])
  })

  test('the last one, without any help from outside', async () => {
    const last = lastOf(s.one)
    s.change('delete from events where stream = ? and version = ?', s.one, last)
    expect(await s.found()).toEqual([`record_missing ${s.one}/${last}`, `end_missing ${s.one}/${last}`])
  })

  test('the last one, with the record’s end moved to fit', async () => {
    const last = lastOf(s.one)
    s.change('delete from events where stream = ? and version = ?', s.one, last)
    s.change('update streams set version = ? where stream = ?', last - 1, s.one)
    expect(await s.found()).toEqual([`record_missing ${s.one}/${last}`])
  })

  test('a whole record', async () => {
    const last = lastOf(s.one)
    s.change('delete from events where stream = ?', s.one)
    s.change('delete from streams where stream = ?', s.one)
    const each = Array.from({ length: last }, (_, index) => `record_missing ${s.one}/${index + 1}`)
    expect((await s.found()).toSorted()).toEqual(each.toSorted())
  })

  test('two records’ events in another order: each chain holds, the log does not', async () => {
    const [mine, theirs] = [event(lastOf(s.one)), event(lastOf(s.other), s.other)]
    s.change('update events set position = -1 where position = ?', mine['position'] ?? null)
    s.change('update events set position = ? where position = ?', mine['position'] ?? null, theirs['position'] ?? null)
    s.change('update events set position = ? where position = -1', theirs['position'] ?? null)
    expect(await s.found()).toEqual([`reordered ${s.other}/${lastOf(s.other)}`])
  })

  test('two of one record, swapped', async () => {
    s.change('update events set version = -1 where stream = ? and version = 2', s.one)
    s.change('update events set version = 2 where stream = ? and version = 3', s.one)
    s.change('update events set version = 3 where stream = ? and version = -1', s.one)
    const found = await s.found()
    expect(found).toContain(`leaf_misnamed leaf ${leafOf(`${s.one}/2`)}`)
    expect(found).toContain(`gap ${s.one}/3`)
    expect(found).toContain(`unreadable ${s.one}/2`)
  })

  test('one of another record, with all that belongs to it', async () => {
    const columns = ['at', 'open', 'personal', 'chain', 'sealed']
    const foreign = event(2, s.other)
    const set = columns.map((column) => `${column} = ?`).join()
    s.change(
      `update events set ${set} where stream = ? and version = 2`,
      ...columns.map((one) => foreign[one] ?? null),
      s.one,
    )
    const found = await s.found()
    expect(found).toContain(`chain_broken ${s.one}/2`)
    expect(found).toContain(`unreadable ${s.one}/2`)
    expect(found).toContain(`leaf_broken ${s.one}/2`)
  })

  test('a body of the right key in the wrong place', async () => {
    s.change('update events set sealed = ? where stream = ? and version = 3', event(2)['sealed'] ?? null, s.one)
    expect(await s.found()).toEqual([`unreadable ${s.one}/3`])
  })

  test('one that the log never took in, put between those that it did', async () => {
    const row = event(2)
    s.change('update events set position = position + 1000 where position > ?', row['position'] ?? null)
    s.change(
      `insert into events (position, stream, version, at, open, personal, chain, sealed)
       select position + 1, 'c-000000000000', 1, at, open, personal, chain, sealed from events where position = ?`,
      row['position'] ?? null,
    )
    s.change(
      `insert into streams (stream, kind, community, version) values ('c-000000000000', 'case', ?, 1)`,
      s.here.world.community,
    )
    const found = await s.found()
    expect(found).toContain('chain_broken c-000000000000/1')
    expect(found).toContain('leaf_missing c-000000000000/1')
  })
})

describe('the log itself', () => {
  test('a leaf’s changed byte', async () => {
    const name = `${s.one}/3`
    const row = batchWith(name)
    const place = String(row['events']).split('\n').indexOf(name)
    s.change(
      'update log_batches set leaves = ? where size = ?',
      flipped(row['leaves'] as Uint8Array, 32 * place + 5),
      row['size'] ?? null,
    )
    expect(await s.found()).toEqual([`leaf_broken ${name}`])
  })

  test('a leaf under another’s name', async () => {
    const name = `${s.one}/3`
    const row = batchWith(name)
    s.change(
      'update log_batches set events = ? where size = ?',
      String(row['events']).replace(name, `${s.one}/77`),
      row['size'] ?? null,
    )
    expect(await s.found()).toEqual([`leaf_misnamed leaf ${leafOf(`${s.one}/77`)}`])
  })

  test('a leaf twice', async () => {
    const [row] = batches().slice(-1)
    const [first = '', ...rest] = String(row?.['events']).split('\n')
    const leaves = Uint8Array.from(row?.['leaves'] as Uint8Array)
    leaves.copyWithin(32, 0, 32)
    const names = [first, first, ...rest.slice(1)].join('\n')
    s.change('update log_batches set events = ?, leaves = ? where size = ?', names, leaves, row?.['size'] ?? null)
    expect(await s.found()).toContain(`leaf_doubled leaf ${Number(row?.['size']) - rest.length}`)
  })

  test('a batch that was taken away from the middle', async () => {
    const [, second] = batches()
    s.change('delete from log_batches where size = ?', second?.['size'] ?? null)
    const found = await s.found()
    expect(found).toContain(`leaves_missing leaf ${String(batches()[0]?.['size'])}`)
    for (const name of String(second?.['events']).split('\n')) expect(found).toContain(`leaf_missing ${name}`)
  })

  test('the last batch, which leaves a tail that was in the log', async () => {
    const last = batches().at(-1)
    s.change('delete from log_batches where size = ?', last?.['size'] ?? null)
    expect(await s.found()).toEqual(['state_broken log', `log_shorter checkpoint ${String(last?.['size'])}`])
    expect((await s.verify()).tail.first).toBe(String(last?.['events']).split('\n')[0])
  })

  test('everything at once: what this machine knows of it tells, or a checkpoint that somebody kept', async () => {
    const kept = String(batches().at(-1)?.['note'])
    const [, second] = batches()
    s.change('delete from log_batches where size > ?', second?.['size'] ?? null)
    s.change('update log_state set size = 0, position = 0, roots = ?', '')
    s.change('delete from log_batches')
    const shorter = `log_shorter checkpoint ${kept.split('\n')[1]}`
    expect(await s.found()).toEqual([shorter])
    const { landmark } = s.here.world
    await landmark.write(null)
    expect(await s.found()).toEqual([])
    expect(await s.found({ checkpoint: kept })).toEqual([shorter])
    await landmark.write(kept)
  })

  test.each(['size', 'position', 'roots'])('where it goes on from: %s', async (column) => {
    const [row] = s.rows('select * from log_state')
    const value = column === 'roots' ? altered(String(row?.[column]), 3) : Number(row?.[column]) - 1
    s.change(`update log_state set ${column} = ?`, value)
    expect(await s.found()).toEqual(['state_broken log'])
  })
})

describe('checkpoints', () => {
  const change = (edit: (note: string) => string) => {
    const [, row] = batches()
    s.change('update log_batches set note = ? where size = ?', edit(String(row?.['note'])), row?.['size'] ?? null)
    return `checkpoint ${String(row?.['size'])}`
  }

  test('another root', async () => {
    const place = change((note) =>
      note.replace(/\n(.)(.*=)\n\n/, (_, first: string, rest: string) => `\n${first === 'A' ? 'B' : 'A'}${rest}\n\n`),
    )
    expect(await s.found()).toEqual([`signature_broken ${place}`])
  })

  test('another size', async () => {
    expect(await s.found()).toEqual([])
    const place = change((note) => note.replace(/\n(\d+)\n/, '\n1$1\n'))
    expect(await s.found()).toEqual([`checkpoint_broken ${place}`])
  })

  test('a changed byte of the signature', async () => {
    const place = change((note) =>
      note
        .replace(/.(?=\n$)/, '')
        .replace(/(.)(...)\n$/, (_, one: string, rest: string) => `${one === 'A' ? 'B' : 'A'}${rest}=\n`),
    )
    expect(await s.found()).toEqual([expect.stringMatching(new RegExp(`^(signature|checkpoint)_broken ${place}$`))])
  })

  test('a changed byte of the key’s id', async () => {
    const place = change((note) =>
      note.replace(/(— \S+ )(.)/, (_, head: string, one: string) => `${head}${one === 'A' ? 'B' : 'A'}`),
    )
    expect(await s.found()).toEqual([`signature_missing ${place}`])
  })

  test('another log’s name', async () => {
    expect(await s.found()).toEqual([])
    const place = change((note) => note.replaceAll('127.0.0.1', '127.0.0.2'))
    expect(await s.found()).toEqual([`checkpoint_broken ${place}`])
  })

  test('no note at all', async () => {
    expect(await s.found()).toEqual([])
    const place = change(() => 'nothing')
    expect(await s.found()).toEqual([`checkpoint_broken ${place}`])
  })
})

describe('the key that signs', () => {
  test('gone', async () => {
    s.change(`delete from lookups where kind = 'log'`)
    expect(await s.found()).toEqual(['log_key_missing log'])
  })

  test('changed', async () => {
    const [row] = s.rows(`select value from lookups where kind = 'log'`)
    s.change(`update lookups set value = ? where kind = 'log'`, altered(String(row?.['value']), 30))
    expect(await s.found()).toEqual(['log_key_unreadable log'])
  })
})
