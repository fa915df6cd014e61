import { afterAll, beforeAll, expect, test } from 'vitest'
import { actPath, deliverDue } from '../../src/app/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'
import { caseActs } from '../../src/core/process/index.ts'
import { apiRoutes, apiVoice } from '../../src/http/api/index.ts'
import { gate, sessionCookie } from '../../src/http/gate/index.ts'
import { webRoutes, webVoice } from '../../src/http/web/index.ts'
import { apiClient, tokenOf, type Client } from '../kit/api.ts'
import { startSession } from '../kit/session.ts'
import { reported } from '../kit/voyage.ts'
import { wholeWay } from '../kit/way.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

/** What people of ill will write: markup, scripts, addresses, templates, and times that are none. */
const nasty = [
  '<img src=x onerror=alert(1)>',
  '</title></textarea></script><script>alert(1)</script>',
  '"autofocus onfocus="alert(1)',
  "'><svg/onload=alert(1)>",
  'javascript:alert(1)',
  '[x](javascript:alert(1)) ![x](https://evil.example/x.png)',
  '2026-13-45T99:99:99Z and 2026-02-30T25:61Z',
  '&lt;b&gt; &#x3c;i&#x3e;',
].join(' ')
/** Fields whose texts must be what they are. */
const exact =
  /^(person|to|duty|room|part|replicated|origin|side|audience|channel|when|vector|id|from|url|commit|kind|project|version|newestVulnerable|announcement|opening|repository|check|artefact|name|email|basedOn|draft|delivered|terms|by)$/

function worse(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (name === 'document') return [name, { ...value, ...worseDocument(value as Record<string, unknown>) }]
      return [
        name,
        typeof value === 'string' && !exact.test(name)
          ? `${value} ${nasty}`.slice(0, name === 'subject' ? 300 : 4000)
          : value,
      ]
    }),
  )
}

function worseDocument(document: Record<string, unknown>): object {
  const long = ['details', 'impact', 'upgrade', 'mitigations', 'vulnerableWhen']
  const texts = long.filter((name) => name in document).map((name) => [name, `${String(document[name])}\n\n${nasty}`])
  return { ...Object.fromEntries(texts), title: `${String(document['title'])} ${nasty}`.slice(0, 200) }
}

let here: TestWorld
let id = ''
let link = ''
const seen: { path: string; status: number; type: string; text: string }[] = []

beforeAll(async () => {
  here = await testWorld()
  const [ada, ben] = here.members as [PersonId, PersonId]
  const nobody = await apiClient(here, null)
  const people = new Map<string, Client>([
    ['ada', await apiClient(here, ada)],
    ['ben', await apiClient(here, ben)],
  ])
  const app = gate(here.world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice])
  const cookie = `${sessionCookie}=${await startSession(here.world, ada)}`
  const authorization = `Bearer ${await tokenOf(here.world, ada)}`
  async function lookAround(): Promise<void> {
    for (const { scope, method, path } of [...webRoutes, ...apiRoutes]) {
      if (method !== 'get' || /\*|:file|:name/.test(path)) continue
      const at = path
        .replace(':case', id)
        .replace(':secret', scope === 'reporter' ? link : 'x')
        .replace(':revision', '1')
        .replace(':id', 'CVE-2026-12345')
      const headers = path.startsWith('/api') ? { authorization } : { cookie }
      const answer = await app.request(at, { headers })
      const type = answer.headers.get('content-type') ?? ''
      seen.push({ path: at, status: answer.status, type, text: await answer.text() })
    }
  }
  const good = (answer: { status: number; body: unknown }, of: string) => {
    if (answer.status >= 300) throw new Error(`${of}: ${JSON.stringify(answer.body)}`)
    return answer.body as { case: string; api: string; events: { data: { person: PersonId } }[] }
  }
  await wholeWay(here, {
    async report(fields) {
      const told = { ...worse(fields), name: nasty.slice(0, 200), title: nasty.slice(0, 200), email: 'rey@example.org' }
      const body = good(await nobody.post('/api/reports', told), 'report')
      link = new URL(body.api).pathname.split('/').at(-1) ?? ''
      id = body.case
      const path = `/api/reports/${link}/${actPath('stateIntent')}`
      good(await nobody.post(path, { note: nasty }), 'stateIntent')
      await lookAround()
      return id
    },
    async invite(of, fields) {
      const done = good(await people.get('ada')!.post(`/api/cases/${of}/fix-team`, worse(fields)), 'invite')
      people.set('dov', await apiClient(here, done.events[0]!.data.person))
    },
    async act(who, of, name, fields = {}) {
      good(await people.get(who)!.post(`/api/cases/${of}/${actPath(name)}`, worse(fields)), name)
    },
    async phase() {
      await lookAround()
      return ''
    },
  })
  await deliverDue(here.world)
}, 60_000)
afterAll(() => here?.close())

test('nothing that people write breaks a page or becomes markup', () => {
  expect(seen.length).toBeGreaterThan(500)
  expect(seen.filter(({ status }) => status >= 500).map(({ path, status }) => `${path} ${status}`)).toEqual([])
  const pages = seen.filter(({ type }) => type.startsWith('text/html'))
  expect(pages.filter(({ text }) => text.includes('onerror')).length).toBeGreaterThan(20)
  for (const { path, text } of pages) {
    expect(text, path).not.toMatch(/<img\b|<svg\/|<script(?! (?:type="module" )?src="\/)|<i>|<b>|<iframe/i)
    expect(text.replaceAll(/"[^"]*"/g, '""'), path).not.toMatch(/<[^>]*\son(?:error|load|focus|click)\s*=/i)
    expect(text, path).not.toMatch(/(?:href|src|action|formaction)="(?!\/|#|\?|https?:\/\/|mailto:)/i)
  }
})

test('no title of a page says what a case is about, but those of people who may read it anyway', () => {
  const reporters = seen.filter(({ path }) => path.startsWith(`/report/${link}`))
  expect(reporters.length).toBeGreaterThan(4)
  for (const { path, text } of reporters)
    expect(/<title>(.*?)<\/title>/.exec(text)?.[1], path).not.toMatch(/harbour|onerror/)
})

const bad: readonly string[] = [
  '2026-13-45T99:99',
  '2026-02-30T10:00:00Z',
  '9999999999999999999999',
  '-1',
  '\u0000\u202e',
  '\ud800',
  '__proto__',
  '{"a":',
  '[[[[',
  'CVSS:3.1/AV:N/AV:N',
  'c-000000000000',
]

test('no form is answered with a failure, whatever stands in its fields', { timeout: 120_000 }, async () => {
  const app = gate(here.world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice])
  const ada = here.members[0]!
  const cookie = `${sessionCookie}=${await startSession(here.world, ada)}`
  const other = await reported(here)
  const names = new Set(Object.values(caseActs).flatMap((one) => Object.keys(one.fields.shape)))
  const more = ['email', 'name', 'why', 'title', 'impact', 'publishOn', 'disclosed', 'policy', 'person', 'next', 'by']
  const broken: string[] = []
  const forms = webRoutes.filter(({ method, path }) => method === 'post' && path !== '/sign-out')
  for (const { scope, path, act } of forms) {
    const at = path.replace(':case', other.id).replace(':secret', scope === 'reporter' ? other.secret : 'x')
    for (const value of bad) {
      if (act === 'withdrawReport' || act === 'rejectReport' || act === 'markDuplicate') continue
      const body = new URLSearchParams([...names, ...more].map((name) => [name, value]))
      const answer = await app.request(at, {
        method: 'POST',
        body,
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
      })
      if (answer.status >= 500) broken.push(`${path} ${JSON.stringify(value)}`)
    }
  }
  expect(forms.length).toBeGreaterThan(60)
  expect(broken).toEqual([])
})

test('no address is answered with a failure, whatever stands in its query', { timeout: 120_000 }, async () => {
  const app = gate(here.world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice])
  const cookie = `${sessionCookie}=${await startSession(here.world, here.members[0]!)}`
  const names = ['page', 'after', 'phase', 'open', 'limit', 'draft', 'proposal', 'entry', 'artefact', 'person', 'back']
  const broken: string[] = []
  for (const { method, scope, path } of [...webRoutes, ...apiRoutes]) {
    if (method !== 'get') continue
    const at = path.replace(':case', id).replace(':secret', scope === 'reporter' ? link : 'x')
    for (const value of bad) {
      const query = new URLSearchParams([...names, ...bad].map((name) => [name, value]))
      const spelled = at.replaceAll(/:[a-z]+/g, () => encodeURIComponent(value.toWellFormed()))
      for (const tail of ['', '%', '%ff', '/..%2f', '?%ff=%zz', `?${query.toString()}`]) {
        const answer = await app.request(`${spelled}${tail}`, { headers: { cookie } })
        if (answer.status >= 500) broken.push(`${path} ${JSON.stringify(value)} ${tail.slice(0, 20)}`)
      }
    }
  }
  expect(broken).toEqual([])
})
