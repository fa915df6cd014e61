import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, configureMailIn, deliverDue, heldMails } from '../../src/app/index.ts'
import { apiRoutes, apiVoice } from '../../src/http/api/index.ts'
import { gate } from '../../src/http/gate/index.ts'
import { webRoutes, webVoice } from '../../src/http/web/index.ts'
import { conversation, type Conversation } from '../kit/conversation.ts'
import { arrives } from '../kit/letters.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

/** Who holds a reporter’s link, and who held one. */
let here: TestWorld
let app: Hono
let talk: Conversation
let una = { secret: '', replyTo: '' }
const routes = [...webRoutes, ...apiRoutes].filter(({ scope }) => scope === 'reporter')

beforeAll(async () => {
  here = await testWorld()
  await configureMailIn(here.world, here.members[0]!, { replies: 'on' })
  app = gate(here.world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice])
  talk = await conversation(here)
  await deliverDue(here.world)
  const fields = { room: 'everyone', text: 'Thank you, too.' }
  await act(here.world, here.members[0]!, { case: talk.case, act: 'post', fields })
  await deliverDue(here.world)
  const mail = here.sent.findLast(({ to }) => to.includes('una@example.org'))
  una = { secret: /\/report\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '', replyTo: mail?.replyTo ?? '' }
})
afterAll(() => here.close())

const state = async () => (await here.world.records.read('case', talk.case)).state!

async function answer(method: string, path: string, secret: string): Promise<string> {
  const json = path.startsWith('/api/')
  const answered = await app.request(path.replace(':secret', secret).replace(':file', '1'), {
    method: method.toUpperCase(),
    headers: { 'sec-fetch-site': 'same-origin', ...(json ? { 'content-type': 'application/json' } : {}) },
    ...(method === 'get' ? {} : { body: json ? '{"text":"x"}' : new URLSearchParams({ text: 'x' }) }),
  })
  const headers = Object.fromEntries([...answered.headers].filter(([name]) => name !== 'date'))
  return JSON.stringify([answered.status, headers, await answered.text()]).replaceAll(secret, 'SECRET')
}

test('a reporter finds nothing of the other room, and nobody’s address, in any answer to their link', async () => {
  const secret = talk.path.split('/').at(-1) ?? ''
  for (const { path } of routes.filter(({ method }) => method === 'get')) {
    const said = await answer('get', path, secret)
    expect([path, said.includes('returns before the chain is read')]).toEqual([path, false])
    expect([path, /(?:ada|ben|cleo|una)@example\.org/.test(said)]).toEqual([path, false])
  }
})

describe('a co-reporter whose access ended', () => {
  beforeAll(async () => {
    const [person] = (await state()).coReporters
    const fields = { person, reason: 'a wrong address' }
    const done = await act(here.world, here.members[0]!, { case: talk.case, act: 'removeCoReporter', fields })
    expect(done).toHaveProperty('events')
    await deliverDue(here.world)
    here.sent.splice(0)
  })

  test('has a link that answers, to the byte, like one that never was', async () => {
    expect(una.secret).toHaveLength(43)
    expect(routes.length).toBeGreaterThan(25)
    const different: string[] = []
    for (const { method, path } of routes) {
      const [theirs, none] = [await answer(method, path, una.secret), await answer(method, path, 'x'.repeat(43))]
      if (theirs !== none) different.push(`${method} ${path}: ${theirs.slice(0, 200)}`)
    }
    expect(different).toEqual([])
  })

  test('writes nothing by mail, and gets no lost link', async () => {
    const before = await state()
    const mail = `From: una@example.org\r\nTo: ${una.replyTo}\r\nMessage-ID: <u@example.org>\r\n\r\nStill here.\r\n`
    expect(una.replyTo).toContain('+')
    await arrives(here, mail, { from: 'una@example.org', to: [una.replyTo] })
    expect((await state()).version).toBe(before.version)
    const held = await heldMails(here.world, here.members[0]!)
    expect('mails' in held && held.mails.map(({ why }) => why)).toEqual(['refused'])
    const asked = new URLSearchParams({ email: 'una@example.org' })
    await app.request('/report/lost', { method: 'POST', body: asked, headers: { 'sec-fetch-site': 'same-origin' } })
    await deliverDue(here.world)
    expect(here.sent.filter(({ to }) => to.includes('una@example.org'))).toEqual([])
  })
})
