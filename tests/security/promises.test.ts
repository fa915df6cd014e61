import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stamp } from '../../src/core/clock/index.ts'
import { act, deliverDue, passTime, personOfSession, signIn, signInSecret } from '../../src/app/index.ts'
import type { CaseId, PersonId } from '../../src/core/kernel/index.ts'
import { apiRoutes, apiVoice } from '../../src/http/api/index.ts'
import { gate, sessionCookie } from '../../src/http/gate/index.ts'
import { webRoutes, webVoice } from '../../src/http/web/index.ts'
import { apiClient } from '../kit/api.ts'
import { startSession } from '../kit/session.ts'
import { accepted, does, invited, prepared, reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'
import { wind } from '../kit/wind.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada, ben] = here.members as [PersonId, PersonId]
})
afterEach(() => here.close())

const open = () => gate(here.world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice])
const toList = () => here.sent.filter(({ to }) => to.includes('announce@example.org'))

describe('what leaves', () => {
  test('leaves once, however many say so at once, and in however many rounds', async () => {
    const { id } = await reported(here)
    await prepared(here, id)
    await does(here, ada, id, 'draftAnnouncement')
    const say = (by: PersonId) =>
      act(here.world, by, { case: id, act: 'sendAnnouncement', fields: { despite: 'users are at risk' } })
    const answers = await Promise.all([say(ada), say(ben), say(ada), say(ben)])
    expect(answers.filter((one) => 'events' in one)).toHaveLength(1)
    await Promise.all([deliverDue(here.world), deliverDue(here.world), deliverDue(here.world)])
    await deliverDue(here.world)
    expect(toList()).toHaveLength(1)
  })

  test('leaves again once, however many say so at once', async () => {
    let handed = 0
    const unsure = await testWorld({
      mail: {
        async send(_, { to }) {
          if (!to.includes('announce@example.org')) return { outcome: 'sent' }
          handed += 1
          return handed === 1 ? { outcome: 'unsure', code: 'lost_connection' } : { outcome: 'sent' }
        },
      },
    })
    try {
      const { id } = await reported(unsure)
      await prepared(unsure, id)
      const [one, other] = unsure.members
      await does(unsure, one, id, 'draftAnnouncement')
      await does(unsure, one, id, 'sendAnnouncement', { despite: 'users are at risk' })
      await deliverDue(unsure.world)
      for (let day = 0; day < 3; day += 1) {
        await wind(unsure, 'P1D')
        await deliverDue(unsure.world)
      }
      // Nobody knows whether it went out: it waits for a person's word.
      expect(handed).toBe(1)
      const again = (by?: PersonId) =>
        act(unsure.world, by!, { case: id, act: 'settleAnnouncement', fields: { delivered: 'send-again', note: 'x' } })
      const said = await Promise.all([again(one), again(other), again(one)])
      expect(said.filter((answer) => 'events' in answer)).toHaveLength(1)
      await Promise.all([deliverDue(unsure.world), deliverDue(unsure.world)])
      await deliverDue(unsure.world)
      expect(handed).toBe(2)
    } finally {
      await unsure.close()
    }
  })

  test('does not leave by time passing, before somebody released it', async () => {
    const { id } = await reported(here)
    await prepared(here, id)
    const at = stamp(here.world.machine.now().add({ hours: 200 }))
    await does(here, ada, id, 'proposeRelease', { announcement: at, reason: 'the day that suits all' })
    await does(here, ada, id, 'draftAnnouncement')
    for (let day = 0; day < 20; day += 1) {
      await wind(here, 'P1D')
      await passTime(here.world, 200)
      await deliverDue(here.world, 500)
    }
    expect(toList()).toEqual([])
    const app = open()
    for (const path of [
      '/advisories',
      '/api/advisories',
      '/advisories/CVE-2026-12345',
      '/osv/CVE-2026-12345.json',
      '/',
    ]) {
      expect(await (await app.request(path)).text(), path).not.toMatch(/Anchor accepts|1\.2\.4/)
    }
  })

  test('says nothing of a case in a notice: neither header, nor text, nor identity', async () => {
    const words = /qx(?:title|project|impact|name|post|reason)/
    const one = await reported(here, { title: 'qxtitle', project: 'qxproject', impact: 'qximpact', name: 'qxname' })
    await accepted(here, one.id)
    const engineer = await invited(here, one.id)
    await does(here, engineer, one.id, 'acceptInvitation', { terms: true })
    await does(here, ada, one.id, 'post', { room: 'everyone', text: `qxpost @${ben}`, mentions: [ben] })
    await does(here, ada, one.id, 'revokeAccess', { person: engineer, reason: 'qxreason' })
    const before = here.sent.length
    await deliverDue(here.world, 500)
    // One mail for all that fell due for each reader.
    const readers = here.sent.slice(before).flatMap(({ to }) => to)
    expect(readers).toContain('ben@example.org')
    expect(new Set(readers).size).toBe(readers.length)
    for (const mail of here.sent) {
      expect(JSON.stringify(mail)).not.toMatch(words)
      expect(mail.to).toHaveLength(1)
    }
    // Access had ended before any of it was sent: that it did is all they hear.
    const toMax = here.sent.filter(({ to }) => to.includes('max@example.org'))
    expect(toMax.map(({ subject }) => subject)).toEqual([expect.stringContaining('You are no longer on a fix team')])
  })
})

describe('a way in', () => {
  test('works once, whoever comes first', async () => {
    const secret = await signInSecret(here.world, ada)
    const all = await Promise.all(Array.from({ length: 8 }, () => signIn(here.world, secret)))
    expect(all.filter((one) => one !== undefined)).toHaveLength(1)
  })

  test('is a cookie that scripts and other sites do not get, new at each sign-in, and over after signing out', async () => {
    const app = open()
    const planted = 'x'.repeat(43)
    const secret = await signInSecret(here.world, ada)
    const signedIn = await app.request(`/sign-in/${secret}`, {
      method: 'POST',
      headers: { cookie: `${sessionCookie}=${planted}`, 'sec-fetch-site': 'same-origin' },
    })
    const cookie = signedIn.headers.getSetCookie().find((one) => one.startsWith(sessionCookie)) ?? ''
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$|Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax/)
    const session = /=([\w-]{43});/.exec(cookie)?.[1] ?? ''
    expect(session).not.toBe(planted)
    expect((await personOfSession(here.world, session))?.id).toBe(ada)
    expect(await personOfSession(here.world, planted)).toBeUndefined()
    const headers = { cookie: `${sessionCookie}=${session}`, 'sec-fetch-site': 'same-origin' }
    await app.request('/sign-out', { method: 'POST', headers })
    expect(await personOfSession(here.world, session)).toBeUndefined()
  })

  test('is not opened by another site, whatever it sends along', async () => {
    const app = open()
    const cookie = `${sessionCookie}=${await startSession(here.world, ada)}`
    const { id } = await reported(here)
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: 'http://localhost:1', host: 'localhost' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' },
      { 'sec-fetch-site': 'SAME-ORIGIN' },
      { 'sec-fetch-site': '' },
      { authorization: 'Bearer tocsin_none-of-ours', origin: 'https://evil.example' },
      { 'x-http-method-override': 'POST' },
    ]
    for (const headers of foreign) {
      for (const path of [`/cases/${id}/do/post`, `/api/cases/${id}/post`, '/sign-out', '/api/tokens']) {
        const answer = await app.request(path, { method: 'POST', headers: { cookie, ...headers } })
        expect([path, headers, answer.status]).toEqual([path, headers, 403])
      }
    }
  })
})

test('a reporter learns nobody’s name or id on the fix team from the answers to their own acts', async () => {
  const { id, secret } = await reported(here)
  await accepted(here, id)
  const engineer = await invited(here, id)
  await does(here, engineer, id, 'acceptInvitation', { terms: true })
  const client = await apiClient(here, null)
  const until = stamp(here.world.machine.now().add({ hours: 24 * 200 }))
  await does(here, ada, id, 'proposeEmbargo', { until, reason: 'it takes longer' })
  const seen = [
    await client.post(`/api/reports/${secret}/answer-embargo`, { accept: true }),
    await client.post(`/api/reports/${secret}/post`, { room: 'everyone', text: 'thanks' }),
    await client.post(`/api/reports/${secret}/post`, { room: 'team', text: 'let me in' }),
    await client.post(`/api/reports/${secret}/notify`, {}),
    await client.get(`/api/reports/${secret}`),
  ]
  expect(seen[0]?.status).toBe(200)
  for (const { body, headers } of seen) {
    const text = JSON.stringify([body, [...headers]])
    expect(text).not.toContain(engineer)
    expect(text).not.toContain('Max Mast')
  }
  const team = (await here.world.records.read('case', id as CaseId)).state?.posts.filter(({ room }) => room === 'team')
  expect(team).toEqual([])
})

test('nobody but the owner may read a file of the data folder', () => {
  const files = readdirSync(here.data, { recursive: true, withFileTypes: true })
  expect(files.length).toBeGreaterThan(3)
  for (const one of files) {
    const path = join(one.parentPath, one.name)
    expect([path, (statSync(path).mode & 0o077).toString(8)]).toEqual([path, '0'])
  }
})
