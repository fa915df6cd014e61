import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beside, hasJudge, judge } from '../../../../tests/peers/official.ts'
import type { Json } from '../../kernel/index.ts'
import { Advisory } from './advisory.ts'
import { check, write } from './convert.ts'
import type { FormatName } from './format.ts'
import { foreign } from '../../../../tests/peers/foreign.ts'
import { formats, isRecordFormat } from './registry.ts'
import { isStricter, stricter } from './strictness.ts'

/** Everything an advisory can say, so that every place of every format is there to be mutated. */
const whole = Advisory.parse({
  id: 'GHSA-1111-2222-3333',
  modified: '2026-03-04T16:00:00Z',
  published: '2026-03-03T16:00:00Z',
  withdrawn: '2026-03-05T16:00:00Z',
  cve: 'CVE-2026-10001',
  severity: [
    { type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:N/I:P/A:N' },
    { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:H/A:N' },
    { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N' },
  ],
  publisher: { name: 'Anchor project', namespace: 'https://anchor.example.org' },
  cna: { orgId: '6f8b1a52-3a5e-4c1c-9d0e-0c6a5a1f2b3c', shortName: 'anchor' },
  revision: 2,
  document: {
    title: 'anchor accepts a signature without a log entry',
    summary: 'A signature passes without an entry in the log.',
    details: 'The entry is looked up, and the answer is not looked at.',
    impact: 'Whoever can push a signature passes verification.',
    affected: [
      {
        package: { ecosystem: 'Go', name: 'example.org/anchor', purl: 'pkg:golang/example.org/anchor' },
        ranges: [
          { type: 'SEMVER', introduced: '0', fixed: '1.5.2' },
          { type: 'ECOSYSTEM', introduced: '2.0', lastAffected: '2.1' },
          { type: 'GIT', repo: 'https://git.example.org/anchor', introduced: '0', fixed: 'a'.repeat(40) },
        ],
        versions: ['0.9.0'],
      },
      { package: { ecosystem: 'npm', name: 'anchor' }, ranges: [{ type: 'SEMVER', introduced: '1.0.0' }] },
    ],
    cwes: ['CWE-347'],
    references: [{ type: 'FIX', url: 'https://git.example.org/anchor/pull/13' }],
    introducedBy: ['https://git.example.org/anchor/pull/12'],
    credits: [{ name: 'Ada Finder', type: 'FINDER', consent: true }],
    mitigations: 'Turn the cache off.',
    upgrade: 'Upgrade to 1.5.2.',
    vulnerableWhen: 'The cache is on.',
    aliases: ['GO-2026-0001'],
  },
})

/** Values that are right in one place and wrong in another. */
const strangeValues: readonly Json[] = [
  null,
  true,
  0,
  1,
  -1,
  1.5,
  11,
  '',
  ' ',
  'x',
  'x_1',
  'en',
  'none',
  'NONE',
  'HIGH',
  '2.1',
  '6.0',
  'CWE-1',
  'CVE-1',
  'CVE-2026-10002',
  '2026-02-30T00:00:00Z',
  '2026-01-01T00:00:00+01:00',
  '2026-01-01T00:00:00',
  'https://example.org/%zz',
  'https://example.org/a|b',
  'javascript:alert(1)',
  'mailto:someone@example.org',
  'https://user@example.org/',
  'pkg:npm/anchor@1.0.0',
  'pkg:',
  'cpe:2.3:a:example:anchor:1:*:*:*:*:*:*:*',
  'cpe:/a:example',
  'CVSS:3.1/AV:N',
  'CVSS:3.0/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:H/A:N',
  'GHSA-2222-3333-4444',
  'affected',
  'P1',
  'x'.repeat(300),
  '𝒳'.repeat(300),
  [],
  {},
  ['x'],
  ['x', 'x'],
  [{}],
  { x: 1 },
]

/** Some twenty thousand documents, each judged twice: seconds on a quiet machine, in milliseconds for a busy one. */
const patience = 180_000

type Path = readonly string[]
interface Mutation {
  readonly kind: 'drop' | 'retype' | 'add' | 'empty' | 'repeat'
  readonly path: Path
  readonly value: Json
}

describe.each(formats.filter(isRecordFormat))('$title beside the official schema', (format) => {
  const seeds = [JSON.parse(write(format, whole).text) as Json, ...foreign(format.name)]

  test.skipIf(!hasJudge(format.name))(
    `says the same of every mutated record, but for what is listed ${beside}`,
    async () => {
      const wrong = await judge(format.name)
      for (const seed of seeds) {
        expect(wrong(seed)).toEqual([])
        expect(check(format, seed)).toEqual([])
      }
      const told = { both: 0, neither: 0, stricter: 0 }
      const compare = (record: Json, how: string) => {
        const [ours, theirs] = [check(format, record), wrong(record)]
        if (ours.length === 0) expect([how, theirs]).toEqual([how, []])
        else if (theirs.length > 0) told.neither += 1
        else {
          const unlisted = ours.filter((problem) => !isStricter(format.name, problem))
          expect([how, unlisted]).toEqual([how, []])
          told.stricter += 1
        }
        if (ours.length === 0) told.both += 1
        for (const { says, instead, pointer } of ours) {
          expect([says.length > 5, instead.length > 5]).toEqual([true, true])
          expect(pointer === '' || pointer.startsWith('/')).toBe(true)
        }
      }
      // Every place once in every way, whatever chance says; then two places at once by chance.
      for (const seed of seeds) {
        for (const path of paths(seed)) {
          for (const kind of ['drop', 'add', 'empty', 'repeat'] as const) {
            const record = mutated(seed, [{ kind, path, value: 'x' }])
            if (!isDeepStrictEqual(record, seed)) compare(record, `${kind} ${path.join('/')}`)
          }
          for (const value of strangeValues) {
            compare(mutated(seed, [{ kind: 'retype', path, value }]), `${path.join('/')} = ${JSON.stringify(value)}`)
          }
        }
      }
      const one = fc.record({
        seed: fc.constantFrom(...seeds),
        at: fc.nat(),
        value: fc.constantFrom(...strangeValues),
        again: fc.nat(),
      })
      fc.assert(
        fc.property(one, ({ seed, at, value, again }) => {
          const all = paths(seed)
          const first = { kind: 'retype' as const, path: all[at % all.length] ?? [], value }
          const second = { kind: 'drop' as const, path: all[again % all.length] ?? [], value: null }
          compare(mutated(seed, [first, second]), `${first.path.join('/')} = ${JSON.stringify(value)}`)
        }),
        { numRuns: 400 },
      )
      expect(Math.min(told.both, told.neither)).toBeGreaterThan(50)
    },
    patience,
  )
})

/** One example for each way of being stricter: a list that only grows says nothing in the end. */
const examples: readonly (readonly [code: string, format: FormatName, path: string, value: Json])[] = [
  ['unknown_version', 'osv', 'schema_version', '2.0.0'],
  ['bad_address', 'csaf', 'document/references/0/url', 'javascript:alert(1)'],
  ['bad_address', 'osv', 'references/0/url', 'https://example.org@evil.example/'],
  ['bad_time', 'openvex', 'timestamp', '2026-12-31T23:59:60Z'],
  ['bad_purl', 'openvex', 'statements/0/products/0/identifiers/purl', 'pkg:npm'],
  ['bad_cpe', 'cve', 'containers/cna/affected/0/cpes', ['see cpe:/a:example here']],
  ['bad_vector', 'csaf', 'vulnerabilities/0/scores/1/cvss_v3/vectorString', 'CVSS:3.1/AV:N'],
  ['wrong_score', 'csaf', 'vulnerabilities/0/scores/1/cvss_v3/baseSeverity', 'CRITICAL'],
  ['bad_id', 'ghsa', 'ghsa_id', 'anchor-7'],
  ['wrong_type', 'cve', 'containers/cna/cpeApplicability', [null]],
  ['wrong_type', 'cve', 'containers/cna/affected/0/packageURL', null],
  ['wrong_length', 'csaf', 'document/distribution', { unheardOf: 'x' }],
  ['duplicate_id', 'csaf', 'product_tree/full_product_names', [{ name: 'x', product_id: 'P1' }]],
  ['unknown_id', 'csaf', 'vulnerabilities/0/product_status/known_affected', ['nowhere']],
  [
    'cyclic',
    'csaf',
    'product_tree/relationships',
    [
      {
        category: 'installed_on',
        full_product_name: { name: 'x', product_id: 'X' },
        product_reference: 'P1',
        relates_to_product_reference: 'X',
      },
    ],
  ],
]

test.skipIf(!hasJudge('osv'))(`whatever is listed as stricter is, and has its example ${beside}`, async () => {
  expect([...new Set(examples.map(([code]) => code))].sort()).toEqual(
    [...new Set(stricter.map(({ code }) => code))].sort(),
  )
  for (const [code, name, at, value] of examples) {
    const format = formats.filter(isRecordFormat).find((one) => one.name === name)
    if (format === undefined) throw new Error(name)
    const record = JSON.parse(write(format, whole).text) as Json
    const path = at.split('/')
    const last = path.pop() ?? ''
    const holder = path.reduce((held, step) => held[step] as Record<string, Json>, record as Record<string, Json>)
    holder[last] = value
    expect([at, check(format, record).map((problem) => problem.code), (await judge(name))(record)]).toEqual([
      at,
      [code],
      [],
    ])
  }
})

function paths(value: Json | undefined, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([name, member]) => paths(member as Json, [...at, name]))].filter(
    (path) => path.length > 0,
  )
}

function mutated(seed: Json, mutations: readonly Mutation[]): Json {
  const record = structuredClone(seed) as Json
  for (const { kind, path, value } of mutations) change(record, kind, path, value)
  return record
}

function change(record: Json, kind: Mutation['kind'], path: Path, value: Json) {
  const last = path.at(-1)
  let holder = record as Record<string, Json>
  for (const name of path.slice(0, -1)) {
    const next = holder[name]
    if (typeof next !== 'object' || next === null) return
    holder = next as Record<string, Json>
  }
  if (last === undefined || !(last in holder)) return
  const member = holder[last]
  if (kind === 'drop') {
    if (Array.isArray(holder)) holder.splice(Number(last), 1)
    else delete holder[last]
  } else if (kind === 'retype') holder[last] = structuredClone(value) as Json
  else if (kind === 'empty')
    holder[last] = Array.isArray(member) ? [] : typeof member === 'object' && member !== null ? {} : ''
  else if (kind === 'repeat') {
    if (Array.isArray(member) && member[0] !== undefined) member.push(structuredClone(member[0]) as Json)
  } else if (typeof member === 'object' && member !== null && !Array.isArray(member)) {
    ;(member as Record<string, Json>)['unheardOf'] = value
  }
}
