import { createHash } from 'node:crypto'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folder } from '../src/adapters/folder/index.ts'
import { issueDue, publishTo, type PublishedTo, type World } from '../src/app/index.ts'
import { checkRecord, formats, isRecordFormat } from '../src/core/advisory/index.ts'
import { unzip } from '../src/core/publishing/index.ts'
import type { CaseId } from '../src/core/kernel/index.ts'
import { staticPages } from '../src/http/web/static/index.ts'
import { asNumberingAuthority } from './kit/cna.ts'
import { whole } from './kit/case.ts'
import { announced, does, prepared, reported } from './kit/voyage.ts'
import { testWorld, type TestWorld } from './kit/world.ts'
import { wind } from './kit/wind.ts'
import { beside, hasJudge, judge, providerJudge } from './peers/official.ts'

const canary = 'qxunpublishedcanary'
const address = 'https://security.example.org'

let here: TestWorld
let world: World
let out: string
let first: CaseId
let year: string
beforeAll(async () => {
  here = await testWorld()
  await asNumberingAuthority(here.world, here.members[0])
  // The reference validator takes seconds to load, and is run by its adapter's own tests.
  world = { ...here.world, csaf: { run: async () => [], close: async () => undefined } }
  out = join(mkdtempSync(join(tmpdir(), 'tocsin-publish-')), 'site')
  year = world.machine.now().toString().slice(0, 4)
  first = (await reported(here)).id
  await prepared(here, first, { cve: 'CVE-2026-11111' })
  await announced(here, first)
  const other = (await reported(here)).id
  await prepared(here, other, { cve: 'CVE-2026-22222' })
  await announced(here, other)
  const secret = await reported(here, { title: `${canary} title`, impact: canary })
  await prepared(here, secret.id, { cve: 'CVE-2026-98761' })
  await does(here, here.members[1], secret.id, 'reviseAdvisory', {
    basedOn: 1,
    document: { ...whole, title: `${canary} document` },
  })
  await does(here, here.members[2], secret.id, 'draftAnnouncement')
  await wind({ world }, 'PT1H')
})
afterAll(async () => {
  await here.close()
  rmSync(join(out, '..'), { recursive: true })
})

const publish = (options: { anew?: boolean; to?: string; version?: string } = {}): Promise<PublishedTo> =>
  publishTo(world, folder(options.to ?? out), {
    pages: staticPages(),
    version: options.version ?? '1',
    address,
    anew: options.anew ?? false,
  })

function files(root = out): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()
}
const text = (path: string) => readFileSync(join(out, path), 'utf8')
const json = (path: string) => JSON.parse(text(path))
const hashes = (root: string) =>
  files(root).map((path) => [
    path,
    createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex'),
  ])

test('a site is written once, and again only where something changed', async () => {
  expect(await publish()).toMatchObject({ advisories: 2, removed: 0, withheld: [] })
  const before = hashes(out)
  expect(await publish()).toMatchObject({ advisories: 2, written: 0, removed: 0 })
  expect(await publish({ anew: true })).toMatchObject({ written: 0 })
  expect(hashes(out)).toEqual(before)
})

test('written elsewhere from the same records, every byte is the same', async () => {
  const again = join(out, '..', 'again')
  await publish({ to: again })
  expect(hashes(again)).toEqual(hashes(out))
})

test('nothing of what is not published is in any file, nor the name of any case', () => {
  const all = files()
  expect(all.length).toBeGreaterThan(30)
  for (const path of all) {
    const bytes = readFileSync(join(out, path)).toString('latin1')
    const leaked = /qxunpublished|2026-98761|\bc-[0-9a-z]{12}\b|rey@example/i.exec(`${path} ${bytes}`)
    expect([path, leaked?.[0]]).toEqual([path, undefined])
  }
  const packed = unzip(readFileSync(join(out, 'osv/all.zip')))?.map(({ name }) => name)
  expect(packed).toEqual(['CVE-2026-11111.json', 'CVE-2026-22222.json'])
})

test('every relative link of every page leads to a file', () => {
  for (const page of files().filter((path) => path.endsWith('.html'))) {
    const links = [...text(page).matchAll(/(?:href|src)="([^"#:]+)"/g)].map(([, link = '']) => link)
    expect(links.length).toBeGreaterThan(3)
    for (const link of links)
      expect([page, link, statSync(join(out, page, '..', link)).isFile()]).toEqual([page, link, true])
  }
})

describe('every record', () => {
  test('passes our own schema', () => {
    for (const [name, under] of [
      ['osv', 'osv'],
      ['cve', 'cve'],
      ['csaf', `.well-known/csaf/white/${year}`],
    ] as const) {
      const format = formats.find((one) => one.name === name)
      if (format === undefined || !isRecordFormat(format)) throw new Error(`no format ${name}`)
      const records = files(join(out, under)).filter((path) => path.endsWith('.json'))
      expect(records.length).toBe(2)
      for (const path of records) expect(checkRecord(format, json(join(under, path)))).toEqual([])
    }
  })

  test.skipIf(!hasJudge('csaf'))(`passes the official schemas ${beside}`, async () => {
    const judges = [
      ['osv/CVE-2026-11111.json', await judge('osv')],
      ['cve/CVE-2026-11111.json', await judge('cve')],
      [`.well-known/csaf/white/${year}/cve-2026-11111.json`, await judge('csaf')],
      ['.well-known/csaf/provider-metadata.json', await providerJudge()],
    ] as const
    for (const [path, find] of judges) expect([path, find(json(path))]).toEqual([path, []])
  })
})

describe('a CSAF trusted provider (CSAF 2.0, 7.1)', () => {
  const tree = '.well-known/csaf/white'

  test('lists, feed and files name the same documents, each with hashes and signature', () => {
    const listed = text(`${tree}/index.txt`).trim().split('\n')
    expect(listed).toEqual([`${year}/cve-2026-11111.json`, `${year}/cve-2026-22222.json`])
    const changes = text(`${tree}/changes.csv`).trim().split('\n')
    expect(changes.map((line) => /^"([^"]+)","\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"$/.exec(line)?.[1]).toSorted()).toEqual(
      listed,
    )
    const feed = json(`${tree}/csaf-feed-tlp-white.json`).feed
    expect(feed.entry.map((one: { content: { src: string } }) => one.content.src).toSorted()).toEqual(
      listed.map((path) => `${address}/${tree}/${path}`),
    )
    for (const entry of feed.entry) {
      for (const { href } of entry.link) expect(statSync(join(out, href.slice(address.length))).isFile()).toBe(true)
    }
    for (const path of listed) {
      for (const kind of ['sha256', 'sha512']) {
        const hash = createHash(kind)
          .update(readFileSync(join(out, tree, path)))
          .digest('hex')
        expect(text(`${tree}/${path}.${kind}`)).toBe(`${hash}  ${path.split('/')[1]}\n`)
      }
    }
    expect(json('.well-known/csaf/provider-metadata.json')).toMatchObject({
      role: 'csaf_trusted_provider',
      canonical_url: `${address}/.well-known/csaf/provider-metadata.json`,
    })
  })

  test.skipIf(spawnSync('gpg', ['--version']).error !== undefined)('GnuPG finds each signature good', () => {
    const home = mkdtempSync(join(tmpdir(), 'tocsin-gpg-'))
    try {
      const { public_openpgp_keys: keys } = json('.well-known/csaf/provider-metadata.json')
      const key = join(out, keys[0].url.slice(address.length))
      const at = join(out, tree, year, 'cve-2026-11111.json')
      // The test's clock was wound ahead.
      const time = ['--faked-system-time', String(Math.floor(world.machine.now().epochMilliseconds / 1000))]
      const taken = ['--homedir', home, '--batch', ...time, '--import', key]
      execFileSync('gpg', taken, { stdio: 'ignore' })
      const args = ['--homedir', home, '--batch', ...time, '--status-fd', '1', '--verify', `${at}.asc`, at]
      expect(String(spawnSync('gpg', args).stdout)).toContain(`VALIDSIG ${keys[0].fingerprint}`)
    } finally {
      rmSync(home, { recursive: true })
    }
  })
})

test.skipIf(spawnSync('xmllint', ['--version']).error !== undefined)('Atom is well-formed', () => {
  const { status, stderr } = spawnSync('xmllint', ['--noout', join(out, 'advisories.atom')])
  expect([status, String(stderr)]).toEqual([0, ''])
})

test.skipIf(spawnSync('unzip', ['-v']).error !== undefined)('the archive holds the records', () => {
  expect(spawnSync('unzip', ['-tq', join(out, 'osv/all.zip')]).status).toBe(0)
  const inside = execFileSync('unzip', ['-p', join(out, 'osv/all.zip'), 'CVE-2026-11111.json'])
  expect(inside.equals(readFileSync(join(out, 'osv/CVE-2026-11111.json')))).toBe(true)
})

test('one change touches its own files and what lists it, and no other advisory', async () => {
  const before = new Map(hashes(out).map(([path, hash]) => [path, hash]))
  await does(here, here.members[1], first, 'reviseAdvisory', {
    basedOn: 1,
    document: { ...whole, mitigations: 'Turn it off.' },
  })
  await wind({ world }, 'PT1M')
  const { written } = await publish()
  const touched = hashes(out).flatMap(([path = '', hash]) => (before.get(path) === hash ? [] : [path]))
  expect(touched.length).toBe(written + 1)
  expect(touched.filter((path) => path.includes('22222'))).toEqual([])
  expect(touched).toEqual(expect.arrayContaining(['osv/CVE-2026-11111.json', 'osv/all.zip', 'advisories.atom']))
})

test('an id that changed moves the files; an erased case takes its own away', async () => {
  await does(here, here.members[1], first, 'recordCve', { id: 'CVE-2026-33333', evidence: 'the first was rejected' })
  await publish()
  expect(files().filter((path) => /11111/.test(path))).toEqual([])
  expect(files().filter((path) => /33333/.test(path)).length).toBe(8)
  await world.vault.destroyKey(first)
  expect(await publish()).toMatchObject({ advisories: 1, removed: 8 })
  for (const path of files()) expect([path, /33333/.test(path + text(path))]).toEqual([path, false])
})

test('a state or an archive that somebody changed is not believed', async () => {
  await publish()
  const before = hashes(out)
  writeFileSync(join(out, 'osv/all.zip'), 'broken')
  expect(await publish()).toMatchObject({ written: 1 })
  writeFileSync(join(out, '.tocsin-publish.json'), '{"form":1')
  await publish()
  expect(hashes(out)).toEqual(before)
})

test('what the tests withhold has no CSAF document, and the command is told where it fails', async () => {
  const findings = [{ test: '6.1.2', level: 'error', pointer: '/product_tree', says: 'twice' }] as const
  const failing: World = { ...world, csaf: { run: async () => findings, close: async () => undefined } }
  const { id } = await reported(here)
  await prepared(here, id, { cve: 'CVE-2026-44444' })
  await announced(here, id)
  expect(await issueDue(failing)).toBe(0)
  const done = await publishTo(failing, folder(out), { pages: staticPages(), version: '1', address })
  expect(done.withheld).toEqual([{ id: 'CVE-2026-44444', findings }])
  expect(files().filter((path) => /csaf.*44444/.test(path))).toEqual([])
  expect(text('advisories/CVE-2026-44444/index.html')).not.toContain('CSAF 2.0')
})
