import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runLine } from '../../tests/kit/io.ts'
import { policyCommands } from './policy.ts'

const told = `Told to people only; Tocsin does not act on:
good.yaml:16:5: committee.bootstrap.from
good.yaml:64:5: committee.steppingDown.replacementFrom
good.yaml:91:5: disclosure.private.ways
`
const sigstore = readFileSync(new URL('../../policies/sigstore.yaml', import.meta.url), 'utf8')

/** Runs one command line over files in memory; what isn't there is looked for on disk. */
function run(line: string, files: Record<string, string> = {}) {
  const words = line.split(' ').filter((word) => word !== '')
  return runLine(policyCommands, words, { files })
}

test('check says yes', async () => {
  expect(await run('policy check good.yaml', { 'good.yaml': sigstore })).toEqual({
    exit: 0,
    out: `good.yaml: “Sigstore security response” can be used\n${told}`,
    err: '',
  })
})

test.each(['etcd', 'kubernetes', 'sigstore-2026', 'curl'])(
  'check says of %s what is only told to people',
  async (name) => {
    const ran = await run(`policy check policies/${name}.yaml`)
    expect([ran.exit, ran.err]).toEqual([0, ''])
    expect(ran.out).toMatch(
      /can be used\nTold to people only; Tocsin does not act on:\n(?:policies\/[a-z0-9-]+\.yaml:[0-9]+:[0-9]+: [a-zA-Z.]+\n)+$/,
    )
    const { documented } = JSON.parse((await run(`policy check policies/${name}.yaml --json`)).out)
    expect(documented).toContainEqual(expect.objectContaining({ path: 'disclosure.private.ways' }))
  },
)

test('check says where, what and the way out', async () => {
  const text = sigstore.replace('least: 2', 'leest: 2').replace('due: P7D', 'due: 7 days')
  const line = (piece: string) => text.slice(0, text.indexOf(piece)).split('\n').length
  expect(await run('policy check bad.yaml', { 'bad.yaml': text })).toEqual({
    exit: 1,
    out: '',
    err:
      `bad.yaml:${line('leest')}:5: unknown_key: "leest" is not known here — Did you mean least?\n` +
      `bad.yaml:${line('due: 7')}:12: wrong_value: "due" must be an ISO 8601 duration, not "7 days" — Did you mean P7D?\n`,
  })
})

test('a warning is said and does not refuse', async () => {
  const text = sigstore.replace('[monday,', '[friday, monday,')
  const { exit, out, err } = await run('policy check w.yaml', { 'w.yaml': text })
  expect(exit).toBe(0)
  expect(out).toMatch(/^w\.yaml: “Sigstore security response” can be used; 1 warning\n/)
  expect(err).toMatch(/^w\.yaml:[0-9]+:16: warning: weekend_release: /)
})

test('check and explain in JSON', async () => {
  const bad = await run('policy check bad.yaml --json', { 'bad.yaml': 'format: 2\n' })
  expect(bad.exit).toBe(1)
  expect(JSON.parse(bad.out)).toMatchObject({ file: 'bad.yaml', usable: false })
  expect(JSON.parse(bad.out).problems).toContainEqual({
    level: 'error',
    line: 1,
    column: 9,
    path: 'format',
    code: 'wrong_value',
    says: '"format" cannot be 2',
    hint: 'Known: 1',
  })
  const good = await run('policy explain --json')
  expect(JSON.parse(good.out).chapters).toHaveLength(7)
  expect([good.exit, good.err]).toEqual([0, ''])
})

test('explain without a file explains the bundled policy; with one, that one', async () => {
  const bundled = await run('policy explain')
  expect(bundled.exit).toBe(0)
  expect(bundled.out).toContain('\nThe schedule\n')
  expect(bundled.out).toContain(
    '  S5   Fix development: the fix is complete between 1 day and 7 days after disclosure.',
  )
  const other = await run('policy explain o.yaml', { 'o.yaml': sigstore.replace('due: P7D', 'due: P10D') })
  expect(other.out).toContain('between 1 day and 10 days after disclosure')
  expect(await run('policy explain bad.yaml', { 'bad.yaml': '[' })).toMatchObject({ exit: 1, out: '' })
})

test.each(['policy check', 'policy explain'])('%s says in its help that it prints JSON', async (line) => {
  expect((await run(`${line} --help`)).out).toMatch(/^ {2}--json +Print JSON$/m)
})

test('schema prints what editors read', async () => {
  const { exit, out } = await run('policy schema')
  expect(exit).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', title: 'Tocsin policy' })
})

test.each([
  ['policy check', 'FILE is missing\nusage: tocsin policy check FILE [--json]\n'],
  ['policy check a b', 'b is not expected\nusage: tocsin policy check FILE [--json]\n'],
  ['policy check --color a', "Unknown option '--color'\nusage: tocsin policy check FILE [--json]\n"],
  ['policy schema x', 'x is not expected\nusage: tocsin policy schema\n'],
  ['policy check /nowhere/policy.yaml', '/nowhere/policy.yaml: cannot be read (ENOENT)\n'],
])('%s is not understood', async (line, err) => {
  expect(await run(line)).toEqual({ exit: 2, out: '', err })
})

test('diff says what changes, for whom, by clause; of one policy and itself, that they mean the same', async () => {
  const { exit, out } = await run('policy diff policies/sigstore.yaml policies/curl.yaml')
  expect(exit).toBe(0)
  expect([...out.matchAll(/^[A-Z].*/gm)].map(([heading]) => heading)).toEqual([
    'In general',
    'For reporters',
    'Deadlines',
    'For the fix team',
    'Release, announcement, looking back',
    'For the committee',
  ])
  expect(out).toContain(
    '  S8   was   With a CVSS score below 4.0, or a risk assessed as low, the fix team may slow down: Fix development and Fix release day. Once the severity has risen, that holds no more.\n' +
      '       now   With a risk assessed as low, the fix team may slow down: Fix development and Fix release day. Once the severity has risen, that holds no more.\n',
  )
  expect(out).toContain(
    '  R1   new   Distributors (the distros list) are told in private: before the announcement, at most 7 days ahead.\n',
  )
  expect(await run('policy diff a.yaml a.yaml', { 'a.yaml': sigstore })).toMatchObject({
    exit: 0,
    out: 'They mean the same.\n',
  })
  const told = JSON.parse((await run('policy diff policies/sigstore.yaml policies/curl.yaml --json')).out)
  expect(told[0]).toEqual({
    concerns: 'everyone',
    clause: null,
    was: 'name: Sigstore security response',
    becomes: 'name: curl vulnerability disclosure',
  })
})

test('diff and render say what is wrong in a file, with its place', async () => {
  const files = { 'good.yaml': sigstore, 'bad.yaml': 'format: 2\n' }
  for (const line of ['policy diff good.yaml bad.yaml', 'policy diff bad.yaml good.yaml', 'policy render bad.yaml']) {
    const { exit, out, err } = await run(line, files)
    expect([exit, out]).toEqual([1, ''])
    expect(err).toMatch(/^bad\.yaml:1:[0-9]+: [a-z_]+: /)
  }
  expect((await run('policy diff good.yaml', files)).err).toBe('B is missing\nusage: tocsin policy diff A B [--json]\n')
  expect((await run('policy render nowhere.yaml')).exit).toBe(2)
})

test('render prints the SECURITY.md that the policy means', async () => {
  const { exit, out } = await run('policy render policies/etcd.yaml')
  expect(exit).toBe(0)
  expect(out).toMatch(/^# Security policy: etcd security release\n/)
  expect(out).toContain('- Suspected vulnerabilities are reported in private, by a web form, mail or the API. (D1)\n')
  expect(out).toContain('Subject: Upcoming security release of {{project}} on {{date}}\n')
})

test('simulate prints every deadline with its state and why; what the process refuses, with its line', async () => {
  const { exit, out, err } = await run('policy simulate policies/kubernetes.yaml docs/examples/simulation.jsonl')
  expect([exit, err]).toEqual([0, ''])
  expect(out).toMatch(/^As of 2026-03-31T16:00:00Z: 2 of [0-9]+ deadlines missed or late\n/)
  expect(out).toContain(
    '  met      First response: due 2026-03-09T17:30:00Z, done 2026-03-09T10:00:00Z, reminded once\n' +
      '           D1: First response: within 1 business day of disclosure\n',
  )
  const files = {
    'e.jsonl': '{"at":"2026-03-02T09:00Z","event":"report"}\n{"at":"2026-03-03T09:00Z","event":"close"}\n',
  }
  const refused = await run('policy simulate policies/etcd.yaml e.jsonl', files)
  expect([refused.exit, refused.err]).toEqual([1, expect.stringMatching(/^e\.jsonl:2:1: [a-z_]+: .* — .*\n$/)])
  const asJson = await run('policy simulate policies/etcd.yaml e.jsonl --json', files)
  expect(JSON.parse(asJson.out)).toMatchObject({ until: '2026-03-03T09:00:00Z', refused: [{ line: 2 }] })
  const bad = await run('policy simulate policies/etcd.yaml e.jsonl', { 'e.jsonl': '{"at":' })
  expect([bad.exit, bad.out, bad.err]).toEqual([1, '', expect.stringMatching(/^e\.jsonl:1:7: malformed_json: /)])
})
