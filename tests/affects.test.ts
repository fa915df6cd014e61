import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answers, doubts, problemCodes } from '../src/core/advisory/index.ts'
import { apiRoutes, apiVoice, operations } from '../src/http/api/index.ts'
import { gate } from '../src/http/gate/index.ts'
import { webRoutes, webVoice } from '../src/http/web/index.ts'
import { commands } from '../src/main/commands/index.ts'
import { apiClient, type Client } from './kit/api.ts'
import { whole } from './kit/case.ts'
import { runLine } from './kit/io.ts'
import { visitor, type Visitor } from './kit/visitor.ts'
import { announced, does, prepared, reported } from './kit/voyage.ts'
import { testWorld, type TestWorld } from './kit/world.ts'

/** "Is my version affected?", asked on the page, over the API and on the command line: one answer. */
let here: TestWorld
let page: Visitor
let api: Client
const id = 'CVE-2026-12345'
const two = {
  ...whole,
  affected: [
    ...whole.affected,
    {
      package: { ecosystem: 'PyPI', name: 'anchor' },
      ranges: [{ type: 'ECOSYSTEM' as const, introduced: '1.0', fixed: '1.2.post1' }],
    },
  ],
}

beforeAll(async () => {
  here = await testWorld()
  page = visitor(gate(here.world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice]))
  api = await apiClient(here, null)
  const { id: case_ } = await reported(here)
  await prepared(here, case_)
  await does(here, here.members[1] ?? 'p-', case_, 'reviseAdvisory', { basedOn: 1, document: two })
  await announced(here, case_)
})
afterAll(() => here.close())

describe('on the page, without JavaScript', () => {
  const read = async (query: string) => (await page.get(`/advisories/${id}${query}`)).text()

  test('the form is there and nothing is answered before it is asked', async () => {
    const text = await read('')
    expect(text).toMatch(new RegExp(`<form action="/advisories/${id}#my-version" method="get"`))
    expect(text).toContain('anchor (PyPI)')
    expect(text).not.toContain('class="notice')
  })

  test.each([
    [
      '?version=v1.2.3&package=example.org/anchor+(Go)',
      'v1.2.3 of example.org/anchor (Go) is affected. The fix is in 1.2.4.',
    ],
    [
      '?version=1.2.4&package=example.org/anchor',
      '1.2.4 of example.org/anchor (Go) is not affected: it was fixed in 1.2.4.',
    ],
    ['?version=1.2&package=anchor+(PyPI)', '1.2 of anchor (PyPI) is affected. The fix is in 1.2.post1.'],
    ['?version=0.9&package=pkg:pypi/anchor', '0.9 of anchor (PyPI) is not affected.'],
    ['?version=1.2.3', 'Which package? The advisory names example.org/anchor (Go), anchor (PyPI).'],
    ['?version=latest&package=anchor', 'latest is not a PEP 440 version such as 1.4.2, 1.4rc1 or 1.4.post1.'],
  ])('%s', async (query, says) => {
    expect(await read(query)).toContain(says)
  })

  test('what was asked stands in the form again, as text', async () => {
    const text = await read('?version="><script>1&package=anchor+(PyPI)')
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;1"')
    expect(text).not.toContain('<script>1')
  })
})

describe('over the API', () => {
  const answer = operations.find((one) => one.id === 'isAffected')?.answer

  test.each([
    ['version=1.2.3&package=example.org/anchor', { answer: 'affected', doubt: null, fixedIn: ['1.2.4'] }],
    ['version=1.2&package=anchor&ecosystem=PyPI', { answer: 'affected', fixedIn: ['1.2.post1'] }],
    ['version=1.2.4&package=pkg:golang/example.org/anchor', { answer: 'fixed', fixedIn: ['1.2.4'] }],
    ['version=1.2', { answer: 'cannot_tell', doubt: 'which_package' }],
  ])('%s', async (query, verdict) => {
    const { status, body } = await api.get(`/api/advisories/${id}/affects?${query}`)
    expect([status, body]).toEqual([200, expect.objectContaining(verdict)])
    expect(answer?.safeParse(body).error?.issues).toBeUndefined()
  })

  test('without a version, and of an advisory that is not public', async () => {
    expect((await api.get(`/api/advisories/${id}/affects`)).body).toMatchObject({ code: 'bad_input' })
    expect((await api.get(`/api/advisories/${id}/affects?version=1&versoin=2`)).status).toBe(400)
    expect((await api.get('/api/advisories/CVE-2026-99999/affects?version=1.0.0')).status).toBe(404)
  })
})

describe('on the command line', () => {
  const fetch = (url: string) => page.get(url.replace('http://127.0.0.1:8080', ''))
  const files = {
    'advisory.json': JSON.stringify(two),
    'shown.json': JSON.stringify({ id, document: two }),
    'osv.json': JSON.stringify({
      schema_version: '1.7.0',
      id: 'GHSA-1111-2222-3333',
      modified: '2026-01-01T00:00:00Z',
      affected: [
        {
          package: { ecosystem: 'npm', name: 'anchor', odd: 1 },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '2.0.0' }] }],
        },
      ],
    }),
    '-': JSON.stringify({ ...whole, affected: whole.affected }),
    'broken.json': '{',
    'other.json': '{"name": "anchor"}',
  }
  const run = (line: string) => runLine(commands, ['advisory', 'affects', ...line.split(' ')], { fetch, files })

  test.each([
    ['osv.json --version 0.9.0', 1, '0.9.0 of anchor (npm) is affected. The fix is in 1.0.0.'],
    ['osv.json --version 1.5.0', 0, '1.5.0 of anchor (npm) is not affected: it was fixed in 1.0.0.'],
    ['osv.json --version 2.1.0', 1, 'No fixed version is written down.'],
    ['osv.json --version 2.1', 2, '2.1 is not a semantic version'],
    ['advisory.json --version 1.1 --package anchor', 1, 'The fix is in 1.2.post1.'],
    ['shown.json --version v1.2.3 --package example.org/anchor', 1, 'The fix is in 1.2.4.'],
    ['--version 1.2.4', 0, 'it was fixed in 1.2.4'],
    [`${id} --version 1.2.3 --package example.org/anchor`, 1, 'The fix is in 1.2.4.'],
    [`${id} --version 1.2.3`, 2, 'Which package?'],
  ])('%s: exit %i', async (line, exit, says) => {
    const ran = await run(line)
    expect([ran.exit, ran.err]).toEqual([exit, ''])
    expect(ran.out).toContain(says)
  })

  test.each([
    ['broken.json --version 1.0.0', /broken\.json: is not JSON/],
    ['other.json --version 1.0.0', /no advisory in a format that is known/],
    ['nowhere.json --version 1.0.0', /cannot be read \(ENOENT\)/],
    ['osv.json', /--version is missing/],
    ['CVE-2026-99999 --version 1.0.0', /not_found/],
  ])('%s: exit 2', async (line, says) => {
    const ran = await run(line)
    expect([ran.exit, ran.out]).toEqual([2, ''])
    expect(ran.err).toMatch(says)
  })

  test('as JSON it is what the API answers; without a server it is 3', async () => {
    const local = JSON.parse((await run('advisory.json --version 1.1 --package anchor --json')).out)
    const remote = JSON.parse((await run(`${id} --version 1.1 --package anchor --json`)).out)
    expect(local).toEqual(remote)
    expect(local).toMatchObject({ answer: 'affected', rule: expect.stringContaining('PEP 440') })
    expect((await runLine(commands, ['advisory', 'affects', id, '--version', '1.0.0'])).exit).toBe(3)
  })
})

test('the documentation names every answer, doubt and problem', () => {
  const text = readFileSync(new URL('../docs/versions.md', import.meta.url), 'utf8')
  for (const code of [...answers, ...doubts, ...problemCodes]) expect(text).toContain(`\`${code}\``)
})
