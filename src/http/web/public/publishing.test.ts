import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asNumberingAuthority } from '../../../../tests/kit/cna.ts'
import { atABrowser } from '../../../../tests/kit/pages.ts'
import { announced, does, prepared, reported } from '../../../../tests/kit/voyage.ts'
import { whole } from '../../../../tests/kit/case.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { wind } from '../../../../tests/kit/wind.ts'
import { committeeKeys, importCommitteeKey, issueDue, publicAdvisories, type World } from '../../../app/index.ts'
import type { CsafFinding } from '../../../app/ports/index.ts'
import { lists } from '../../../app/publishing/lists.ts'
import { paths } from '../../../core/publishing/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

const csaf = `/${paths.csaf}`
const everyList = [...lists.map(({ path }) => `/${path}`), `/${paths.osvAll}`]
const canary = 'qxunpublishedcanary'

let setting: TestWorld
let world: World
/** What the mandatory tests find; the reference validator itself is run where it is wrapped (adapters/csaf). */
let findings: readonly CsafFinding[] = []
let app: ReturnType<typeof gate>
let year: string
beforeAll(async () => {
  setting = await testWorld()
  await asNumberingAuthority(setting.world, setting.members[0])
  world = { ...setting.world, csaf: { run: async () => findings, close: async () => undefined } }
  app = gate(world, webRoutes, [webVoice])
  year = setting.world.machine.now().toString().slice(0, 4)
  const { id } = await reported(setting)
  await prepared(setting, id, { cve: 'CVE-2026-11111' })
  await announced(setting, id)
  const secret = await reported(setting, { title: `${canary} title`, impact: canary })
  await prepared(setting, secret.id, { cve: 'CVE-2026-22222' })
  const document = { ...whole, title: `${canary} document` }
  await does(setting, setting.members[1], secret.id, 'reviseAdvisory', { basedOn: 1, document })
  await does(setting, setting.members[2], secret.id, 'draftAnnouncement')
  expect(await issueDue(world)).toBe(1)
})
afterAll(() => setting?.close())

const get = async (path: string, headers: Record<string, string> = {}) =>
  app.request(`http://127.0.0.1:8080${path}`, { headers })
const bytesOf = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer())

it.each(everyList)('%s names what is published and nothing else', async (path) => {
  const answer = await get(path)
  const text = Buffer.from(await answer.arrayBuffer()).toString('latin1')
  expect(answer.status).toBe(200)
  if (path !== `/${paths.rolieService}` && path !== `/${paths.provider}`) expect(text).toMatch(/CVE-2026-11111/i)
  expect(text).not.toMatch(new RegExp(`${canary}|22222|c-[0-9a-z]{12}`, 'i'))
})

it.each([
  '/osv/CVE-2026-22222.json',
  '/cve/CVE-2026-22222.json',
  '/markdown/CVE-2026-22222.md',
  ...['', '.sha256', '.sha512', '.asc'].map((ending) => `${csaf}/2026/cve-2026-22222.json${ending}`),
  `${csaf}/1999/cve-2026-11111.json`,
  `${csaf}/2026/CVE-2026-11111.json`,
  '/.well-known/csaf/openpgp/0000.asc',
])('%s is nowhere', async (path) => {
  expect((await get(path.replace('/2026/', `/${year}/`))).status).toBe(404)
})

it('hashes and signature beside a CSAF document are of its bytes, and made once', async () => {
  const path = `${csaf}/${year}/cve-2026-11111.json`
  const bytes = await bytesOf(path)
  for (const kind of ['sha256', 'sha512']) {
    const hash = createHash(kind).update(bytes).digest('hex')
    expect(await (await get(`${path}.${kind}`)).text()).toBe(`${hash}  cve-2026-11111.json\n`)
  }
  const signature = await (await get(`${path}.asc`)).text()
  expect(signature).toMatch(/^-----BEGIN PGP SIGNATURE-----/)
  expect(await (await get(`${path}.asc`)).text()).toBe(signature)
  const [key] = await committeeKeys(setting.world)
  const published = await get(`/.well-known/csaf/openpgp/${key?.fingerprint}.asc`)
  expect(await published.text()).toBe(key?.armored)
  expect(key?.armored).toMatch(/^-----BEGIN PGP PUBLIC KEY BLOCK-----/)
})

describe('conditional requests (RFC 9110, 13)', () => {
  it.each([...everyList, '/osv/CVE-2026-11111.json', '/advisories/CVE-2026-11111/formats/csaf'])(
    '%s is sent once',
    async (path) => {
      const first = await get(path)
      const [etag, modified] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? '']
      const asked = [
        [{ 'if-none-match': etag }, 304],
        [{ 'if-none-match': `"other", W/${etag}` }, 304],
        [{ 'if-none-match': '"other"', 'if-modified-since': modified }, 200],
        [{ 'if-modified-since': modified }, 304],
        [{ 'if-modified-since': 'Thu, 01 Jan 1998 00:00:00 GMT' }, 200],
        [{ 'if-modified-since': 'not a date' }, 200],
      ] as const
      for (const [headers, status] of asked)
        expect([headers, (await get(path, headers)).status]).toEqual([headers, status])
      expect(await (await get(path, { 'if-none-match': etag })).text()).toBe('')
    },
  )
})

it('a revision is another document: another version, another signature, the last in every list', async () => {
  const [first] = await publicAdvisories(setting.world)
  await wind({ world }, 'P1D')
  const published = `${csaf}/${year}/cve-2026-11111.json`
  const before = await (await get(`${published}.asc`)).text()
  const rows = await world.store.published(world.community, 10)
  const of = rows.find(({ id }) => id === 'CVE-2026-11111')?.case ?? 'c-'
  const document = { ...whole, mitigations: 'Turn it off.' }
  await does(setting, setting.members[1], of, 'reviseAdvisory', { basedOn: 1, document })
  expect(await (await get(csaf + '/index.txt')).text()).toBe('')
  expect([await issueDue(world), await issueDue(world)]).toEqual([1, 0])
  const record = (await (await get(published)).json()) as { document: { tracking: { version: string } } }
  expect([first?.revision, record.document.tracking.version]).toEqual([1, '2'])
  expect(await (await get(`${published}.asc`)).text()).not.toBe(before)
  const [changed] = await publicAdvisories(setting.world)
  expect(await (await get(`/${paths.osvModified}`)).text()).toBe(`${changed?.modified},CVE-2026-11111\n`)
  expect(await (await get(`/${paths.csafChanges}`)).text()).toBe(
    `"${year}/cve-2026-11111.json","${changed?.modified}"\n`,
  )
})

it('who asked between an announcement and its CSAF document gets the lists anew by their date alone', async () => {
  await wind({ world }, 'P1D')
  const { id } = await reported(setting)
  await prepared(setting, id, { cve: 'CVE-2026-77777' })
  await announced(setting, id)
  const made = lists.filter(({ of, path }) => of === 'csaf' && path !== paths.rolieService)
  expect(made.length).toBe(4)
  const seen = await Promise.all(
    made.map(async ({ path }) => (await get(`/${path}`)).headers.get('last-modified') ?? ''),
  )
  expect(await issueDue(world)).toBe(1)
  for (const [nth, { path }] of made.entries()) {
    const again = await get(`/${path}`, { 'if-modified-since': seen[nth] ?? '' })
    expect([path, again.status]).toEqual([path, 200])
    const newest = { 'if-modified-since': again.headers.get('last-modified') ?? '' }
    expect((await get(`/${path}`, newest)).status).toBe(304)
  }
})

it('a CSAF document says where it stands', async () => {
  const path = `${csaf}/${year}/cve-2026-11111.json`
  const record = (await (await get(path)).json()) as { document: { references: { category: string; url: string }[] } }
  const self = record.document.references.filter(({ category }) => category === 'self')
  expect(self.map(({ url }) => url)).toEqual([`http://127.0.0.1:8080${path}`])
})

it('the CSAF document that goes out is the one on the advisory’s page', async () => {
  const text = await (await get('/advisories/CVE-2026-11111/formats/csaf')).text()
  expect(text).toBe(await (await get(`${csaf}/${year}/cve-2026-11111.json`)).text())
})

it('what fails a mandatory test does not go out as CSAF; it is told where, and all else is there', async () => {
  findings = [
    { test: '6.1.2', level: 'error', pointer: '/product_tree', says: 'a product id twice' },
    { test: '6.2.1', level: 'warning', pointer: '', says: 'unused product' },
  ]
  const { id } = await reported(setting)
  await prepared(setting, id, { cve: 'CVE-2026-33333' })
  await announced(setting, id)
  expect(await issueDue(world)).toBe(0)
  const page = await get('/advisories/CVE-2026-33333/formats/csaf')
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('6.1.2 at /product_tree')])
  expect((await get(`${csaf}/${year}/cve-2026-33333.json`)).status).toBe(404)
  expect(await (await get(`/${paths.rolie}`)).text()).not.toContain('33333')
  expect(await (await get(`/${paths.atom}`)).text()).toContain('CVE-2026-33333')
  const inside = async () => (await atABrowser(app, world, setting.members[0] ?? 'p-')).get(`/cases/${id}`)
  expect((await inside()).text).toMatch(/CSAF document is withheld.*a product id twice.*test 6\.1\.2, \/product_tree/s)
  // Warnings withhold nothing; what was withheld is tested again when it has changed, not whenever somebody asks.
  findings = findings.slice(1)
  expect((await get(`${csaf}/${year}/cve-2026-33333.json`)).status).toBe(404)
  await wind({ world }, 'PT1H')
  const document = { ...whole, mitigations: 'Turn the cache off.' }
  await does(setting, setting.members[1], id, 'reviseAdvisory', { basedOn: 1, document })
  expect((await get(`${csaf}/${year}/cve-2026-33333.json`)).status).toBe(200)
  expect((await inside()).text).not.toContain('withheld')
})

describe('a list that nothing changed in', () => {
  /** What the store is asked while an answer is made. */
  async function asking(act: () => Promise<unknown>): Promise<readonly string[]> {
    const asked: string[] = []
    const { store } = world
    const real = { ...store }
    for (const [name, method] of Object.entries(real) as [string, (...given: unknown[]) => unknown][]) {
      Object.assign(store, { [name]: (...given: unknown[]) => (asked.push(name), method(...given)) })
    }
    await act()
    Object.assign(store, real)
    return asked
  }

  it.each(everyList)('%s is neither looked for nor written again', async (path) => {
    await wind({ world }, 'PT5S')
    const etag = (await get(path)).headers.get('etag') ?? ''
    for (const headers of [{ 'if-none-match': etag }, {}] as Record<string, string>[]) {
      const asked = await asking(() => get(path, headers))
      expect(asked).toContain('setting')
      expect(asked).not.toContain('published')
    }
  })

  it('is looked for again as soon as something is published, whoever asked meanwhile', async () => {
    const path = `/${paths.jsonFeed}`
    await get(path)
    const { id } = await reported(setting)
    expect(await asking(() => get(path))).not.toContain('published')
    await prepared(setting, id, { cve: 'CVE-2026-44444' })
    await Promise.all([announced(setting, id), ...Array.from({ length: 20 }, () => get(path))])
    expect(await (await get(path)).text()).toContain('CVE-2026-44444')
    await issueDue(world)
    expect(await (await get(`/${paths.csafIndex}`)).text()).toContain('cve-2026-44444')
  })

  it('names another key as soon as there is one', async () => {
    const path = `/${paths.provider}`
    await get(path)
    const owner = { name: 'Harbour security', email: 'keys@example.org' }
    const armored = await world.openpgp.makeKey(owner, world.machine.now())
    const key = await importCommitteeKey(world, armored, '')
    expect(key).toHaveProperty('fingerprint')
    const { fingerprint } = key as { fingerprint: string }
    expect((await (await get(path)).text()).toLowerCase()).toContain(fingerprint.toLowerCase())
  })

  it('is signed anew with another key, and who asks by its date gets that signature', async () => {
    const path = `${csaf}/${year}/cve-2026-11111.json`
    await issueDue(world)
    const before = (await get(`${path}.asc`)).headers.get('last-modified') ?? ''
    const [document] = [(await get(path)).headers.get('last-modified')]
    await wind({ world }, 'PT1H')
    const { openpgp, machine } = world
    const privateKey = await openpgp.makeKey({ name: 'Anchorage', email: 'other@example.org' }, machine.now())
    expect(await importCommitteeKey(world, privateKey, '')).toHaveProperty('fingerprint')
    await issueDue(world)
    expect((await get(`${path}.asc`, { 'if-modified-since': before })).status).toBe(200)
    expect((await get(path)).headers.get('last-modified')).toBe(document)
  })
})
