import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Step } from '../shared/step.ts'
import { oneStatement, waves } from './compile.ts'
import { inPostgres, numbered } from './dialect.ts'

const rows = fc.constantFrom(
  'secrets',
  'secrets a',
  'secrets b',
  'settings a',
  'settings',
  'streams c-1',
  'events c-1 1',
)
const steps = fc.array(rows.map((row): Step => ({ text: 'delete from x where y = ?', values: [row], row })))

test('steps stay in order, and no statement has two on one row', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const done = waves(all)
      expect(done.flat()).toEqual(all)
      for (const wave of done) {
        const tables = wave.map(({ row }) => row.split(' ')[0])
        for (const [index, { row }] of wave.entries()) {
          const others = wave.filter((_, other) => other !== index)
          expect(others.map((other) => other.row)).not.toContain(row)
          if (!row.includes(' ')) expect(tables.filter((table) => table === row)).toHaveLength(1)
        }
      }
    }),
  )
})

test('what can go together does, up to a limit', () => {
  const all = Array.from({ length: 130 }, (_, n): Step => ({ text: 'x', values: [], row: `settings ${n}` }))
  expect(waves(all).map(({ length }) => length)).toEqual([64, 64, 2])
})

test('values are numbered through, and what must be reached is asked in order', () => {
  const must = { rows: 1, otherwise: { failed: 'no' } }
  const statement = oneStatement(
    [
      { text: 'update a set b = ? where c = ?', values: ['b', 'c'], row: 'a 1', must },
      { text: 'select 1 as found from d where e = ?', values: ['e'], row: 'd 1', reads: true, must },
      { text: 'delete from f where g = ?', values: ['g'], row: 'f 1' },
    ],
    7,
  )
  expect(statement.values).toEqual(['b', 'c', 'e', 'g'])
  expect(statement.text.split('\n')).toEqual([
    'with s0 as (update a set b = $1 where c = $2 returning 1),',
    's1 as (select 1 as found from d where e = $3),',
    's2 as (delete from f where g = $4 returning 1)',
    'select must_be(7, 1, (select count(*) from s0)), must_be(8, 1, (select count(*) from s1)), ' +
      '(select count(*) from s2)',
  ])
})

test('the words of a schema are exchanged, and no others', () => {
  expect(inPostgres('create table integers (text_id integer primary key, b blob, c text) without rowid;')).toBe(
    'create table integers (text_id bigint primary key, b bytea, c text collate "C");',
  )
  expect(numbered('a = ? and (b, c) < (?, ?)', 4)).toBe('a = $4 and (b, c) < ($5, $6)')
})
