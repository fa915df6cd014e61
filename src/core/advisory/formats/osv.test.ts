import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advisoryDocument } from '../../../../tests/arbitraries/advisory.ts'
import { AdvisoryDocument } from '../index.ts'
import { fromOsv, OsvRecord, toOsv, type OsvFacts } from './index.ts'

/** The judge from outside: official schema and past records, beside the checkout. Absent, its tests are skipped. */
const shared = fileURLToPath(new URL('../../../../../shared/', import.meta.url))
const beside = '(needs ../shared beside the checkout, else skipped)'
const schemaFile = `${shared}schemas/osv.json`
const examplesFolder = `${shared}examples/osv/`
const withSchema = test.skipIf(!existsSync(schemaFile))
const withExamples = test.skipIf(!existsSync(schemaFile) || !existsSync(examplesFolder))

function official(): (record: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')))
  return (record) => (validate(record) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`))
}

const examples = () =>
  readdirSync(examplesFolder).map((name) => JSON.parse(readFileSync(examplesFolder + name, 'utf8')) as unknown)

const facts: OsvFacts = {
  id: 'GHSA-1111-2222-3333',
  modified: '2026-03-03T16:00:00Z',
  published: '2026-03-03T16:00:00+00:00',
  cve: 'CVE-2026-10001',
  severity: [
    { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:H/A:N' },
    { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N' },
    { type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:N/I:P/A:N' },
  ],
}

const anchor = AdvisoryDocument.parse({
  title: 'anchor accepts a signature without a log entry',
  details: 'The entry is looked up, and the answer is not looked at.',
  impact: 'An attacker who can push a signature passes verification.',
  affected: [
    {
      package: { ecosystem: 'Go', name: 'example.org/anchor' },
      ranges: [{ type: 'SEMVER', introduced: '0', fixed: '1.5.2' }],
    },
    { package: { ecosystem: 'Homebrew', name: 'anchor' } },
  ],
  cwes: ['CWE-347'],
  credits: [
    { name: 'Ada Finder', type: 'FINDER', consent: true },
    { name: 'Quiet Helper', type: 'ANALYST', consent: false },
  ],
  introducedBy: ['https://git.example.org/anchor/pull/12'],
  aliases: ['GHSA-1111-2222-3333', 'GO-2026-0001'],
})

describe('a record written from a document', () => {
  test('says what is affected, in OSV terms', () => {
    const { record } = toOsv(anchor, facts)
    expect(record).toMatchObject({
      schema_version: '1.7.4',
      id: 'GHSA-1111-2222-3333',
      published: '2026-03-03T16:00:00Z',
      aliases: ['CVE-2026-10001', 'GO-2026-0001'],
      summary: anchor.title,
      affected: [
        {
          package: { ecosystem: 'Go', name: 'example.org/anchor' },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.5.2' }] }],
        },
      ],
      references: [{ type: 'INTRODUCED', url: 'https://git.example.org/anchor/pull/12' }],
      database_specific: { cwe_ids: ['CWE-347'] },
    })
    expect(record.details).toContain('## Impact\n\nAn attacker who can push')
  })

  test('names nobody who did not agree, in the record or in the losses', () => {
    const { record, losses } = toOsv(anchor, facts)
    expect(record.credits).toEqual([{ name: 'Ada Finder', type: 'FINDER' }])
    expect(JSON.stringify([record, losses])).not.toContain('Quiet Helper')
    expect(losses).toContain('credits: 1 left out, who did not agree to be named')
  })

  test('reports what OSV cannot carry', () => {
    const fields = toOsv(anchor, { ...facts, id: 'anchor-7', severity: [{ type: 'CVSS_V3', score: '9.8' }] }).losses
    expect(fields.map((loss) => loss.split(':')[0])).toEqual(['id', 'impact', 'credits', 'severity', 'affected[1]'])
  })

  test('refuses a time that is none', () => {
    expect(() => toOsv(anchor, { ...facts, modified: 'yesterday' })).toThrow(RangeError)
  })

  withSchema(`passes the official schema and ours, whatever the document ${beside}`, () => {
    const problems = official()
    fc.assert(
      fc.property(advisoryDocument, fc.constantFrom('CVE-2026-10001', 'anchor-7', 'GHSA-1111-2222-3333'), (d, id) => {
        const { record } = toOsv(d, { ...facts, id })
        expect(problems(record)).toEqual([])
        expect(OsvRecord.safeParse(record).error?.issues).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })
})

describe('a document read from a record', () => {
  test('is the one it was written from, but for what the losses name', () => {
    fc.assert(
      fc.property(advisoryDocument, (written) => {
        const { record, losses } = toOsv(written, facts)
        const back = fromOsv(record)
        expect(back.losses).toEqual([])
        const lost = (field: string) => losses.some((loss) => loss.split(/[:[]/)[0] === field)
        const sections = ['impact', 'vulnerableWhen', 'mitigations', 'upgrade'] as const
        const expected: AdvisoryDocument = {
          ...written,
          title: lost('title') ? written.summary : written.title,
          summary: written.summary === '' ? written.title : written.summary,
          details: sections.some(lost) ? back.document.details : written.details,
          affected: written.affected.filter(
            (_, index) => !losses.some((loss) => loss.startsWith(`affected[${index}]`)),
          ),
          credits: lost('credits') ? written.credits.filter((credit) => credit.consent) : written.credits,
          ...Object.fromEntries(sections.filter(lost).map((field) => [field, ''])),
        }
        expect(back.document).toEqual(expected)
        expect(back.document.details.startsWith(written.details)).toBe(true)
        for (const field of sections) expect(back.document.details).toContain(written[field])
        expect(back.facts).toEqual({ ...facts, published: '2026-03-03T16:00:00Z' })
      }),
      { numRuns: 300 },
    )
  })

  test('splits events into intervals and says what it cannot place', () => {
    const { document, losses } = fromOsv({
      id: 'GO-2026-0002',
      modified: '2026-01-01T00:00:00Z',
      summary: 'Two lines of releases',
      affected: [
        {
          package: { ecosystem: 'Go', name: 'example.org/anchor' },
          ranges: [
            {
              type: 'SEMVER',
              events: [{ introduced: '0' }, { fixed: '1.5.2' }, { introduced: '2.0.0' }, { fixed: '2.2.1' }],
            },
            { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { limit: '3' }] },
            { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: 'v1.2' }] },
          ],
        },
      ],
      references: [{ type: 'WEB', url: 'ftp://files.example.org/notes' }],
      related: ['GO-2026-0001'],
    })
    expect(document.affected[0]?.ranges).toEqual([
      { type: 'SEMVER', introduced: '0', fixed: '1.5.2' },
      { type: 'SEMVER', introduced: '2.0.0', fixed: '2.2.1' },
      { type: 'ECOSYSTEM', introduced: '0' },
    ])
    expect(losses.map((loss) => loss.split(':')[0]).sort()).toEqual([
      'affected[0].ranges[1]',
      'affected[0].ranges[2]',
      'references[0]',
      'related',
    ])
  })

  test('takes as many entries as a document holds and says how many there were', () => {
    const references = Array.from({ length: 201 }, (_, n) => ({
      type: 'WEB' as const,
      url: `https://example.org/${n}`,
    }))
    const { document, losses } = fromOsv({ id: 'GO-1', modified: '2026-01-01T00:00:00Z', references })
    expect(document.references).toHaveLength(200)
    expect(losses).toEqual(['references: a document takes 200 of the 201'])
  })

  withExamples(`keeps the facts of past records, which go out again as valid records ${beside}`, () => {
    const problems = official()
    const records = examples()
    expect(records.length).toBeGreaterThanOrEqual(7)
    for (const example of records) {
      expect(problems(example)).toEqual([])
      const record = OsvRecord.parse(example)
      const { document, facts: read, losses } = fromOsv(record)
      const again = toOsv(document, read)
      expect(problems(again.record)).toEqual([])
      expect(again.losses).toEqual([])
      for (const loss of losses) expect(loss).toMatch(/^(affected\[\d\]\.ecosystem_specific|database_specific\.)/)
      for (const name of ['id', 'summary', 'details', 'aliases', 'references', 'published', 'modified'] as const) {
        expect(again.record[name]).toEqual(record[name])
      }
      const facts = (from: OsvRecord) => from.affected?.map((part) => [part.package, part.ranges])
      expect(facts(again.record)).toEqual(facts(record))
    }
  })
})

describe('our schema beside the official one', () => {
  withSchema(`accepts nothing that the official one refuses ${beside}`, () => {
    const problems = official()
    const whole = toOsv(anchor, facts).record
    const places = paths(whole)
    let accepted = 0
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.oneof(fc.jsonValue(), fc.constantFrom(...hints)), (path, value) => {
        const record = structuredClone(whole) as unknown
        put(record, path, value)
        if (!OsvRecord.safeParse(record).success) return
        accepted += 1
        expect(problems(record)).toEqual([])
      }),
      { numRuns: 3000 },
    )
    expect(accepted).toBeGreaterThan(100)
  })
})

describe('what both schemas say of', () => {
  const record = (more: object) => ({ id: 'GO-1', modified: '2026-01-01T00:00:00Z', ...more })

  withSchema(`vectors is the same ${beside}`, () => {
    const problems = official()
    const metric = fc.constantFrom(
      ...'AV:N AV:P AV:X Au:N AC:M AC:L AT:N PR:N UI:N UI:P S:U C:P C:H I:N A:N E:POC E:X E:A RL:OF'.split(' '),
      ...'RC:R CR:ND IR:M TD:LM CDP:LM MAV:P MS:X MC:N'.split(' '),
    )
    const base4 = 'AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:N/VA:L/SC:N/SI:N/SA:H'
    const rest4 = fc.subarray(['E:P', 'CR:X', 'IR:Q', 'MAV:A', 'MSI:S', 'MSC:S', 'S:P', 'AU:Y', 'R:I', 'V:C', 'U:Red'])
    const score = fc.oneof(
      fc
        .tuple(fc.constantFrom('', 'CVSS:3.0/', 'CVSS:3.1/', 'CVSS:3.2/'), fc.array(metric, { maxLength: 4 }))
        .map(([version, metrics]) => version + metrics.join('/')),
      rest4.map((metrics) => ['CVSS:4.0', base4, ...metrics].join('/')),
    )
    const seen = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(fc.constantFrom('CVSS_V2', 'CVSS_V3', 'CVSS_V4'), score, (type, vector) => {
        const candidate = record({ severity: [{ type, score: vector }] })
        const accepted = OsvRecord.safeParse(candidate).success
        seen[accepted ? 'accepted' : 'refused'] += 1
        expect([vector, accepted]).toEqual([vector, problems(candidate).length === 0])
      }),
      { numRuns: 3000 },
    )
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(100)
  })

  withSchema(`ecosystems and ids is the same ${beside}`, () => {
    const problems = official()
    const { properties, $defs } = JSON.parse(readFileSync(schemaFile, 'utf8'))
    const words = (text: string) => text.split(/[^A-Za-z. ]+/).filter((word) => word !== '')
    const names: string[] = [
      ...$defs.ecosystemName.enum,
      ...words($defs.ecosystemWithSuffix.pattern),
      'go',
      'Go:1',
      'x',
    ]
    for (const ecosystem of names) {
      const candidate = record({ affected: [{ package: { ecosystem, name: 'a' } }] })
      expect([ecosystem, OsvRecord.safeParse(candidate).success]).toEqual([ecosystem, problems(candidate).length === 0])
    }
    expect(properties.id.$ref).toBe('#/$defs/prefix')
    const databases: string[] = $defs.prefix.pattern
      .replace('SUSE-[SRFO]U', 'SUSE-SU|SUSE-RU|SUSE-FU|SUSE-OU')
      .split(/[^\w-]+/)
    expect(databases.length).toBeGreaterThan(50)
    for (const id of [...databases.map((name) => `${name}-1`), 'x_1', 'NONE-1', 'SUSE-XU-1']) {
      const candidate = { ...record({}), id }
      expect([id, OsvRecord.safeParse(candidate).success]).toEqual([id, problems(candidate).length === 0])
    }
  })

  withSchema(`addresses: a document's is good enough for a record ${beside}`, () => {
    const problems = official()
    const rest = fc.string({ unit: fc.constantFrom(...'ab1/?#:@%2f.-_~!$&\'()*+,;=[]|^ "<>é'), maxLength: 12 })
    let accepted = 0
    fc.assert(
      fc.property(rest, (text) => {
        const url = `https://e${text}`
        if (!AdvisoryDocument.safeParse({ title: 'x', introducedBy: [url] }).success) return
        accepted += 1
        const candidate = record({ references: [{ type: 'WEB', url: url.trim() }] })
        expect(problems(candidate)).toEqual([])
        expect(OsvRecord.safeParse(candidate).success).toBe(true)
      }),
      { numRuns: 5000 },
    )
    expect(accepted).toBeGreaterThan(100)
  })
})

/** Values that are right in one place and wrong in another. */
const hints = [
  '2026-02-30T00:00:00Z',
  '2026-01-01T00:00:00+01:00',
  '2026-01-01T00:00Z',
  'CVE-1',
  'x_1',
  'CVSS:3.1/AV:N',
  'CVSS:4.0/AV:N',
  'https://example.org/%zz',
  'https://example.org/a|b',
  'mailto:someone@example.org',
  'Go:',
  'Debian:12',
  'GIT',
  'FINDER',
  null,
  [],
]

function paths(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at]
  const inner = Object.entries(value).flatMap(([name, member]) => paths(member, [...at, name]))
  return at.length === 0 ? inner : [at, ...inner]
}

function put(into: unknown, path: readonly string[], value: unknown): void {
  const last = path.at(-1)
  const holder = path.slice(0, -1).reduce((held, name) => (held as Record<string, unknown>)[name], into)
  if (last !== undefined) (holder as Record<string, unknown>)[last] = value
}
