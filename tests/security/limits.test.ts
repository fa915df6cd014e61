import type { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverDue } from '../../src/app/index.ts'
import { apiRoutes, apiVoice } from '../../src/http/api/index.ts'
import { gate } from '../../src/http/gate/index.ts'
import { webRoutes, webVoice } from '../../src/http/web/index.ts'
import { reported } from '../kit/voyage.ts'
import { sigstorePolicy, testWorld, type TestWorld } from '../kit/world.ts'
import { wind } from '../kit/wind.ts'

let here: TestWorld
let app: Hono
beforeEach(async () => {
  // These are about limits alone: nobody is asked to confirm anything, however many reports come.
  here = await testWorld({ policy: sigstorePolicy.replace('confirm: when-busy', 'confirm: never') })
  app = gate(here.world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice])
})
afterEach(() => here.close())

/** As Node's adapter hands a request over that came from `remoteAddress`. */
function from(remoteAddress: string) {
  return { incoming: { socket: { remoteAddress } } }
}

function send(path: string, fields: Record<string, string>, peer = '127.0.0.1', headers: Record<string, string> = {}) {
  return app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers }, from(peer))
}

const waiting = async () => (await here.world.store.outbox({ states: ['waiting'], limit: 1000 })).length

test('sign-in links for one address: a few, whether or not anybody has it, and again after a while', async () => {
  const ask = async (email: string) => (await send('/sign-in', { email })).status
  for (const email of ['ada@example.org', 'nobody@example.org']) {
    const answers = []
    for (let times = 0; times < 7; times += 1) answers.push(await ask(times % 2 === 0 ? email : email.toUpperCase()))
    expect(answers).toEqual([200, 200, 200, 200, 200, 429, 429])
  }
  expect(await waiting()).toBe(5)
  const refused = await send('/sign-in', { email: 'ada@example.org' })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await ask('ben@example.org')).toBe(200)
  await wind(here, 'PT15M')
  expect(await ask('ada@example.org')).toBe(200)
})

test('reports from one network, by form and API together; a proxy on this machine says for whom it asks', async () => {
  const report = { title: 'A flood', impact: 'Much to read.' }
  for (let times = 0; times < 15; times += 1) {
    expect((await send('/report', report, '198.51.100.7')).status).toBe(303)
    const body = JSON.stringify(report)
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9, 198.51.100.7' }
    expect((await app.request('/api/reports', { method: 'POST', body, headers }, from('::1'))).status).toBe(201)
  }
  const refused = await send('/report', report, '::ffff:198.51.100.7')
  expect([refused.status, await refused.text()]).toEqual([429, expect.stringContaining('too_many')])
  // Nobody outside is believed about whom they speak for, and others go on.
  expect((await send('/report', report, '198.51.100.7', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(429)
  expect((await send('/report', report, '198.51.100.8')).status).toBe(303)
  expect((await send('/report', report)).status).toBe(303)
})

test('one IPv6 network of 64 bits is one', async () => {
  const ask = async (peer: string, nth: number) =>
    (await send('/sign-in', { email: `n${nth}@example.org` }, peer)).status
  for (let nth = 0; nth < 30; nth += 1) expect(await ask(`2001:db8:0:1::${nth.toString(16)}`, nth)).toBe(200)
  expect(await ask('2001:0db8:0000:0001:ffff::1', 30)).toBe(429)
  expect(await ask('2001:db8::1:0:0:0:1', 31)).toBe(429)
  expect(await ask('2001:db8:0:2::1', 32)).toBe(200)
})

test('a range of networks has a limit of its own: 24 bits of IPv4, 48 of IPv6', async () => {
  const report = { title: 'A flood', impact: 'Much to read.' }
  const ask = async (peer: string) => (await send('/report', report, peer)).status
  for (let nth = 0; nth < 120; nth += 1) expect(await ask(`198.51.100.${nth}`)).toBe(303)
  expect(await ask('198.51.100.250')).toBe(429)
  expect(await ask('198.51.101.250')).toBe(303)
  for (let nth = 0; nth < 120; nth += 1) expect(await ask(`2001:db8:7:${nth.toString(16)}::1`)).toBe(303)
  expect(await ask('2001:0db8:0007:ffff::1')).toBe(429)
  expect(await ask('2001:db8:8::1')).toBe(303)
}, 30_000)

test('a reporter’s link wakes the committee so many times an hour', async () => {
  const { secret } = await reported(here)
  const post = async () => (await send(`/report/${secret}/post`, { text: 'hello?' })).status
  for (let times = 0; times < 60; times += 1) expect(await post()).toBe(303)
  expect(await post()).toBe(429)
  expect((await app.request(`/report/${secret}`)).status).toBe(200)
})

test('whoever is named as a co-reporter gets few mails an hour, by however many links, forms and programs', async () => {
  const statuses: number[] = []
  for (let nth = 0; nth < 6; nth += 1) {
    const { secret } = await reported(here, { email: '' })
    const person = { name: 'Vic Vane', email: nth % 2 === 0 ? 'vic@example.org' : 'VIC@example.org' }
    const body = JSON.stringify(person)
    const headers = { 'content-type': 'application/json' }
    statuses.push((await send(`/report/${secret}/nameCoReporter`, person)).status)
    // The case refuses the second one; it counts all the same.
    const path = `/api/reports/${secret}/name-co-reporter`
    statuses.push((await app.request(path, { method: 'POST', body, headers })).status)
  }
  expect(statuses.map((status) => status === 429)).toEqual([...Array(10).fill(false), true, true])
  for (let times = 0; times < 3; times += 1) await deliverDue(here.world, 500)
  expect(here.sent.filter(({ to }) => to.includes('vic@example.org')).length).toBeLessThanOrEqual(5)
  const { secret } = await reported(here, { email: '' })
  expect((await send(`/report/${secret}/nameCoReporter`, { name: 'Una', email: 'una@example.org' })).status).toBe(303)
})

test('a mail to somebody whom a reporter named carries none of the reporter’s words', async () => {
  await send('/report', { title: 'x', impact: 'y', name: 'Win a prize at evil.example', email: 'victim@example.org' })
  await deliverDue(here.world)
  const mail = here.sent.find(({ to }) => to.includes('victim@example.org'))
  expect(mail?.text).toContain('/report/')
  expect(JSON.stringify(mail)).not.toContain('evil.example')
})

test.each([
  ['/sign-in', 'ada'],
  ['/report/lost', 'rey'],
  ['/report/appeal', 'rey'],
])('who is known at %s is not told by how long the answer takes', async (path, someone) => {
  if (path !== '/sign-in') await send('/report', { title: 'x', impact: 'y', email: `${someone}@example.org` })
  const fastest = async (name: string) => {
    const times: number[] = []
    for (let nth = 0; nth < 3; nth += 1) {
      const before = performance.now()
      await send(path, { email: `${name}@example.org`, text: 'Please look again.' })
      times.push(performance.now() - before)
    }
    return times.toSorted((one, other) => one - other)[0] ?? 0
  }
  await fastest('warm')
  const [known, unknown] = [await fastest(someone), await fastest('nobody')]
  expect(Math.min(known, unknown)).toBeGreaterThanOrEqual(49)
})
