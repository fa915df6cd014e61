import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openByMember, personOfToken, signIn } from '../../app/index.ts'
import { runLine } from '../../../tests/kit/io.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { machine } from '../../adapters/machine/index.ts'
import { accessCommands, initCommand, logCommands, type OpenInstallation, type ReadsInstallation } from './index.ts'

let here: TestWorld
let fresh: TestWorld
beforeAll(async () => {
  here = await testWorld()
  fresh = await testWorld({ found: false })
  await openByMember(here.world, here.members[0]!, { title: 'x', impact: 'y' })
})
afterAll(async () => {
  await here.close()
  await fresh.close()
})

const open =
  (one: TestWorld): OpenInstallation =>
  async () => ({ world: one.world, close: async () => undefined })
const reads =
  ({ world }: TestWorld): ReadsInstallation =>
  async () => ({ from: world, check: () => world.store.check(), close: async () => undefined })
const commandsOf = (one: TestWorld) => [
  initCommand(open(one)),
  ...accessCommands(open(one)),
  ...logCommands(open(one), reads(one), machine()),
]
const on = (one: TestWorld, line: readonly string[], files = {}) => runLine(commandsOf(one), line, { files })

const broken: readonly (readonly [what: string, edit: (text: string) => string, complaint: RegExp])[] = [
  [
    'a wrong address',
    (text) => text.replace('ada@example.org', 'ada'),
    /^c\.yaml:13:12: members\[0\]\.email: must be an e-mail address\n$/,
  ],
  [
    'a web address without a scheme',
    (text) => text.replace('address: http://127.0.0.1:8080', 'address: anchorage'),
    /^c\.yaml:4:10: address: must be a web address/,
  ],
  [
    'a misspelt field, which is not said to be missing as well',
    (text) => text.replace('address:', 'addres:'),
    /^c\.yaml:4:1: addres: is not known here — Did you mean address\?\n$/,
  ],
  [
    'a misspelt field of a member',
    (text) => text.replace('email: ben', 'emial: ben'),
    /^c\.yaml:17:5: members\[1\]\.emial: is not known here — Did you mean members\[1\]\.email\?\n$/,
  ],
  [
    'a field that is like no other',
    (text) => `${text}colour: red\n`,
    /^c\.yaml:\d+:1: colour: is not known here — Known here: nothing else\.\n$/,
  ],
  ['a field that is missing', (text) => text.replace(/^address:.*\n/m, ''), /^c\.yaml:1:1: address: is missing\n$/],
  [
    'several things, all at once',
    (text) =>
      text
        .replace('ada@example.org', 'ada')
        .replace('address: http', 'address: htp')
        .replace('host: 127.0.0.1', 'host: mail.example.org')
        .replace('policy: sigstore', 'policy: harbour'),
    /^c\.yaml:10:9: policy: .*\nc\.yaml:4:10: address: must be .*\nc\.yaml:13:12: members\[0\]\.email: .*\nc\.yaml:\d+:\d+: mail\.security: .*\n$/,
  ],
  [
    'no members',
    (text) => text.replace(/members:[^]*projects:/, 'members: []\nprojects:'),
    /^c\.yaml:11:10: members: at least one member\n$/,
  ],
  [
    'a policy that does not exist',
    (text) => text.replace('policy: sigstore', 'policy: harbour'),
    /^c\.yaml:10:9: policy: no policy “harbour” comes with the product/,
  ],
  [
    'a policy file that does not exist',
    (text) => text.replace('policy: sigstore', 'policy: ./p.yaml'),
    /^c\.yaml:10:9: policy: p\.yaml cannot be read\n$/,
  ],
  [
    'mail in the clear to another machine',
    (text) => text.replace('host: 127.0.0.1', 'host: mail.example.org'),
    /^c\.yaml:\d+:\d+: mail\.security: without encryption/,
  ],
  ['YAML that breaks off', (text) => `${text}\nname: [`, /^c\.yaml:\d+:\d+: /],
  ['the same key twice', (text) => `${text}\nname: Again\n`, /^c\.yaml:\d+:1: Map keys must be unique/],
  ['something else', () => '- a list', /^c\.yaml:1:1: must be a list of settings/],
]

test.each(broken)('init says where %s stands, and sets nothing up', async (_, edit, complaint) => {
  const { out: example } = await on(fresh, ['init', '--example'])
  const { exit, out, err } = await on(fresh, ['init', '--config', 'c.yaml'], { 'c.yaml': edit(example) })
  expect([exit, out]).toEqual([1, ''])
  expect(err).toMatch(complaint)
})

test('init complains about a policy at its place in the policy’s file', async () => {
  const { out: example } = await on(fresh, ['init', '--example'])
  const files = { 'dir/c.yaml': example.replace('policy: sigstore', 'policy: ./p.yaml'), 'dir/p.yaml': 'format: 2\n' }
  const { exit, err } = await on(fresh, ['init', '--config', 'dir/c.yaml'], files)
  expect(exit).toBe(1)
  expect(err).toMatch(/^dir\/p\.yaml:1:9: "format" cannot be 2/m)
})

test('init founds the community with the example, once; its links sign in', async () => {
  const { out: example } = await on(fresh, ['init', '--example'])
  const { exit, out, err } = await on(fresh, ['init', '--config', 'c.yaml', '--json'], { 'c.yaml': example })
  expect([exit, err]).toEqual([0, ''])
  const founded = JSON.parse(out)
  expect(founded).toMatchObject({ name: 'Anchorage', projects: 1, administrators: [{ name: 'Ada Anchor' }] })
  const link = new URL(founded.administrators[0].link)
  const signedIn = await signIn(fresh.world, link.pathname.split('/').at(-1) ?? '')
  expect(signedIn?.person).toBe(founded.administrators[0].person)
  const again = await on(fresh, ['init', '--config', 'c.yaml'], { 'c.yaml': example })
  expect([again.exit, again.err]).toEqual([1, expect.stringMatching(/^set_up_already: /)])
})

test('init without a mail server says how its members come in meanwhile', async () => {
  const other = await testWorld({ found: false })
  const { out: example } = await on(other, ['init', '--example'])
  const { exit, err } = await on(other, ['init', '--config', 'c.yaml'], {
    'c.yaml': example.replace(/^mail:[^]*/m, ''),
  })
  expect([exit, err]).toEqual([0, expect.stringMatching(/^No mail server: .* tocsin sign-in-link EMAIL\n$/)])
  await other.close()
})

test('token create and sign-in-link: for people who are known, with their rights', async () => {
  const made = await on(here, ['token', 'create', '--person', 'ADA@example.org', '--label', 'scripts'])
  expect([made.exit, made.err]).toEqual([0, ''])
  expect((await personOfToken(here.world, made.out.trim()))?.id).toBe(here.members[0])
  const link = await on(here, ['sign-in-link', 'ben@example.org'])
  expect(link.out).toMatch(/^http:\/\/127\.0\.0\.1:8080\/sign-in\/[\w-]{43}\n$/)
  expect((await signIn(here.world, link.out.trim().split('/').at(-1) ?? ''))?.person).toBe(here.members[1])
  for (const line of [
    ['sign-in-link', 'nobody@example.org'],
    ['token', 'create', '--person', 'nobody@example.org', '--label', 'x'],
  ]) {
    expect(await on(here, line)).toMatchObject({ exit: 1, out: '', err: expect.stringMatching(/^no_such_person: /) })
  }
  const years = await on(here, ['token', 'create', '--person', 'ada@example.org', '--label', 'x', '--days', '999'])
  expect([years.exit, years.err]).toEqual([1, expect.stringMatching(/^bad_input: --days /)])
})

test('log verify: holds, prints heads, compares them, and names what does not hold', async () => {
  const good = await on(here, ['log', 'verify'])
  expect([good.exit, good.err, good.out]).toEqual([
    0,
    '',
    expect.stringMatching(
      /^everything holds: \d+ events in \d+ records\nin the log: 0 leaves, 0 checkpoints\nnot yet in the log: /,
    ),
  ])
  const { out: heads } = await on(here, ['log', 'verify', '--heads'])
  expect(
    heads
      .trim()
      .split('\n')
      .every((line) => /^[kcrp]-[0-9a-z]{12}\t[0-9a-f]{64}$/.test(line)),
  ).toBe(true)
  expect((await on(here, ['log', 'verify', '--against', 'heads'], { heads })).exit).toBe(0)
  expect((await on(here, ['log', 'verify', '--against', 'heads'], { heads: 'x' })).exit).toBe(2)
  const elsewhere = heads.replace(/[0-9a-f]{64}/, '0'.repeat(64))
  const cut = await on(here, ['log', 'verify', '--against', 'heads'], { heads: elsewhere })
  expect([cut.exit, cut.err]).toEqual([1, expect.stringContaining('head_missing')])

  const db = new DatabaseSync(join(here.data, 'tocsin.db'))
  db.exec('update events set chain = zeroblob(length(chain)) where rowid = 2')
  db.close()
  const bad = await on(here, ['log', 'verify'])
  expect(bad.exit).toBe(1)
  expect(bad.err).toMatch(/^[kcrp]-[0-9a-z]{12}\/\d+: chain_broken: /m)
  const json = JSON.parse((await on(here, ['log', 'verify', '--json'])).out)
  expect(json.findings[0]).toMatchObject({ code: 'chain_broken' })
  expect(readFileSync(join(here.data, 'tocsin.db')).length).toBeGreaterThan(0)
})
