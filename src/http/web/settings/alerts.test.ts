import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { apiClient } from '../../../../tests/kit/api.ts'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { takingPosts, type PostsTaken } from '../../../../tests/kit/posts.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { channelsOf, createToken, deliverDue, findOrRegister, removeChannel } from '../../../app/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let here: TestWorld
let ada: AtABrowser
let ben: AtABrowser
let posts: PostsTaken
const app = () => gate(here.world, webRoutes, [webVoice])
const benId = () => here.members[1] ?? 'p-'
const own = () => channelsOf(here.world, benId())

beforeAll(async () => {
  posts = await takingPosts()
  here = await testWorld()
  ada = await atABrowser(app(), here.world, here.members[0] ?? 'p-')
  ben = await atABrowser(app(), here.world, benId())
})
afterAll(async () => {
  await here.close()
  await posts.close()
})
beforeEach(async () => {
  for (const { id } of await own()) await removeChannel(here.world, benId(), id)
  expect(await ada.post('/settings/alerts', { privateAddresses: 'yes' })).toMatchObject({ status: 303 })
})

test('what alerts may reach is an administrator’s to say', async () => {
  const chat = { kind: 'chat', to: `${posts.address}/hook`, tells: 'urgent' }
  expect((await ben.post('/settings/alerts', { privateAddresses: 'yes' })).status).toBe(403)
  expect(await ada.post('/settings/alerts', {})).toMatchObject({ status: 303 })
  expect((await ada.get('/settings')).text).toContain('go to public addresses alone')
  const answer = await ben.post('/you/alerts', chat)
  expect([answer.status, await own()]).toEqual([400, []])
  expect(answer.text).toContain('where an administrator allows it')
  // What was typed comes back; it is not saved yet.
  expect(answer.text).toContain(`value="${posts.address}/hook"`)
  await ada.post('/settings/alerts', { privateAddresses: 'yes' })
  expect((await ada.get('/settings')).text).toContain('may go to servers in your own network')
  expect(await ben.post('/you/alerts', chat)).toMatchObject({ status: 303, to: '/you' })
})

test('a webhook’s secret is shown once, its address not again; a test says what came of it', async () => {
  const page = await ben.post('/you/alerts', {
    kind: 'webhook',
    to: `${posts.address}/a-secret`,
    label: 'pager',
    tells: 'all',
  })
  expect([page.status, /whsec_[A-Za-z0-9+/]{43}=/.test(page.text)]).toEqual([200, true])
  const [channel] = await own()
  const shown = (await ben.get('/you')).text
  expect(shown).toContain('pager')
  expect(shown).toContain('http://127.0.0.1')
  expect([shown.includes('a-secret'), shown.includes('whsec_')]).toEqual([false, false])
  expect(await ben.post(`/you/alerts/${channel?.id}/test`, {})).toMatchObject({ status: 303, to: '/you' })
  posts.answers.push(404)
  const failed = await ben.post(`/you/alerts/${channel?.id}/test`, {})
  expect([failed.status, failed.text]).toEqual([
    200,
    expect.stringContaining('The test did not arrive: it answered with HTTP 404.'),
  ])
  expect(await ben.post(`/you/alerts/${channel?.id}/news`, { tells: 'urgent' })).toMatchObject({ status: 303 })
  expect(await own()).toMatchObject([{ tells: 'urgent' }])
  expect((await ben.post(`/you/alerts/${channel?.id}/news`, { tells: 'urgent' })).status).toBe(422)
  expect((await ada.post(`/you/alerts/${channel?.id}/test`, {})).status).toBe(422)
  expect((await ada.post(`/you/alerts/${channel?.id}/remove`, {})).status).toBe(422)
  expect(await ben.post(`/you/alerts/${channel?.id}/remove`, {})).toMatchObject({ status: 303 })
  expect(await own()).toEqual([])
})

test('a further mail address counts once its link was opened by its owner', async () => {
  const pager = { kind: 'mail', to: 'ben@pager.example.org', tells: 'urgent' }
  expect(await ben.post('/you/alerts', pager)).toMatchObject({ status: 303 })
  expect((await ben.get('/you')).text).toContain('Not confirmed')
  await deliverDue(here.world)
  const link = /https?:\/\/[^/]+(\/channel\/[\w-]{43})/.exec(here.sent.at(-1)?.text ?? '')?.[1] ?? ''
  expect((await ada.get(link)).status).toBe(404)
  expect((await ada.post(link, {})).status).toBe(404)
  const page = await ben.get(link)
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('ben@pager.example.org')])
  expect(await own()).toMatchObject([{ confirmed: false }])
  expect(await ben.post(link, {})).toMatchObject({ status: 303, to: '/you' })
  expect(await own()).toMatchObject([{ confirmed: true }])
  expect((await ben.get(link)).status).toBe(404)
})

test('what is wrong is said at its field', async () => {
  const answer = await ben.post('/you/alerts', { kind: 'mail', to: 'nowhere', tells: 'urgent' })
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('must be an e-mail address')])
  expect((await ben.post('/you/alerts', {})).status).toBe(400)
})

test('a token changes nothing on the page; whoever has no part here sees nothing of it', async () => {
  const made = await createToken(here.world, benId(), { label: 'scripts' })
  const headers = {
    authorization: `Bearer ${'token' in made ? made.token : ''}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  await ben.post('/you/alerts', { kind: 'chat', to: `${posts.address}/x`, tells: 'urgent' })
  const [channel] = await own()
  const at = `/you/alerts/${channel?.id}`
  for (const path of ['/you/alerts', `${at}/test`, `${at}/news`, `${at}/again`, `${at}/remove`]) {
    const answer = await app().request(path, { method: 'POST', headers, body: 'tells=all' })
    expect([path, answer.status]).toEqual([path, 403])
  }
  expect(await own()).toHaveLength(1)
  const person = { name: 'Olaf', email: 'olaf@example.org', affiliation: '', openpgp: '' }
  const olaf = await atABrowser(app(), here.world, await findOrRegister(here.world, person, here.world.machine.now()))
  expect((await olaf.get('/you')).text).not.toContain('id="alerts"')
  expect((await olaf.post('/you/alerts', { kind: 'chat', to: 'https://example.org/', tells: 'all' })).status).toBe(403)
})

test('the API shows them and sends a test; what changes them is not a token’s', async () => {
  const client = await apiClient(here, benId())
  await ben.post('/you/alerts', { kind: 'chat', to: `${posts.address}/a-secret`, tells: 'urgent' })
  const { body } = await client.get('/api/me/alerts')
  expect(body.channels).toMatchObject([{ kind: 'chat', tells: 'urgent', confirmed: true, failing: null }])
  expect(JSON.stringify(body)).not.toContain('a-secret')
  const at = `/api/me/alerts/${body.channels[0].id}`
  expect(await client.post(`${at}/test`, {})).toMatchObject({ status: 200, body: { outcome: 'sent', code: null } })
  posts.answers.push(500)
  expect((await client.post(`${at}/test`, {})).body).toEqual({ outcome: 'later', code: 'http_500' })
  for (const refused of [
    await client.post('/api/me/alerts', { kind: 'chat', to: 'https://example.org/' }),
    await client.post(at, { tells: 'all' }),
    await client.send(at, { method: 'DELETE' }),
  ]) {
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'not_by_token' }])
  }
  expect(await own()).toMatchObject([{ tells: 'urgent' }])
})
