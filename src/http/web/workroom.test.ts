import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { visitor, type Visitor } from '../../../tests/kit/visitor.ts'
import { wind } from '../../../tests/kit/wind.ts'
import {
  deliverDue,
  loadCommunity,
  mintSecret,
  newestCheckpoint,
  openByMember,
  openSequencing,
  personOfToken,
  requestSignIn,
  sequence,
} from '../../app/index.ts'
import type { Mail, MailOutcome } from '../../app/ports/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import { gate, sessionCookie } from '../gate/index.ts'
import { webRoutes, webVoice } from './index.ts'

let setting: TestWorld
let here: Visitor
let outcome: MailOutcome
const mail: Mail = {
  send: (_, message) => {
    if (outcome.outcome === 'sent') setting.sent.push(message)
    return Promise.resolve(outcome)
  },
}
beforeEach(async () => {
  outcome = { outcome: 'sent' }
  setting = await testWorld({ mail })
  here = visitor(gate(setting.world, webRoutes, [webVoice]))
})
afterEach(() => setting.close())

function memberNo(place: number): PersonId {
  const person = setting.members[place]
  if (person === undefined) throw new Error('no such member')
  return person
}

async function signedIn(place = 0, world = setting.world): Promise<Visitor> {
  const request = { kind: 'session', subject: memberNo(place), scope: null, lasts: 'PT168H' } as const
  const secret = await mintSecret(world, request, world.machine.now())
  const app = gate(world, webRoutes, [webVoice])
  const one = visitor(app)
  ;(one.cookies as Map<string, string>).set(sessionCookie, secret)
  return one
}

describe('a log that was rolled back', () => {
  const stopped = 'The log has stopped'

  it('is told to administrators where their day begins and in the settings, to nobody else, and no longer than it is so', async () => {
    const { world } = setting
    await sequence(world)
    const note = (await newestCheckpoint(world)) ?? ''
    const [origin = '', size = '', ...rest] = note.split('\n')
    const further = [origin, String(Number(size) + 1), ...rest].join('\n')
    const before = await (await (await signedIn()).get('/today')).text()
    expect(before).not.toContain(stopped)

    const landmark = { ...world.landmark, read: () => Promise.resolve(further) }
    await expect(openSequencing({ ...world, landmark }).round()).rejects.toMatchObject({ code: 'log_rolled_back' })
    for (const path of ['/today', '/settings']) {
      expect([path, await (await (await signedIn()).get(path)).text()]).toEqual([
        path,
        expect.stringContaining(stopped),
      ])
      expect(await (await (await signedIn(1)).get(path)).text()).not.toContain(stopped)
    }
    expect(await (await here.get('/healthz')).text()).toBe('ok\n')

    await openSequencing(world).round()
    expect(await (await (await signedIn()).get('/today')).text()).not.toContain(stopped)
  })
})

describe('signing in by mail', () => {
  const linkIn = (text: string): string => /https?:\/\/[^/]+(\/sign-in\/[\w-]{43})/.exec(text)?.[1] ?? ''

  it('answers the same whether or not somebody has the address', async () => {
    const ask = async (email: string) => {
      const answer = await here.post('/sign-in', { email })
      const page = (await answer.text()).replaceAll(/<time.*?<\/time>/g, '')
      return { status: answer.status, page, headers: [...answer.headers] }
    }
    expect(await ask('ada@example.org')).toEqual(await ask('nobody@example.org'))
    await deliverDue(setting.world)
    expect(setting.sent.map(({ to }) => to)).toEqual([['ada@example.org']])
  })

  it('leads on to where one wanted to go', async () => {
    const first = await here.get('/cases?show=closed')
    expect(first.status).toBe(401)
    expect(await first.text()).toContain('name="next" value="/cases?show=closed"')
    await here.post('/sign-in', { email: 'ada@example.org', next: '/cases?show=closed' })
    await deliverDue(setting.world)
    const used = await here.post(linkIn(setting.sent.at(-1)?.text ?? ''))
    expect([used.status, used.headers.get('location')]).toEqual([303, '/cases?show=closed'])
    expect((await here.get('/cases?show=closed')).status).toBe(200)
  })

  it.each(['https://example.org/', '//example.org', '/\\example.org'])('and never away, not to %s', async (next) => {
    await here.post('/sign-in', { email: 'ada@example.org', next })
    await deliverDue(setting.world)
    const used = await here.post(linkIn(setting.sent.at(-1)?.text ?? ''))
    expect(used.headers.get('location')).toBe('/today')
  })

  it('ends with signing out', async () => {
    const ada = await signedIn()
    expect((await ada.get('/today')).status).toBe(200)
    const secret = ada.cookies.get(sessionCookie)
    expect((await ada.post('/sign-out')).headers.get('location')).toBe('/')
    expect(ada.cookies.has(sessionCookie)).toBe(false)
    ;(ada.cookies as Map<string, string>).set(sessionCookie, secret ?? '')
    expect((await ada.get('/today')).status).toBe(401)
  })

  it('keeps the session to TLS where the community lives behind it', async () => {
    const app = gate(setting.world, webRoutes, [webVoice])
    await requestSignIn(setting.world, 'ada@example.org')
    await deliverDue(setting.world)
    const link = linkIn(setting.sent.at(-1)?.text ?? '')
    const headers = { 'sec-fetch-site': 'same-origin' }
    const answer = await app.request(`https://127.0.0.1:8080${link}`, { method: 'POST', headers })
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`__Host-${sessionCookie}=`)) ?? ''
    expect(cookie).toMatch(/; Path=\/;.*; Secure/)
    expect(cookie).not.toContain('Domain')
    const secret = /=([\w-]{43});/.exec(cookie)?.[1] ?? ''
    const today = async (name: string, address = 'https://127.0.0.1:8080') =>
      (await app.request(`${address}/today`, { headers: { cookie: `${name}=${secret}` } })).status
    expect(await today(`__Host-${sessionCookie}`)).toBe(200)
    // A neighbour's plain cookie counts for nothing.
    expect(await today(sessionCookie)).toBe(401)
    expect(await today(`__Host-${sessionCookie}`, 'http://127.0.0.1:8080')).toBe(401)
  })
})

describe('the lists', () => {
  it('show what is open and what is next, and tell nothing of a title that is markup', async () => {
    const ada = await signedIn()
    const first = await (await ada.get('/today')).text()
    expect(first).toContain('Send a test mail to yourself')
    expect(first).toContain('Give your OpenPGP key')
    expect(first).toContain('http://127.0.0.1:8080/report in SECURITY.md')
    const ben = await (await (await signedIn(1)).get('/today')).text()
    expect(ben).toContain('Read the policy')
    expect(ben).not.toContain('mail server')
    await openByMember(setting.world, memberNo(0), { title: '<script>alert(1)</script>', impact: 'x' })
    for (const path of ['/today', '/cases']) {
      const page = await (await ada.get(path)).text()
      expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
      expect(page).not.toContain('<script>alert')
      expect(page).not.toContain('Before the first report')
    }
    expect(await (await ada.get('/cases?phase=development')).text()).toContain('No case is in this phase')
    expect(await (await ada.get('/cases?show=closed')).text()).toContain('No case is closed yet')
  })

  it('stand in the order that is chosen, on every page and in each phase', async () => {
    const ada = await signedIn()
    for (let n = 0; n < 52; n += 1) await openByMember(setting.world, memberNo(0), { title: `case ${n}`, impact: 'x' })
    const links = (page: string) => page.match(/\/cases\?[^"]*/g)?.map((href) => href.replaceAll('&amp;', '&')) ?? []
    const usual = await (await ada.get('/cases')).text()
    expect(usual).toMatch(/aria-current="true"[^>]*>\s*Changed last/)
    expect(links(usual)).toContain('/cases?by=due')
    const due = await (await ada.get('/cases?by=due&phase=triage')).text()
    expect(due).toMatch(/aria-current="true"[^>]*>\s*Due first/)
    expect(links(due)).toContain('/cases?phase=triage')
    expect(due).toContain('<input type="hidden" name="by" value="due"/>')
    const older = links(due).find((href) => href.includes('after='))
    expect(older).toMatch(/^\/cases\?phase=triage&by=due&after=/)
    const second = await (await ada.get(older ?? '')).text()
    expect(second.match(/<a href="\/cases\/c-/g)).toHaveLength(2)
    expect(links(second)).toContain('/cases?phase=triage&by=due')
    const closed = await (await ada.get('/cases?show=closed&by=due')).text()
    expect(closed).not.toContain('Due first')
    expect(closed).not.toContain('href="/cases?by=due')
  }, 60_000)

  it('come page by page', async () => {
    const { world } = setting
    for (let number = 1; number <= 51; number += 1) {
      await openByMember(world, memberNo(0), { title: `Case number ${number}.`, impact: 'x' })
      await wind({ world }, 'PT1S')
    }
    const ada = await signedIn()
    const first = await (await ada.get('/cases')).text()
    expect(first).toContain('Case number 51.')
    expect(first).not.toContain('Case number 1.')
    const older = /href="(\/cases\?after=[^"]+)" rel="next"/.exec(first)?.[1] ?? ''
    const second = await (await ada.get(older)).text()
    expect(second).toContain('Case number 1.')
    expect(second).not.toContain('Case number 51.')
  }, 60_000)

  it('take a case that a member opens, back to when it reached us', async () => {
    const ada = await signedIn()
    const answer = await ada.post('/cases/new', { title: 'By mail', impact: 'x', disclosed: '2026-01-02T03:04' })
    expect(answer.headers.get('location')).toMatch(/^\/cases\/c-/)
    const handed = await ada.post('/cases/new', { title: 'By word of mouth', impact: 'x', name: 'Rey Reef' })
    expect(handed.status).toBe(201)
    const [, way = ''] = /(\/report\/[\w-]{43})/.exec(await handed.text()) ?? []
    expect(await (await here.get(way)).text()).toContain('By word of mouth')
    const wrong = await ada.post('/cases/new', { title: 'Kept', impact: '', disclosed: 'yesterday' })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('value="Kept"')
  })
})

describe('the settings', () => {
  it('show a token once, and end it', async () => {
    const ada = await signedIn()
    const made = await (await ada.post('/settings/tokens', { label: 'laptop', days: '7' })).text()
    const token = /tocsin_[\w-]{43}/.exec(made)?.[0] ?? ''
    expect((await personOfToken(setting.world, token))?.id).toBe(memberNo(0))
    const later = await (await ada.get('/settings')).text()
    expect(later).toContain('laptop')
    expect(later).not.toContain(token)
    const end = /action="(\/settings\/tokens\/[^"]+\/end)"/.exec(later)?.[1] ?? ''
    expect((await ada.post(end)).status).toBe(303)
    expect(await personOfToken(setting.world, token)).toBeUndefined()
  })

  it('keep a mail password that is not typed again, for the same server only', async () => {
    const ada = await signedIn()
    const server = {
      from: 'security@example.org',
      host: 'smtp.example.org',
      port: '587',
      security: 'starttls',
      user: 'u',
    }
    await ada.post('/settings/mail', { ...server, password: 'secret one' })
    expect(await (await ada.get('/settings')).text()).not.toContain('secret one')
    await ada.post('/settings/mail', { ...server, port: '2525', password: '' })
    expect((await loadCommunity(setting.world))?.mail).toMatchObject({ port: 2525, password: 'secret one' })
    await ada.post('/settings/mail', { ...server, host: 'other.example.org', password: '' })
    expect((await loadCommunity(setting.world))?.mail).toMatchObject({ host: 'other.example.org', password: '' })
  })

  it('send a test, and say what came of it', async () => {
    const ada = await signedIn()
    expect((await ada.post('/settings/mail/test')).status).toBe(303)
    expect(setting.sent.at(-1)).toMatchObject({ to: ['ada@example.org'], subject: '[Anchorage security] A test' })
    outcome = { outcome: 'refused', code: 'smtp_535' }
    const page = await (await ada.post('/settings/mail/test')).text()
    expect(page).toContain('The server refused the test mail: the mail server answered with 535.')
  })

  it('seat a member, and end a seat with a reason', async () => {
    const ada = await signedIn()
    await ada.post('/settings/members', { name: 'Dan Dory', email: 'dan@example.org' })
    expect((await loadCommunity(setting.world))?.seats).toHaveLength(4)
    const person = memberNo(1)
    const without = await ada.post('/settings/members/end', { person, reason: '' })
    expect(without.status).toBe(400)
    expect((await ada.post('/settings/members/end', { person, reason: 'stepped down' })).status).toBe(303)
    expect((await loadCommunity(setting.world))?.seats.map((seat) => seat.person)).not.toContain(person)
  })
})

describe('undelivered mail', () => {
  it('is shown, and sent again when somebody says so', async () => {
    const ada = await signedIn()
    outcome = { outcome: 'refused', code: 'smtp_550' }
    await requestSignIn(setting.world, 'ben@example.org')
    await deliverDue(setting.world)
    const page = await (await ada.get('/outbox')).text()
    expect(page).toContain('A sign-in link')
    expect(page).toContain('the mail server answered with 550, one try')
    expect(page).not.toContain('ben@example.org')
    outcome = { outcome: 'sent' }
    const retry = /formaction="(\/outbox\/[^"]+\/retry)"/.exec(page)?.[1] ?? ''
    expect((await ada.post(retry)).status).toBe(303)
    await deliverDue(setting.world)
    expect(setting.sent.at(-1)?.to).toEqual(['ben@example.org'])
    expect(await (await ada.get('/outbox')).text()).toContain('Everything was delivered')
    expect((await ada.post(retry)).status).toBe(422)
  })

  it('is chosen and sent again together; what perhaps went out is in no heap', async () => {
    const ada = await signedIn()
    outcome = { outcome: 'refused', code: 'smtp_550' }
    for (const name of ['ada', 'ben', 'cleo']) await requestSignIn(setting.world, `${name}@example.org`)
    await deliverDue(setting.world)
    const { store } = setting.world
    const [row] = await store.outbox({ states: ['dead'], limit: 1 })
    if (row === undefined) throw new Error('nothing is undelivered')
    await store.commit({ outboxChanges: [{ ...row, state: 'unsure' }] })
    const page = await (await ada.get('/outbox')).text()
    const boxes = [...page.matchAll(/type="checkbox" name="entry" value="([^"]+)"/g)].map(([, id = '']) => id)
    const heap = [...page.matchAll(/type="hidden" name="entry" value="([^"]+)"/g)].map(([, id = '']) => id)
    expect(boxes).toHaveLength(3)
    expect(heap.toSorted()).toEqual(boxes.filter((id) => id !== row.id).toSorted())
    expect(page).toContain('Send all 2 again that were not sent')
    outcome = { outcome: 'sent' }
    expect((await ada.post('/outbox/retry', {})).status).toBe(422)
    expect(
      (
        await ada.post(
          '/outbox/retry',
          heap.map((id): [string, string] => ['entry', id]),
        )
      ).status,
    ).toBe(303)
    await deliverDue(setting.world)
    expect(setting.sent).toHaveLength(2)
    expect(await store.outbox({ states: ['dead', 'unsure'], limit: 9 })).toMatchObject([{ id: row.id }])
    expect((await ada.post('/outbox/retry', { entry: row.id })).status).toBe(303)
    await deliverDue(setting.world)
    expect(setting.sent).toHaveLength(3)
  })
})

describe('the mailbox', () => {
  it('is not there in production', async () => {
    const ada = await signedIn(0, { ...setting.world, mode: 'production' })
    expect((await ada.get('/mailbox')).status).toBe(404)
    expect((await (await signedIn()).get('/mailbox')).status).toBe(200)
  })

  it('makes a link when it is opened, and none by being looked at', async () => {
    const [ada, ben] = [await signedIn(), await signedIn(1)]
    await requestSignIn(setting.world, 'ben@example.org')
    const commits = vi.spyOn(setting.world.store, 'commit')
    const made = () => commits.mock.calls.flatMap(([{ secrets = [] }]) => secrets).length
    const page = await (await ada.get('/mailbox')).text()
    expect(page).toContain('(made when it is opened)')
    expect(page).not.toMatch(/\/(?:report|sign-in)\/[\w-]{43}/)
    expect(made()).toBe(0)
    const open = /action="(\/mailbox\/o-\w+\/open)"/.exec(page)?.[1] ?? ''
    const opened = await ada.post(open, {})
    const to = opened.headers.get('location') ?? ''
    expect([opened.status, to]).toEqual([303, expect.stringMatching(/^\/(?:report|sign-in)\/[\w-]{43}$/)])
    expect(made()).toBe(1)
    expect((await ada.get(to)).status).toBe(200)
    expect((await ben.post(open, {})).status).toBe(403)
    expect((await ada.post('/mailbox/o-000000000000/open', {})).status).toBe(404)
  })

  it('shows every mail, page by page, with its hour', async () => {
    const ada = await signedIn()
    for (let ask = 0; ask < 60; ask += 1) await requestSignIn(setting.world, 'ben@example.org')
    const pages = [await ada.get('/mailbox'), await ada.get('/mailbox?page=2'), await ada.get('/mailbox?page=x')]
    const [first = '', second = '', odd = ''] = await Promise.all(pages.map((page) => page.text()))
    const idsIn = (text: string) => [...text.matchAll(/action="\/mailbox\/(o-\w+)\/open"/g)].map(([, id]) => id)
    expect(idsIn(first)).toHaveLength(50)
    expect(idsIn(second).length).toBeGreaterThanOrEqual(10)
    expect(new Set([...idsIn(first), ...idsIn(second)]).size).toBe(idsIn(first).length + idsIn(second).length)
    expect(first).toContain('href="/mailbox?page=2"')
    expect(second).toContain('href="/mailbox?page=1"')
    expect(idsIn(odd)).toEqual(idsIn(first))
    expect(first.match(/<time /g)?.length).toBeGreaterThanOrEqual(50)
  })
})

describe('the demonstration’s clock', () => {
  it('winds on, keeps its people signed in, and goes back to their page', async () => {
    const ada = await signedIn()
    const before = setting.world.machine.now()
    for (const by of ['P7D', 'P7D', 'PT1H']) {
      const answer = await ada.post('/clock', { by, back: '/cases?show=closed' })
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/cases?show=closed'])
    }
    const hours = before.until(setting.world.machine.now(), { largestUnit: 'hours' }).hours
    expect(hours).toBe(14 * 24 + 1)
    expect((await ada.get('/today')).status).toBe(200)
  })

  it('lets happen what is due then', async () => {
    const ada = await signedIn()
    await openByMember(setting.world, memberNo(0), { title: 'A crash', impact: 'x' })
    setting.sent.length = 0
    await ada.post('/clock', { by: 'P2D' })
    expect(setting.sent.length).toBeGreaterThan(0)
    expect(await (await ada.get('/today')).text()).toContain('late by')
  })

  it.each(['-P1D', 'PT0S', 'P2M', 'soon', ''])('does not take %j', async (by) => {
    const ada = await signedIn()
    expect((await ada.post('/clock', { by })).status).toBe(422)
  })
})
