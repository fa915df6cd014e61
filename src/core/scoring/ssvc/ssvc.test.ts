import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  evaluateSsvc,
  explainSsvc,
  readSsvc,
  ssvcAnswersInShort,
  ssvcRows,
  ssvcTable,
  ssvcTableNames,
  ssvcTables,
  ssvcWould,
  ssvcWouldInWords,
  type SsvcTableName,
} from './index.ts'

// CERT/CC's own tables are the judge. They are not part of the repository: they are read beside it where they are there,
// and these tests are skipped where they are not.
const folder = new URL('../../../../../shared/schemas/ssvc/', import.meta.url)
const files: Readonly<Record<SsvcTableName, string>> = {
  supplier: 'supplier_patch_development_priority_1_0_0.json',
  'coordinator-triage': 'coordinator_triage_1_0_0.json',
  publish: 'coordinator_publish_decision_table_1_0_0.json',
}

interface Published {
  readonly namespace: string
  readonly key: string
  readonly version: string
  readonly outcome: string
  readonly decision_points: Readonly<
    Record<string, { key: string; version: string; name: string; values: { key: string; name: string }[] }>
  >
  readonly mapping: readonly Readonly<Record<string, string>>[]
}

const sizes: Readonly<Record<SsvcTableName, number>> = { supplier: 36, 'coordinator-triage': 192, publish: 27 }

describe.skipIf(!existsSync(folder))('CERT/CC’s tables (../shared/schemas/ssvc)', () => {
  test.each(ssvcTableNames)('every row of %s has the published outcome', (name) => {
    const published = JSON.parse(readFileSync(new URL(files[name], folder), 'utf8')) as Published
    const table = ssvcTables[name]
    expect(published.mapping).toHaveLength(sizes[name])
    for (const row of published.mapping) {
      const written = Object.entries(row).flatMap(([id, value]) => {
        const key = published.decision_points[id]?.key
        return id === published.outcome ? [] : [`${key}=${value}`]
      })
      const found = readSsvc(table, written)
      if ('bad' in found) throw new Error(`${found.code}: ${found.given}`)
      expect(found.outcome?.key, written.join(' ')).toBe(row[published.outcome])
      expect(found.missing).toEqual([])
    }
  })

  test.each(ssvcTableNames)('%s asks and answers under the published names', (name) => {
    const published = JSON.parse(readFileSync(new URL(files[name], folder), 'utf8')) as Published
    const { points, outcomes, published: id } = ssvcTables[name]
    expect(id).toBe(`${published.namespace}:${published.key}:${published.version}`)
    const told = Object.entries(published.decision_points)
      .filter(([one]) => one !== published.outcome)
      .map(([, { key, version, name: named, values }]) => [key, version, named, values.map((v) => [v.key, v.name])])
    expect(points.map((one) => [one.key, one.version, one.name, one.values.map((v) => [v.key, v.name])])).toEqual(told)
    const ways = published.decision_points[published.outcome]?.values.map((v) => [v.key, v.name])
    expect(outcomes.map((v) => [v.key, v.name])).toEqual(ways)
  })
})

test.each(ssvcTableNames)('the rows of %s stand beside their answers', (name) => {
  const table = ssvcTables[name]
  const rows = ssvcRows(table)
  expect(rows).toHaveLength(sizes[name])
  let at = 0
  for (const [answers, outcomes] of table.rows) {
    const heads = new Set(
      rows.slice(at, (at += outcomes.length)).map(({ values }) =>
        values
          .slice(0, answers.split(' ').length)
          .map(({ key }) => key)
          .join(' '),
      ),
    )
    expect([...heads]).toEqual([answers])
  }
})

test('a table is known by several names', () => {
  for (const [written, name] of [
    ['supplier', 'supplier'],
    ['DT_SP', 'supplier'],
    ['ssvc:DT_COORD_TRIAGE:1.0.0', 'coordinator-triage'],
    ['Triage', 'coordinator-triage'],
    ['coordinator_publish', 'publish'],
  ] as const) {
    expect(ssvcTable(written)?.name, written).toBe(name)
  }
  expect(ssvcTable('deployer')).toBeUndefined()
  expect(ssvcTable('')).toBeUndefined()
})

test('answers are read by key or name, and explained', () => {
  const found = readSsvc(ssvcTables.supplier, ['exploitation=public-poc', 'u=S', 'Technical Impact=total', 'PSI:M'])
  if ('bad' in found) throw new Error(found.code)
  expect(ssvcAnswersInShort(found)).toBe('E:P/U:S/TI:T/PSI:M')
  expect(found.outcome?.name).toBe('Out-of-Cycle')
  expect(explainSsvc(found)).toEqual([
    'Is it exploited already? Public PoC: an exploit is public, or it is well known how such a thing is exploited.',
    'How useful is the exploit to an attacker? Super Effective: it can be automated, and each target wins much.',
    'How much does the attacker control afterwards? Total: all that the software does, or all that the system knows.',
    'Can people come to harm where the software is used? Minimal: hardly.',
    'So: Out-of-Cycle; fix it sooner than planned, beside the regular releases.',
  ])
})

test('what is missing leaves outcomes open; one that is left settles it early', () => {
  const open = readSsvc(ssvcTables.supplier, ['E=N', 'U=L'])
  if ('bad' in open) throw new Error(open.code)
  expect(open.possible.map(({ outcome, rows }) => [outcome.name, rows])).toEqual([
    ['Defer', 1],
    ['Scheduled', 2],
    ['Out-of-Cycle', 1],
  ])
  expect([open.outcome, open.missing.map(({ key }) => key)]).toEqual([null, ['TI', 'PSI']])
  expect(explainSsvc(open).at(-1)).toBe('Still possible: Defer (1 way), Scheduled (2 ways), Out-of-Cycle (1 way).')
  const settled = readSsvc(ssvcTables.supplier, ['E=A', 'U=S'])
  if ('bad' in settled) throw new Error(settled.code)
  expect(settled.outcome?.name).toBe('Immediate')
  expect(explainSsvc(settled).at(-1)).toContain('whatever the open answers are')
})

test.each([
  [['E'], 'malformed_answer', 'E'],
  [['X=A'], 'unknown_point', 'X'],
  [['=A'], 'unknown_point', ''],
  [['E=Z'], 'unknown_value', 'Z'],
  [['E='], 'unknown_value', ''],
  [['E=A', 'exploitation=none'], 'answered_twice', 'exploitation=none'],
])('%j is refused: %s', (written, code, given) => {
  expect(readSsvc(ssvcTables.supplier, written)).toMatchObject({ bad: true, code, given })
})

test('one answer more never opens an outcome that was closed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ssvcTableNames), fc.infiniteStream(fc.nat()), (name, chance) => {
      const table = ssvcTables[name]
      const next = () => chance.next().value ?? 0
      const whole = table.points.map((point) => ({ point, value: point.values[next() % point.values.length]! }))
      for (let given = 1; given <= whole.length; given++) {
        const before = evaluateSsvc(table, whole.slice(0, given - 1)).possible.map(({ outcome }) => outcome.key)
        const after = evaluateSsvc(table, whole.slice(0, given)).possible.map(({ outcome }) => outcome.key)
        expect(before).toEqual(expect.arrayContaining(after))
        expect(after.length).toBeGreaterThan(0)
      }
      expect(evaluateSsvc(table, whole).possible).toHaveLength(1)
    }),
  )
})

test('each answer would come to what the table says of it beside the others', () => {
  for (const name of ssvcTableNames) {
    const table = ssvcTables[name]
    for (const { values, outcome } of ssvcRows(table)) {
      const answers = table.points.map((point, place) => ({ point, value: values[place] ?? expect.fail() }))
      const found = evaluateSsvc(table, answers)
      const would = ssvcWould(found)
      for (const { point, value } of answers) expect(would.get(`${point.key}:${value.key}`)).toEqual([outcome.name])
    }
    const nothing = evaluateSsvc(table, [])
    for (const names of ssvcWould(nothing).values()) expect(names.length).toBeGreaterThan(0)
    expect(
      ssvcWouldInWords(
        table.outcomes.map((one) => one.name),
        nothing,
      ),
    ).toBe('')
  }
})
