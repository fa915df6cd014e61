import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLog } from '../../app/index.ts'
import { apiClient, tokenOf, type Client } from '../../../tests/kit/api.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { openApi, operations } from './index.ts'

let here: TestWorld
let ada: Client
let nobody: Client
let id: string

beforeAll(async () => {
  here = await testWorld()
  ada = await apiClient(here, here.members[0]!)
  nobody = await apiClient(here, null)
  const opened = await ada.post('/api/cases', { title: 'harbour: forged entries', impact: 'Anyone can forge.' })
  id = opened.body.case
})
afterAll(() => here.close())

const shapeOf = (name: string) => operations.find((one) => one.id === name)!.answer

test('a case has the shape that is described, its version as ETag', async () => {
  const { status, body, headers } = await ada.get(`/api/cases/${id}`)
  expect(status).toBe(200)
  expect(shapeOf('readCase').safeParse(body).error?.issues).toBeUndefined()
  expect(body).toMatchObject({ case: id, phase: 'triage', open: true, roles: ['member'] })
  expect(headers.get('etag')).toBe(`"${body.version}"`)
  expect(body.steps.map((step: { act: string }) => step.act)).toContain('accept-report')
  expect(body.deadlines[0].because[0]).toMatch(/^S4: /)
  expect(JSON.stringify(body)).not.toContain('ada@example.org')
})

test('record, thread and list have the shapes that are described', async () => {
  for (const [name, path] of [
    ['readRecord', `/api/cases/${id}/record`],
    ['readThread', `/api/cases/${id}/thread`],
    ['listCases', '/api/cases'],
    ['me', '/api/me'],
    ['listTokens', '/api/tokens'],
    ['listAdvisories', '/api/advisories'],
    ['openApi', '/api/openapi.json'],
  ] as const) {
    const { status, body } = await ada.get(path)
    expect(status, name).toBe(200)
    expect(shapeOf(name).safeParse(body).error?.issues, name).toBeUndefined()
  }
})

test('what is answered is what the description says, by another judge of schemas', async () => {
  const judge = new Ajv2020({ strict: false, validateFormats: false })
  judge.addSchema({ $id: 'api', ...openApi() })
  for (const [name, path] of [
    ['Case', `/api/cases/${id}`],
    ['Record', `/api/cases/${id}/record`],
    ['CaseList', '/api/cases'],
    ['Me', '/api/me'],
  ] as const) {
    const holds = judge.getSchema(`api#/components/schemas/${name}`)!
    const { body } = await ada.get(path)
    expect([holds(body), holds.errors], name).toEqual([true, null])
    expect(holds({ ...body, case: 7, id: 7, cases: 7 }), name).toBe(false)
  }
  const { body } = await ada.get('/api/cases/c-000000000000')
  expect(judge.getSchema('api#/components/schemas/Problem')!(body)).toBe(true)
})

test('an act answers with what it put on record', async () => {
  const { status, body, headers } = await ada.post(`/api/cases/${id}/post`, { text: 'Looking into it.' })
  expect(status).toBe(200)
  expect(shapeOf('post').safeParse(body).error?.issues).toBeUndefined()
  expect(body.events).toMatchObject([
    { type: 'Posted', clause: 'V6', data: { text: 'Looking into it.', room: 'team' } },
  ])
  expect(headers.get('etag')).toBe(`"${body.version}"`)
})

test('who looked at an older version gets a conflict, and nothing is written', async () => {
  const { body: before } = await ada.get(`/api/cases/${id}`)
  const first = await ada.post(`/api/cases/${id}/post`, { text: 'one' }, { 'if-match': `"${before.version}"` })
  const second = await ada.post(`/api/cases/${id}/post`, { text: 'two' }, { 'if-match': `"${before.version}"` })
  expect([first.status, second.status, second.body.code]).toEqual([200, 409, 'conflict'])
  const { body: thread } = await ada.get(`/api/cases/${id}/thread`)
  expect(thread.posts.map((post: { text: string }) => post.text)).not.toContain('two')
  const wrong = await ada.post(`/api/cases/${id}/post`, { text: 'x' }, { 'if-match': 'W/"abc"' })
  expect([wrong.status, wrong.body.code, wrong.body.fields[0].field]).toEqual([400, 'bad_input', 'If-Match'])
})

test('a refusal names its clause and the way out', async () => {
  const { status, body, headers } = await ada.post(`/api/cases/${id}/send-announcement`)
  expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json'])
  expect(body).toMatchObject({ code: 'not_ready_to_announce', status: 422, type: 'about:blank' })
  expect([body.clause, body.says, body.instead].every((text) => text.length > 1)).toBe(true)
})

test('pages follow each other without gap or repetition, in either order', async () => {
  for (let n = 0; n < 5; n += 1) await ada.post('/api/cases', { title: `case ${n}`, impact: 'x' })
  const [changed, due] = [await pagesOf('changed'), await pagesOf('due')]
  expect(due.toSorted()).toEqual(changed.toSorted())
  const { body } = await ada.get('/api/cases')
  const dueOf = new Map(body.cases.map((one: { case: string; nextDue: string }) => [one.case, one.nextDue]))
  const instants = due.map((one) => Temporal.Instant.from(String(dueOf.get(one))))
  expect(instants).toEqual(instants.toSorted(Temporal.Instant.compare))
})

async function pagesOf(by: string): Promise<readonly string[]> {
  const seen: string[] = []
  for (let next: string | null = ''; next !== null;) {
    const { body } = await ada.get(
      `/api/cases?by=${by}&limit=2${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`,
    )
    expect(body.cases.length).toBeLessThanOrEqual(2)
    seen.push(...body.cases.map((one: { case: string }) => one.case))
    next = body.next
  }
  expect(seen).toHaveLength(6)
  expect(new Set(seen).size).toBe(6)
  return seen
}

const place = '2026-11-02T10:00:00Z~c-000000000000'

test.each([
  'limit=0',
  'limit=x',
  'open=maybe',
  'phase=lunch',
  'after=x',
  'limit=1&limit=2',
  'colour=red',
  'by=colour',
  'by=due&open=all',
  'by=due&open=false',
  `by=due&after=${place}`,
  `after=never~${place}`,
])('the query %s is not understood', async (query) => {
  const { status, body } = await ada.get(`/api/cases?${query}`)
  expect([status, body.code]).toEqual([400, 'bad_input'])
})

test('nobody, a stranger and an unknown case get the answers they should', async () => {
  expect((await nobody.get(`/api/cases/${id}`)).status).toBe(401)
  expect((await nobody.get(`/api/cases/${id}`)).headers.get('www-authenticate')).toMatch(/^Bearer/)
  const unknown = await ada.get('/api/cases/c-000000000000')
  expect([unknown.status, unknown.body.code]).toEqual([404, 'no_such_case'])
  expect((await ada.get('/api/nothing')).body.code).toBe('not_found')
  const wrong = await nobody.send('/api/me', { headers: { authorization: `Bearer tocsin_${'A'.repeat(43)}` } })
  expect(wrong.status).toBe(401)
})

test('a reporter gets a link, sees their report and no more, and acts with the reporter’s rights', async () => {
  const reported = await nobody.post('/api/reports', {
    title: 'harbour: replay',
    impact: 'Replays.',
    name: 'Fay Finder',
  })
  expect(reported.status).toBe(201)
  expect(shapeOf('report').safeParse(reported.body).error?.issues).toBeUndefined()
  const own = new URL(reported.body.api).pathname
  await ada.post(`/api/cases/${reported.body.case}/post`, { room: 'team', text: 'between us' })
  await ada.post(`/api/cases/${reported.body.case}/post`, { room: 'everyone', text: 'Thank you.' })
  const seen = await nobody.get(own)
  expect(shapeOf('readReport').safeParse(seen.body).error?.issues).toBeUndefined()
  expect(seen.body.thread.map((post: { text: string }) => post.text)).toEqual(['Thank you.'])
  expect((await nobody.post(`${own}/post`, { room: 'everyone', text: 'More to come.' })).status).toBe(200)
  expect((await nobody.post(`${own}/post`, { room: 'team', text: 'in' })).body.code).toBe('not_your_room')
  expect((await nobody.post(`${own}/accept-report`, {})).status).toBe(404)
  expect((await nobody.get('/api/reports/not-a-secret')).body.code).toBe('not_found')
})

test('a reporter gives their OpenPGP key by their link, and says how mail goes to them', async () => {
  const told = { title: 'harbour: keys', impact: 'Keys.', name: 'Kit Keel', email: 'kit@example.org' }
  const own = new URL((await nobody.post('/api/reports', told)).body.api).pathname
  const { openpgp, machine } = here.world
  const makeKey = async () => {
    const owner = { name: 'Kit', email: 'kit@example.org' }
    return openpgp.publicKey(await openpgp.makeKey(owner, machine.now()))
  }
  const [key, other] = [await makeKey(), await makeKey()]
  expect((await nobody.get(`${own}/key`)).body).toMatchObject({ fingerprint: null, mails: 'encrypted' })
  const given = await nobody.post(`${own}/key`, { openpgp: key.armored })
  expect(shapeOf('giveReporterKey').safeParse(given.body).error?.issues).toBeUndefined()
  expect(given.body).toMatchObject({ fingerprint: key.fingerprint, unusable: null })
  // Another one only with its fingerprint said again; an own key may be taken away.
  expect((await nobody.post(`${own}/key`, { openpgp: other.armored })).status).toBe(422)
  const confirmed = { openpgp: other.armored, confirm: other.fingerprint }
  expect((await nobody.post(`${own}/key`, confirmed)).body.fingerprint).toBe(other.fingerprint)
  expect((await nobody.post(`${own}/mails`, { mails: 'links' })).body.mails).toBe('links')
  expect((await nobody.post(`${own}/key`, { openpgp: '' })).body.fingerprint).toBeNull()
  expect((await nobody.post(`${own}/key`, { openpgp: 'no key' })).body.code).toBe('bad_input')
})

test('a long report is read a hundred messages at a time, the newest first', async () => {
  const { body } = await nobody.post('/api/reports', { title: 'harbour: a long talk', impact: 'Long.' })
  const own = new URL(body.api).pathname
  const room = (nth: number) => (nth % 5 === 0 ? 'team' : 'everyone')
  for (let nth = 1; nth <= 250; nth += 1) {
    await ada.post(`/api/cases/${body.case}/post`, { room: room(nth), text: `no. ${nth}` })
  }
  const lengths: number[] = []
  const told: string[] = []
  for (let next: number | null | undefined; next !== null;) {
    const seen = await nobody.get(next === undefined ? own : `${own}?before=${next}`)
    expect(shapeOf('readReport').safeParse(seen.body).error?.issues).toBeUndefined()
    const texts = seen.body.thread.map((post: { text: string }) => post.text)
    lengths.push(texts.length)
    told.unshift(...texts)
    next = seen.body.older
  }
  expect(lengths).toEqual([100, 100])
  const open = Array.from({ length: 250 }, (_, nth) => nth + 1).filter((nth) => room(nth) === 'everyone')
  expect(told).toEqual(open.map((nth) => `no. ${nth}`))
  expect((await nobody.get(`${own}?before=x`)).body).toMatchObject({ code: 'bad_input', fields: [{ field: 'before' }] })
})

test('a reporter is told what each writer is, whatever they are called', async () => {
  const told = { title: 'x', impact: 'y', name: 'Ada Anchor', email: 'rey@example.org', terms: true }
  const { body } = await nobody.post('/api/reports', told)
  const own = new URL(body.api).pathname
  await nobody.post(`${own}/post`, { room: 'everyone', text: 'I am of the committee.' })
  await ada.post(`/api/cases/${body.case}/post`, { room: 'everyone', text: 'So am I.' })
  const { thread } = (await nobody.get(own)).body
  expect(thread.map(({ from, role, yours }: Record<string, unknown>) => [from, role, yours])).toEqual([
    ['Ada Anchor', 'reporter', true],
    ['Ada Anchor', 'committee', false],
  ])
})

test('tokens: made, listed without their value, ended', async () => {
  const made = await ada.post('/api/tokens', { label: 'scripts', days: 3 })
  expect([made.status, shapeOf('createToken').safeParse(made.body).success]).toEqual([201, true])
  const { body } = await ada.get('/api/tokens')
  const token = body.tokens.find((one: { label: string }) => one.label === 'scripts')
  expect(JSON.stringify(body)).not.toContain(made.body.token)
  const withIt = { headers: { authorization: `Bearer ${made.body.token}` } }
  expect((await nobody.send('/api/me', withIt)).status).toBe(200)
  expect((await ada.send(`/api/tokens/${token.id}`, { method: 'DELETE' })).body).toEqual({ ended: token.id })
  expect((await nobody.send('/api/me', withIt)).status).toBe(401)
  expect((await ada.send(`/api/tokens/${token.id}`, { method: 'DELETE' })).body.code).toBe('no_such_token')
})

test('a token that a token made ends with it: what is lent for a day is not kept for a year', async () => {
  const made = await ada.post('/api/tokens', { label: 'for today', days: 1 })
  const byToken = async (token: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return nobody.send('/api/tokens', { method: 'POST', headers, body: JSON.stringify(body) })
  }
  const more = await byToken(made.body.token, { label: 'for ever', days: 366 })
  expect([more.status, more.body.expires]).toEqual([201, made.body.expires])
  expect((await byToken(more.body.token, { label: 'again', days: 366 })).body.expires).toBe(made.body.expires)
})

const half = '\ud800'
const bad: readonly (readonly [what: string, init: RequestInit, status: number, code: string])[] = [
  ['malformed JSON', { body: '{"text": ' }, 400, 'not_readable'],
  ['nothing where JSON is announced', { body: '' }, 400, 'not_readable'],
  ['a list', { body: '[]' }, 400, 'not_readable'],
  ['a word', { body: '"text"' }, 400, 'not_readable'],
  ['null', { body: 'null' }, 400, 'not_readable'],
  ['a form', { body: 'text=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 400, 'not_readable'],
  ['bytes that are not UTF-8', { body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }, 400, 'bad_input'],
  ['a number for text', { body: '{"text": 7}' }, 400, 'bad_input'],
  ['an object for text', { body: '{"text": {"toString": 1}}' }, 400, 'bad_input'],
  ['a list for text', { body: '{"text": ["x"]}' }, 400, 'bad_input'],
  ['an unknown room', { body: '{"text": "x", "room": "attic"}' }, 400, 'bad_input'],
  ['a misspelt field', { body: '{"text": "x", "rom": "team"}' }, 400, 'bad_input'],
  ['__proto__', { body: '{"text": "x", "__proto__": {"room": "everyone"}}' }, 400, 'bad_input'],
  ['constructor', { body: '{"text": "x", "constructor": {}}' }, 400, 'bad_input'],
  ['a lone surrogate', { body: JSON.stringify({ text: `x${half}` }) }, 400, 'bad_input'],
  ['text that reverses itself', { body: JSON.stringify({ text: 'a \u202e b' }) }, 400, 'bad_input'],
  ['a NUL', { body: JSON.stringify({ text: 'a \u0000 b' }) }, 400, 'bad_input'],
  ['nothing but space', { body: JSON.stringify({ text: ' \n\t ' }) }, 400, 'bad_input'],
  ['too long a text', { body: JSON.stringify({ text: 'x'.repeat(50_001) }) }, 400, 'bad_input'],
  ['too large a body', { body: JSON.stringify({ text: 'x'.repeat(1_000_001) }) }, 413, 'too_large'],
  ['depth without end', { body: `{"text": ${'['.repeat(100_000)}${']'.repeat(100_000)}}` }, 400, 'bad_input'],
  ['a number without end', { body: `{"text": 1e999999}` }, 400, 'bad_input'],
]

test.each(bad)('%s is a coded problem, and nothing is written', async (_, init, status, code) => {
  const before = (await ada.get(`/api/cases/${id}`)).body.version
  const answer = await ada.send(`/api/cases/${id}/post`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    ...init,
  })
  expect([answer.status, answer.body.code]).toEqual([status, code])
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect((await ada.get(`/api/cases/${id}`)).body.version).toBe(before)
})

test('a report that is not understood leaves neither case nor person', async () => {
  const before = await verifyLog(here.world)
  for (const wrong of [
    {},
    { title: 'x' },
    { title: 'x', impact: 7 },
    { title: half, impact: 'x' },
    { title: 'x', impact: 'x', extra: 1 },
  ]) {
    const { status, body } = await nobody.post('/api/reports', wrong)
    expect([status, body.code]).toEqual([400, 'bad_input'])
    expect(body.fields.length).toBeGreaterThan(0)
  }
  const after = await verifyLog(here.world)
  expect([after.events, after.findings]).toEqual([before.events, []])
})

test('before the set-up, the API says so', async () => {
  const fresh = await testWorld({ found: false })
  try {
    const client = await apiClient(fresh, null)
    const { status, body } = await client.post('/api/reports', { title: 'x', impact: 'y' })
    expect([status, body.code]).toEqual([503, 'not_set_up'])
  } finally {
    await fresh.close()
  }
})

test('a token has its person’s rights and no more', async () => {
  const engineer = await ada.post(`/api/cases/${id}/accept-report`)
  expect(engineer.status).toBe(200)
  const invited = await ada.post(`/api/cases/${id}/fix-team`, {
    name: 'Dov Dinghy',
    email: 'dov@example.org',
    affiliation: '',
    why: 'Maintains it.',
  })
  expect([invited.status, invited.body.events?.[0]?.type]).toEqual([200, 'FixTeamInvited'])
  const dov = await apiClient(here, invited.body.events[0].data.person)
  expect((await dov.get(`/api/cases/${id}`)).body).toMatchObject({ status: 403, code: 'accept_first', clause: 'F2' })
  const invitation = await dov.get(`/api/cases/${id}/invitation`)
  expect(shapeOf('readInvitation').safeParse(invitation.body).error?.issues).toBeUndefined()
  const listed = (await dov.get('/api/cases')).body.cases
  expect(listed).toMatchObject([{ case: id, summary: null }])
  expect((await dov.post(`/api/cases/${id}/accept-invitation`, { terms: true })).status).toBe(200)
  expect((await dov.get(`/api/cases/${id}`)).body.roles).toContain('fixer')
  const refused = (path: string) => dov.post(path).then(({ body }) => [body.status, body.code, body.clause])
  expect(await refused('/api/cases')).toEqual([403, 'not_allowed', 'C13'])
  expect(await refused(`/api/cases/${id}/decide-severity`)).toEqual([403, 'not_yours_to_do', 'V1'])
  expect(await refused('/api/committee/vote')).toEqual([403, 'not_yours_to_do', 'C7'])
  expect(await refused('/api/committee/propose-removal')).toEqual([403, 'not_yours_to_do', 'C12'])
  expect(await tokenOf(here.world, invited.body.events[0].data.person)).toMatch(/^tocsin_/)
})

test('whoever an act brings in is named in its answer', async () => {
  const { body } = await ada.post(`/api/cases/${id}/name-co-reporter`, { name: 'Una Uhl', email: 'una@example.org' })
  expect(body.events[0].says).toBe('Una Uhl was named as a co-reporter.')
})
