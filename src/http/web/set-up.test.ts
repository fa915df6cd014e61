import { afterEach, beforeEach, expect, it } from 'vitest'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { visitor, type Visitor } from '../../../tests/kit/visitor.ts'
import { firstAdministrator, loadCommunity, loadPeople, personByEmail, signInSecret } from '../../app/index.ts'
import { gate, sessionCookie } from '../gate/index.ts'
import { webRoutes, webVoice } from './index.ts'

let setting: TestWorld
let here: Visitor
let link: string
beforeEach(async () => {
  setting = await testWorld({ found: false })
  const { world } = setting
  here = visitor(gate(world, webRoutes, [webVoice]))
  link = `/sign-in/${await signInSecret(world, await firstAdministrator(world))}`
})
afterEach(() => setting.close())

const filled = {
  name: 'Anchorage',
  address: 'http://127.0.0.1:8080',
  from: 'security@example.org',
  ownName: 'Ada Anchor',
  ownEmail: 'ada@example.org',
  ownAffiliation: 'Harbour',
  seated: 'yes',
  members: 'Ben Buoy <ben@example.org> Lighthouse\n',
  policy: 'sigstore',
  projects: 'cosign https://git.example.org/cosign',
}

it('says kindly what to do before anybody has set it up', async () => {
  const home = await here.get('/')
  expect(home.status).toBe(200)
  expect(await home.text()).toContain('sign-in link that the start printed')
  expect((await here.get('/report')).status).toBe(503)
})

it('a link is used up by the button, not by opening it', async () => {
  expect((await here.get(link)).status).toBe(200)
  expect((await here.get(link)).status).toBe(200)
  const used = await here.post(link)
  expect([used.status, used.headers.get('location')]).toEqual([303, '/set-up'])
  const cookie = used.headers.getSetCookie().find((line) => line.startsWith(sessionCookie))
  expect(cookie).toMatch(/; HttpOnly/)
  expect(cookie).toMatch(/; SameSite=Lax/)
  expect(cookie).toMatch(/; Path=\//)
  expect((await here.post(link)).status).toBe(404)
  expect((await here.get('/')).headers.get('location')).toBe('/set-up')
})

it('founds the community, with whoever does it on the committee', async () => {
  const { world } = setting
  await here.post(link)
  expect(await (await here.get('/set-up')).text()).toContain('value="http://127.0.0.1:8080"')
  const done = await here.post('/set-up', filled)
  expect([done.status, done.headers.get('location')]).toEqual([303, '/today'])
  const community = await loadCommunity(world)
  expect(community).toMatchObject({ name: 'Anchorage', projects: [{ name: 'cosign' }] })
  const people = await loadPeople(world, community?.seats.map(({ person }) => person) ?? [])
  expect([...people.values()].map(({ name, affiliation }) => [name, affiliation])).toEqual([
    ['Ada Anchor', 'Harbour'],
    ['Ben Buoy', 'Lighthouse'],
  ])
  expect(community?.administrators).toEqual([await personByEmail(world, 'ada@example.org')])
  expect(await (await here.get('/today')).text()).toContain('Ada Anchor')
  expect((await here.get('/set-up')).headers.get('location')).toBe('/settings')
})

it('lets an administrator stay outside the committee', async () => {
  const { seated: _, ...outside } = filled
  await here.post(link)
  await here.post('/set-up', outside)
  const community = await loadCommunity(setting.world)
  expect(community?.seats).toHaveLength(1)
  expect((await here.get('/cases/new')).status).toBe(403)
})

it('tells every mistake at its place, keeps what was typed, and writes nothing', async () => {
  await here.post(link)
  const wrong = { ...filled, from: 'security', policy: 'own', policyText: 'format: 1\ncommittee: [' }
  const answer = await here.post('/set-up', wrong)
  const page = await answer.text()
  expect(answer.status).toBe(400)
  expect(page).toContain('line 2, column 12')
  expect(page).toContain('must be an e-mail address')
  expect(page).toContain('Ben Buoy &lt;ben@example.org&gt; Lighthouse')
  expect(page).toContain('committee: [')
  expect(await loadCommunity(setting.world)).toBeNull()
  expect(await personByEmail(setting.world, 'ada@example.org')).toBeUndefined()
})

it('names the line of members that it cannot read', async () => {
  await here.post(link)
  const answer = await here.post('/set-up', { ...filled, members: 'Ben <ben@example.org>\nben at example' })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('line 2 is not like')
})

it('takes no policy that comes along in place of one that was pasted', async () => {
  await here.post(link)
  const pasted = 'format: 1\nname: Ours'
  const answer = await here.post('/set-up', { ...filled, policy: 'sigstore', policyText: pasted })
  const page = await answer.text()
  expect(answer.status).toBe(400)
  expect(page).toContain('choose “Our own”, or empty this field')
  expect(page).toContain(pasted)
  expect(await loadCommunity(setting.world)).toBeNull()
})

it('says everything that is wrong in one go, each once and with one full stop', async () => {
  await here.post(link)
  const wrong = { from: 'security', ownName: '', policy: 'own', policyText: 'format: 1\ncommittee: [' }
  const answer = await here.post('/set-up', { ...filled, ...wrong, members: 'ben at example' })
  const page = await answer.text()
  for (const says of ['line 1 is not like', 'must be an e-mail address', 'Your name: ', 'line 2, column 12']) {
    expect(page).toContain(says)
  }
  expect(page).not.toMatch(/[.!?]\.(?!\.)/)
  const summary = /<section class="problems".*?<\/section>/s.exec(page)?.[0] ?? ''
  const told = [...summary.matchAll(/<a [^>]*>(.*?)<\/a>/gs)].map(([, says]) => says)
  expect(new Set(told).size).toBe(told.length)
})

it('keeps whoever set it up signed in where a proxy speaks TLS for it', async () => {
  const app = gate(setting.world, webRoutes, [webVoice])
  const host = 'security.example.org'
  const cookies = new Map<string, string>()
  const ask = async (path: string, fields?: Readonly<Record<string, string>>) => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const form = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }
    const headers = { host, cookie, 'sec-fetch-site': 'same-origin' }
    const answer = await app.request(`http://${host}${path}`, { ...form, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return answer
  }
  await ask(link, {})
  expect((await ask('/set-up', { ...filled, address: `https://${host}` })).status).toBe(303)
  expect([...cookies.keys()]).toContain(`__Host-${sessionCookie}`)
  expect((await ask('/today')).status).toBe(200)
})
