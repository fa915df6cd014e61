import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { foreign } from '../../../../tests/peers/foreign.ts'
import { beside, hasJudge, judge } from '../../../../tests/peers/official.ts'
import type { Json } from '../../kernel/index.ts'
import { Advisory } from './advisory.ts'
import { check, detect, read, strays, write } from './convert.ts'
import type { FormatName, RecordFormat } from './format.ts'
import { mostCharacters, readJson } from './json/index.ts'
import { formatNamed, formats, isRecordFormat } from './registry.ts'

const examples = fileURLToPath(new URL('../../../../../shared/examples/osv/', import.meta.url))
const named = (name: FormatName): RecordFormat => {
  const format = formatNamed(name)
  if (format === undefined || !isRecordFormat(format)) throw new Error(name)
  return format
}

describe('past records', () => {
  test.skipIf(!existsSync(examples))(`convert into every format, valid ${beside}`, async () => {
    const files = readdirSync(examples)
    expect(files.length).toBeGreaterThanOrEqual(7)
    const records = files.map((file) => JSON.parse(readFileSync(examples + file, 'utf8')) as Json)
    for (const format of formats) {
      const wrong = isRecordFormat(format) && hasJudge(format.name) ? await judge(format.name) : () => []
      for (const record of records) {
        expect(check(named('osv'), record)).toEqual([])
        const { advisory } = read(named('osv'), record)
        const { text } = write(format, advisory)
        expect(text).toContain(advisory.document.title)
        if (!isRecordFormat(format)) continue
        const written = JSON.parse(text) as Json
        expect(check(format, written)).toEqual([])
        expect(wrong(written)).toEqual([])
        expect(detect(written)?.name).toBe(format.name)
      }
    }
  })

  test.skipIf(!existsSync(examples))(`keep their facts, and lose only what is named ${beside}`, () => {
    for (const file of readdirSync(examples)) {
      const record = JSON.parse(readFileSync(examples + file, 'utf8')) as Record<string, Json>
      const { advisory, losses } = read(named('osv'), record)
      for (const { pointer } of losses)
        expect(pointer).toMatch(/^\/(?:affected\/\d+\/ecosystem_specific|database_specific)/)
      const again = JSON.parse(write(named('osv'), advisory).text) as Record<string, Json>
      for (const name of ['id', 'summary', 'details', 'aliases', 'references', 'published', 'modified']) {
        expect(again[name]).toEqual(record[name])
      }
    }
  })
})

describe('what others write', () => {
  const pointers = (name: FormatName, nth = 0) =>
    read(named(name), foreign(name)[nth] ?? null)
      .losses.map(({ pointer }) => pointer)
      .sort()

  test('an OSV record’s related ids, limits and contacts have no place, and are told', () => {
    expect(pointers('osv')).toEqual([
      '/affected/0/ecosystem_specific',
      '/affected/0/ranges/1/database_specific',
      '/affected/0/ranges/1/events/1',
      '/affected/0/severity',
      '/credits/0/contact',
      '/database_specific/cwe_ids/1',
      '/database_specific/source',
      '/related',
      '/upstream',
    ])
  })

  test('so is what others than the authority added to a CVE record', () => {
    expect(pointers('cve')).toContain('/containers/adp')
    expect(pointers('cve')).toContain('/containers/cna/timeline/1')
    expect(read(named('cve'), foreign('cve')[0] ?? null).advisory.document.timeline).toEqual([
      { at: '2026-01-01', says: 'Reported' },
    ])
    expect(pointers('cve')).toContain('/containers/cna/affected/0/vendor')
    expect(pointers('cve')).toContain('/containers/cna/descriptions/1')
  })

  test('a rejected CVE record is a withdrawn advisory that says why', () => {
    const { advisory } = read(named('cve'), foreign('cve')[1] ?? null)
    expect(advisory).toMatchObject({ id: 'CVE-2026-10004', withdrawn: '2026-01-03T00:00:00Z' })
    expect(advisory.document.details).toBe('A duplicate.')
  })

  test('the second vulnerability of a CSAF document, and products that are not affected, are told', () => {
    expect(pointers('csaf')).toContain('/vulnerabilities/1')
    expect(pointers('csaf')).toContain('/product_tree/full_product_names/1')
    expect(pointers('csaf')).toContain('/product_tree/relationships')
    expect(pointers('csaf')).toContain('/document/distribution')
  })

  test('of OpenVEX, statements that something is not affected are told', () => {
    expect(pointers('openvex')).toContain('/statements/1')
    expect(pointers('openvex')).toContain('/statements/2')
  })

  test('GitHub’s ranges that are no interval, and addresses that are none, are told', () => {
    expect(pointers('ghsa')).toContain('/vulnerabilities/1/vulnerable_version_range')
    expect(pointers('ghsa')).toContain('/references/1')
  })
})

describe('people', () => {
  const quiet = Advisory.parse({
    id: 'anchor-7',
    modified: '2026-01-01T00:00:00Z',
    severity: [],
    document: { title: 'anchor', credits: [{ name: 'Quiet Helper', type: 'ANALYST', consent: false }] },
  })

  test.each(formats)('$title names nobody who did not agree, in the text or in the losses', (format) => {
    const { text, losses } = write(format, quiet)
    expect(text + JSON.stringify(losses)).not.toContain('Quiet Helper')
    expect(losses.map(({ pointer }) => pointer)).toContain('/document/credits/0')
  })
})

test('CVE’s schema has no 29th of February before 2000: such a day is left out, and told', () => {
  const one = Advisory.parse({
    id: 'anchor-7',
    modified: '2026-01-01T00:00:00Z',
    severity: [],
    document: {
      title: 'anchor',
      timeline: [
        { at: '1992-02-29', says: 'Written.' },
        { at: '2024-02-29', says: 'Found.' },
      ],
    },
  })
  const { text, losses } = write(named('cve'), one)
  const { advisory } = read(named('cve'), JSON.parse(text) as Json)
  expect(advisory.document.timeline).toEqual([{ at: '2024-02-29', says: 'Found.' }])
  expect(losses.map(({ pointer }) => pointer)).toContain('/document/timeline/0')
  const wrong = text.replace('2024-02-29', '1992-02-29')
  expect(check(named('cve'), JSON.parse(wrong) as Json).map(({ code }) => code)).toEqual(['bad_time'])
})

describe('bad input', () => {
  const code = (text: string) => {
    const answer = readJson(text)
    return 'problem' in answer ? [answer.problem.code, answer.problem.says] : []
  }

  test.each([
    ['{"a": 1,}', 'malformed_json', 'Line 1, column 9'],
    ['{"a":\n  tru}', 'malformed_json', 'Line 2, column 3'],
    ['[1 2]', 'malformed_json', 'Line 1, column 4'],
    ['{"a": 1} x', 'malformed_json', 'Line 1, column 10'],
    ['', 'malformed_json', 'Line 1, column 1: the text ends too early'],
    ['{"a": "b', 'malformed_json', 'Line 1, column 7'],
    ['{"a": 01}', 'malformed_json', 'Line 1, column 7'],
    ['{"a": 1, "\\u0061": 2}', 'duplicate_key', 'Line 1, column 10: the name "a"'],
    ['['.repeat(101) + ']'.repeat(101), 'too_deep', 'more than 100 levels'],
    ['{"a": "\\ud800"}', 'half_character', 'half a character'],
  ])('%j is %s', (text, expected, says) => {
    expect(code(text)[0]).toBe(expected)
    expect(code(text)[1]).toContain(says)
  })

  test('fifty million characters are refused before they are looked at', () => {
    const huge = ' '.repeat(50_000_000)
    expect(huge.length).toBeGreaterThan(mostCharacters)
    expect(code(huge)[0]).toBe('too_large')
  })

  test('texts of many megabytes are read, and refused where they are no address, id or version', () => {
    const long = 'a%20\\n'.repeat(2_000_000)
    const read = readJson(`{"details": "${long}"}`)
    expect('value' in read).toBe(true)
    const url = `https://example.org/${'a%20'.repeat(2_000_000)}`
    const record = {
      schema_version: url,
      id: url,
      modified: url,
      affected: [{ package: { ecosystem: 'Go', name: url, purl: `pkg:npm/${url}` } }],
      references: [{ type: 'WEB', url }],
      severity: [{ type: 'CVSS_V3', score: url }],
    }
    expect(check(named('osv'), record).map(({ pointer }) => pointer)).toEqual([
      '/schema_version',
      '/id',
      '/modified',
      '/severity/0/score',
      '/affected/0/package/purl',
      '/references/0/url',
    ])
  })

  test('a byte order mark, white space and every kind of value are read', () => {
    expect(readJson('\ufeff {"a": [1, -2.5e3, true, null, "\\u00e9\\n", {}, []]} \n')).toEqual({
      value: { a: [1, -2500, true, null, 'é\n', {}, []] },
    })
  })

  test('fields with names of the language’s own are unknown fields', () => {
    const answer = readJson('{"id": "GO-1", "modified": "2026-01-01T00:00:00Z", "__proto__": {"x": 1}}')
    expect('value' in answer && check(named('osv'), answer.value).map((one) => [one.code, one.pointer])).toEqual([
      ['unknown_field', '/__proto__'],
    ])
  })

  test('a field that the format does not know is no fault where its official schema is open: it is told, and lost', () => {
    const text = `{"id": "GO-1", "modified": "2026-01-01T00:00:00Z", "affected": [{
      "package": {"ecosystem": "Go", "name": "example.org/anchor", "nmae": "x"},
      "ranges": [{"type": "SEMVER", "events": [{"introduced": "0", "__proto__": {"x": 1}}]}]
    }]}`
    const answer = readJson(text)
    if (!('value' in answer)) throw new Error('not read')
    const found = ['/affected/0/package/nmae', '/affected/0/ranges/0/events/0/__proto__']
    expect(check(named('osv'), answer.value)).toEqual([])
    expect(strays(named('osv'), answer.value).map(({ code, pointer }) => [code, pointer])).toEqual(
      found.map((pointer) => ['unknown_field', pointer]),
    )
    const { advisory, losses } = read(named('osv'), answer.value)
    expect(advisory.document.affected[0]?.ranges).toEqual([{ type: 'SEMVER', introduced: '0' }])
    expect(losses.map(({ pointer }) => pointer)).toEqual(found)
  })

  test('a stray hides nothing: what is missing beside it is told', () => {
    const record = structuredClone(foreign('csaf')[0]) as unknown as { document: Record<string, Json> }
    record.document['titel'] = record.document['title'] ?? null
    delete record.document['title']
    expect(check(named('csaf'), record).map(({ code, pointer }) => [code, pointer])).toEqual([
      ['missing_field', '/document/title'],
    ])
    expect(strays(named('csaf'), record).map(({ pointer }) => pointer)).toEqual(['/document/titel'])
  })

  test.each<[FormatName, Json, string, string]>([
    ['osv', { id: 'GO-1' }, 'missing_field', '/modified'],
    ['osv', { id: 'GO-1', modified: 'yesterday' }, 'bad_time', '/modified'],
    [
      'osv',
      { schema_version: '2.0.0', id: 'GO-1', modified: '2026-01-01T00:00:00Z' },
      'unknown_version',
      '/schema_version',
    ],
    ['cve', { dataType: 'CVE_RECORD', dataVersion: '6.0' }, 'unknown_version', '/dataVersion'],
    ['csaf', { document: { csaf_version: '3.0' } }, 'unknown_version', '/document/csaf_version'],
    ['openvex', { '@context': 'https://openvex.dev/ns/v0.3.0' }, 'unknown_version', '/@context'],
    ['ghsa', { ghsa_id: 'GHSA' }, 'bad_id', '/ghsa_id'],
    ['ghsa', [], 'wrong_type', ''],
  ])('%s: %j has %s at %s', (name, record, expected, pointer) => {
    const problems = check(named(name), record)
    expect(problems.map((one) => [one.code, one.pointer])).toContainEqual([expected, pointer])
  })
})

test('a format is found by its name and by what people call it', () => {
  expect(['GHSA', 'github', 'vex', 'csaf-2.0', 'md', 'oss-sec', 'cna'].map((name) => formatNamed(name)?.name)).toEqual([
    'ghsa',
    'ghsa',
    'openvex',
    'csaf',
    'markdown',
    'oss-security',
    'cve',
  ])
  expect(['', 'toString', '__proto__', 'pdf'].map((name) => formatNamed(name))).toEqual(Array(4).fill(undefined))
})
