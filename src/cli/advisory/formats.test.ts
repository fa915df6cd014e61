import { expect, test } from 'vitest'
import { runLine } from '../../../tests/kit/io.ts'
import { Advisory, formats, isRecordFormat, writeRecord } from '../../core/advisory/index.ts'
import { commands } from '../../main/commands/index.ts'

const advisory = Advisory.parse({
  id: 'CVE-2026-10001',
  cve: 'CVE-2026-10001',
  modified: '2026-03-03T16:00:00Z',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:H/A:N' }],
  document: {
    title: 'anchor accepts a signature',
    affected: [
      {
        package: { ecosystem: 'Go', name: 'example.org/anchor' },
        ranges: [{ type: 'SEMVER', introduced: '0', fixed: '1.5.2' }],
      },
    ],
    aliases: ['GO-2026-0001'],
  },
})
const records = formats.filter(isRecordFormat)
const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(records.map((format) => [`${format.name}.json`, writeRecord(format, advisory).text])),
  'broken.json': '{"id": "GO-1",\n "modified" "x"}',
  'wrong.json': '{"id": "GO-1", "modified": "yesterday"}',
  'other.json': '{"hello": "world"}',
}
const run = (line: string, more: Readonly<Record<string, string>> = {}) =>
  runLine(commands, line.split(' '), { files: { ...files, ...more } })

test('every format converts into every other, valid, and says on the error stream what is lost', async () => {
  for (const from of records) {
    for (const to of formats) {
      const { exit, out, err } = await run(`advisory convert --from ${from.name} --to ${to.name} ${from.name}.json`)
      expect([from.name, to.name, exit]).toEqual([from.name, to.name, 0])
      for (const line of err.trim().split('\n')) expect(line).toMatch(/^(?:$|(?:reading|writing) \/\S+: \S.+)/)
      if (!isRecordFormat(to) || to.name.startsWith('csaf')) continue
      expect((await run('advisory validate out.json', { 'out.json': out })).out).toBe(`out.json: valid ${to.name}\n`)
    }
  }
})

test('without FILE it reads standard input; --json prints the document with its losses', async () => {
  const { exit, out, err } = await run('advisory convert --to cve --json', { '-': files['osv.json'] ?? '' })
  const { document, losses } = JSON.parse(out)
  expect([exit, err, document.cveMetadata.cveId]).toEqual([0, '', 'CVE-2026-10001'])
  expect(losses).toContainEqual({
    when: 'writing',
    pointer: '/document/aliases/0',
    says: 'CVE has no place for ids in other databases',
  })
})

test('what the command line says of publisher and authority is written', async () => {
  const publisher = ['--publisher', 'Anchor project', '--namespace', 'https://anchor.example.org']
  const line = ['advisory', 'convert', '--to', 'csaf', 'osv.json', ...publisher]
  const { out, err } = await runLine(commands, line, { files })
  expect(JSON.parse(out).document.publisher).toMatchObject({ name: 'Anchor project' })
  expect(err).not.toContain('/publisher')
  const cna = await run('advisory convert --to cve osv.json --cna-org 6f8b1a52-3a5e-4c1c-9d0e-0c6a5a1f2b3c')
  expect(cna.err).not.toContain('/cna')
})

test.each([
  ['advisory convert osv.json', '--to is missing'],
  ['advisory convert --to csfa osv.json', 'did you mean csaf?'],
  ['advisory convert --from markdown --to osv osv.json', 'only written, not read'],
  ['advisory convert --to csaf --publisher A osv.json', '--publisher and --namespace go together'],
  ['advisory convert --to cve --cna-org x osv.json', '--cna-org: a version 4 UUID'],
  ['advisory convert --to osv nowhere.json', 'nowhere.json: cannot be read (ENOENT)'],
  ['advisory validate', 'FILE… is missing'],
  ['advisory validate --format pdf osv.json', '"pdf" is not a format'],
  ['advisory validate osv.json nowhere.json', 'nowhere.json: cannot be read (ENOENT)'],
  ['advisory validate broken.json', 'broken.json: malformed_json: Line 2, column 13'],
])('tocsin %s is not understood: exit 2', async (line, says) => {
  const { exit, err } = await run(line)
  expect(err).toContain(says)
  expect(exit).toBe(2)
})

test.each([
  ['advisory validate wrong.json', 'wrong.json: /modified: bad_time: '],
  ['advisory validate osv.json other.json', 'other.json: unknown_format: '],
  ['advisory validate --format cve osv.json', '/providerMetadata: missing_field: '],
  ['advisory convert --to osv wrong.json', 'wrong.json: /modified: bad_time: '],
])('tocsin %s: exit 1, with the place', async (line, says) => {
  const { exit, err } = await run(line)
  expect(err).toContain(says)
  expect(exit).toBe(1)
})

test('a field that the format does not know, but lets stand, is a warning and a loss', async () => {
  const record = JSON.parse(files['osv.json'] ?? '')
  record.affected[0].x_team = 'anchor'
  const more = { 'x.json': JSON.stringify(record) }
  const { exit, out, err } = await run('advisory validate x.json', more)
  expect([exit, out]).toEqual([0, 'x.json: valid osv\n'])
  expect(err).toContain('x.json: /affected/0/x_team: warning: unknown_field: ')
  const [verdict] = JSON.parse((await run('advisory validate --json x.json', more)).out)
  expect(verdict).toMatchObject({
    valid: true,
    problems: [],
    warnings: [{ of: 'record', pointer: '/affected/0/x_team' }],
  })
  const converted = await run('advisory convert --to cve x.json', more)
  expect([converted.exit, converted.err]).toEqual([0, expect.stringContaining('reading /affected/0/x_team: ')])
})

test('what contradicts itself, and a vector without a score, are warnings with their place', async () => {
  const record = JSON.parse(files['osv.json'] ?? '')
  const semantic = (...events: object[]) => ({ type: 'SEMVER', events })
  record.severity = [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }]
  record.affected[0].ranges = [
    semantic({ introduced: '2.0.0' }, { fixed: '1.0.0' }),
    semantic({ introduced: '3.0.0' }, { fixed: '3.5.0' }),
    semantic({ introduced: '3.1.0' }, { fixed: '3.6.0' }),
    semantic({ introduced: '0' }),
  ]
  const { exit, out, err } = await run('advisory validate x.json', { 'x.json': JSON.stringify(record) })
  expect([exit, out]).toEqual([0, 'x.json: valid osv\n'])
  expect(err.match(/(?<=advisory, )\S+ warning: \w+/g)).toEqual([
    '/severity/0/score: warning: bad_vector',
    '/document/affected/0/ranges/0/fixed: warning: range_ends_before_it_begins',
    '/document/affected/0/ranges/2/introduced: warning: ranges_overlap',
    '/document/affected/0/ranges/3/fixed: warning: range_never_ends',
  ])
  for (const name of ['osv', 'cve', 'openvex', 'ghsa'])
    expect(await run(`advisory validate ${name}.json`)).toMatchObject({ exit: 0, err: '' })
})

test('CSAF is asked of the reference validator, too', async () => {
  expect((await run('advisory validate csaf.json')).out).toBe('csaf.json: valid csaf\n')
  const wrong = (files['csaf.json'] ?? '').replace('"version": "1"', '"version": "7"')
  const { exit, err } = await run('advisory validate wrong-csaf.json --json', { 'wrong-csaf.json': wrong })
  expect([exit, err]).toEqual([1, ''])
  const json = JSON.parse((await run('advisory validate --json wrong-csaf.json', { 'wrong-csaf.json': wrong })).out)
  expect(json[0].findings).toContainEqual(expect.objectContaining({ level: 'error', test: '6.1.16' }))
}, 60_000)
