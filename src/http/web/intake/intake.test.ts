import type { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { startSession } from '../../../../tests/kit/session.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { act, receive, viewCase } from '../../../app/index.ts'
import type { CaseId } from '../../../core/kernel/index.ts'
import { apiRoutes, apiVoice } from '../../api/index.ts'
import { gate, sessionCookie } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let here: TestWorld
let app: Hono
let ada: AtABrowser
let ben: AtABrowser
let cases: CaseId[]
let cookie: string
const whence = { known: false, proof: '', network: '203.0.113.7', range: '203.0.113.0/24' }
beforeEach(async () => {
  here = await testWorld()
  app = gate(here.world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice])
  ada = await atABrowser(app, here.world, here.members[0]!)
  ben = await atABrowser(app, here.world, here.members[1]!)
  cookie = `${sessionCookie}=${await startSession(here.world, here.members[0]!)}`
  cases = []
  for (const title of ['first <b>finding</b>', 'second finding']) {
    const received = await receive(here.world, { title, impact: 'x', email: 'finder@example.org' }, 'form', whence)
    if (!('case' in received)) throw new Error(JSON.stringify(received))
    cases.push(received.case)
  }
})
afterEach(() => here.close())

const chosen = () => cases.map((id) => `case=${id}`).join('&')

async function caseOf(id: CaseId) {
  const view = await viewCase(here.world, here.members[0]!, id)
  if ('refused' in view) throw new Error(view.code)
  return view.case
}

test('reports are chosen in the list and answered together: begun with the policy’s words, looked at, changed, sent', async () => {
  const list = await ada.get('/cases')
  for (const id of cases) expect(list.text).toContain(`name="case" value="${id}"`)
  const begun = await ada.get(`/cases/answer?${chosen()}&with=out-of-scope`)
  expect(begun.text).toContain('Send 2 answers')
  expect(begun.text).toContain('Thank you for “first &lt;b&gt;finding&lt;/b&gt;”')
  const fields = new URLSearchParams({ with: 'out-of-scope', as: 'invalid', text: 'About {{title}}: *no*.' })
  for (const id of cases) fields.append('case', id)
  const look = await app.request('/cases/answer', post(new URLSearchParams([...fields, ['step', 'look']])))
  expect(await look.text()).toContain('About first &lt;b&gt;finding&lt;/b&gt;: <em>no</em>')
  expect((await caseOf(cases[0]!)).posts).toEqual([])
  const sent = await app.request('/cases/answer', post(new URLSearchParams([...fields, ['step', 'send']])))
  expect(await sent.text()).toContain('All 2 are done')
  for (const id of cases) expect((await caseOf(id)).setAside?.as).toBe('invalid')
  const again = await app.request('/cases/answer', post(new URLSearchParams([...fields, ['step', 'send']])))
  const text = await again.text()
  expect(text).toContain('0 of 2 are done')
  expect(text).toContain('Answer the rest differently')
})

/** As Ada’s browser sends a field many times: `post` of the kit takes each once. */
function post(body: URLSearchParams): RequestInit {
  return { method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin' }, body }
}

test('what the process would refuse is not offered, or only for those on which it would not', async () => {
  const [first, second] = cases
  const offered = async () => {
    const { text } = await ada.get(`/cases/answer?${chosen()}`)
    return [...text.matchAll(/with=([\w-]+)#answer/g)].map(([, id]) => id)
  }
  expect(await offered()).toEqual([
    'needs-reproducer',
    'not-a-vulnerability',
    'out-of-scope',
    'by-tool',
    'duplicate',
    'spam',
  ])
  const early = await ada.get(`/cases/answer?${chosen()}&with=not-reproducible`)
  expect(early.text).toContain('Nobody has asked the reporter for a reproducer.')
  expect(early.text).not.toContain('name="text"')
  expect((await ada.get(`/cases/${first}`)).text).not.toContain('with=not-reproducible')

  await ada.post(`/cases/${first}/do/askReproducer`, { message: 'How?' })
  expect(await offered()).not.toContain('not-reproducible')
  const { reporter } = await caseOf(first!)
  await act(here.world, reporter!, { case: first!, act: 'post', fields: { room: 'everyone', text: 'So.' } })
  expect(await offered()).toContain('not-reproducible')
  const form = await ada.get(`/cases/answer?${chosen()}&with=not-reproducible`)
  expect(form.text).toContain('Send the answer')
  expect([...form.text.matchAll(/type="hidden" name="case" value="([^"]+)"/g)].map(([, id]) => id)).toEqual([first])
  expect(form.text).toContain('Nobody has asked the reporter for a reproducer.')
  expect((await caseOf(second!)).setAside).toBeNull()
})

test('an answer without words, or a duplicate of nothing, comes back with what was typed', async () => {
  const empty = await ada.post('/cases/answer', {
    case: cases[0]!,
    with: 'duplicate',
    as: 'duplicate',
    text: 'We know.',
  })
  expect([empty.status, empty.text]).toEqual([400, expect.stringContaining('We know.')])
  expect(empty.text).toContain('must name the other one')
  const nothing = await ada.get('/cases/answer?case=c-000000000000&with=spam')
  expect(nothing.text).toContain('No report is chosen')
})

test('a sender is blocked from their report, reads why, appeals on a public page, and another member answers', async () => {
  const [id] = cases
  const form = await ada.get(`/cases/${id}/block`)
  expect(form.text).toContain('value="address"')
  expect(form.text).toContain('value="range"')
  expect(form.text).not.toContain('203.0.113')
  expect((await ada.post(`/cases/${id}/block`, { what: 'address', reason: '' })).status).toBe(400)
  expect((await ada.post(`/cases/${id}/block`, { what: 'address', reason: 'Only adverts.' })).to).toBe('/blocks')

  const report = { title: 'x', impact: 'the words that stay', email: 'finder@example.org' }
  const refused = await app.request('/report', { method: 'POST', body: new URLSearchParams(report) })
  const says = await refused.text()
  expect(refused.status).toBe(422)
  for (const words of ['Only adverts.', '/report/appeal', 'the words that stay']) expect(says).toContain(words)

  const appeal = { text: 'It was my cat.', email: 'finder@example.org' }
  const thanks = await app.request('/report/appeal', { method: 'POST', body: new URLSearchParams(appeal) })
  expect([thanks.status, await thanks.text()]).toEqual([200, expect.stringContaining('Thank you')])
  expect((await ben.get('/today')).text).toContain('A blocked sender asks the committee to look again')
  const seen = await ben.get('/blocks')
  expect(seen.text).toContain('Asks to be heard')
  expect(seen.text).toContain('It was my cat.')
  expect((await ada.post('/blocks/1', { end: 'no', reason: 'no' })).status).toBe(422)
  expect((await ben.post('/blocks/1', { end: 'yes', reason: 'A cat, then.' })).to).toBe('/blocks')
  expect((await ben.get('/blocks')).text).toContain('ended')
  expect((await app.request('/report', { method: 'POST', body: new URLSearchParams(report) })).status).toBe(303)
})

test('spam is erased together, by how many it is; what is open stays', async () => {
  for (const id of cases) await ada.post(`/cases/${id}/do/markSpam`, { note: '' })
  const open = await receive(here.world, { title: 'a real one', impact: 'x' }, 'form', whence)
  if (!('case' in open)) throw new Error(JSON.stringify(open))
  const closed = await ada.get('/cases?show=closed')
  for (const id of cases) expect(closed.text).toContain(`name="case" value="${id}"`)
  const fields = new URLSearchParams([...cases, open.case].map((id) => ['case', id]))
  fields.append('reason', 'adverts')
  const wrong = await app.request('/cases/erase', post(new URLSearchParams([...fields, ['confirm', '2']])))
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('how many they are: 3')])
  const done = await app.request('/cases/erase', post(new URLSearchParams([...fields, ['confirm', '3']])))
  expect(await done.text()).toContain('2 of 3 are done')
  for (const id of cases) {
    await expect(here.world.vault.key(id)).rejects.toMatchObject({ code: 'no_key' })
    expect((await ada.get('/cases?show=closed')).text).not.toContain(`value="${id}"`)
  }
  expect((await caseOf(open.case)).report.title).toBe('a real one')
})

test('who is not on the committee finds neither', async () => {
  for (const path of [`/cases/${cases[0]}/block`, '/blocks', '/cases/answer', '/cases/erase']) {
    expect((await app.request(path)).status).toBe(401)
  }
  expect((await app.request('/api/blocks')).status).toBe(401)
})
