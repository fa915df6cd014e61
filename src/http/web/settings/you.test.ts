import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSession } from '../../../../tests/kit/session.ts'
import { visitor, type Visitor } from '../../../../tests/kit/visitor.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { wind } from '../../../../tests/kit/wind.ts'
import {
  createToken,
  deliverDue,
  findOrRegister,
  loadPerson,
  personByEmail,
  requestSignIn,
} from '../../../app/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { gate, sessionCookie } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let setting: TestWorld
let person: PersonId
let ada: Visitor
let guest: Visitor
let app: ReturnType<typeof gate>
beforeEach(async () => {
  setting = await testWorld()
  person = setting.members[0] ?? 'p-'
  app = gate(setting.world, webRoutes, [webVoice])
  guest = visitor(app)
  ada = visitor(app)
  ;(ada.cookies as Map<string, string>).set(sessionCookie, await startSession(setting.world, person))
})
afterEach(() => setting.close())

const known = () => loadPerson(setting.world, person)

async function linkSent(): Promise<string> {
  await deliverDue(setting.world)
  return /https?:\/\/[^/]+(\/address\/[\w-]{43})/.exec(setting.sent.at(-1)?.text ?? '')?.[1] ?? ''
}

describe('one’s own name', () => {
  it('is changed at once, and nothing else with it', async () => {
    const before = await known()
    const answer = await ada.post('/you', { name: 'Ada of the Anchor' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/you'])
    expect(await known()).toEqual({ ...before, name: 'Ada of the Anchor' })
    // The form asks for neither: a form of somebody else's making changes neither.
    await ada.post('/you', { name: 'Ada', openpgp: 'a key', affiliation: 'Elsewhere', email: 'other@example.org' })
    expect(await known()).toEqual({ ...before, name: 'Ada' })
  })

  it('comes back with what was typed where it cannot be', async () => {
    const answer = await ada.post('/you', { name: '' })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain('must not be empty')
  })
})

describe('a new address', () => {
  it('counts once its own mail’s link was used, and the former one is told', async () => {
    expect((await ada.post('/you/address', { email: 'Ada@new.example.org' })).status).toBe(303)
    const link = await linkSent()
    expect(setting.sent.at(-1)?.to).toEqual(['ada@new.example.org'])
    expect((await known())?.email).toBe('ada@example.org')
    for (let look = 0; look < 3; look += 1) expect(await (await ada.get(link)).text()).toContain('ada@new.example.org')
    expect((await known())?.email).toBe('ada@example.org')
    // A click by whoever reads that mailbox is not enough: neither a guest’s nor another member’s.
    const ben = visitor(app)
    ;(ben.cookies as Map<string, string>).set(
      sessionCookie,
      await startSession(setting.world, setting.members[1] ?? 'p-'),
    )
    expect([(await guest.get(link)).status, (await guest.post(link)).status]).toEqual([401, 401])
    expect([(await ben.get(link)).status, (await ben.post(link)).status]).toEqual([404, 404])
    expect((await known())?.email).toBe('ada@example.org')

    expect((await ada.post(link)).status).toBe(303)
    expect((await known())?.email).toBe('ada@new.example.org')
    await deliverDue(setting.world)
    expect(setting.sent.at(-1)).toMatchObject({
      to: ['ada@example.org'],
      subject: expect.stringContaining('has changed'),
    })
    expect(setting.sent.at(-1)?.text).not.toContain('new.example.org')
    expect((await ada.post(link)).status).toBe(404)

    await requestSignIn(setting.world, 'ada@new.example.org')
    await deliverDue(setting.world)
    expect(setting.sent.at(-1)).toMatchObject({
      to: ['ada@new.example.org'],
      text: expect.stringContaining('/sign-in/'),
    })
  })

  it('is nobody else’s: its mailbox is told, whoever asks is not', async () => {
    const asked = async (email: string) => {
      const answer = await ada.post('/you/address', { email })
      const row = (await setting.world.store.outbox({ limit: 1 }))[0]
      await deliverDue(setting.world)
      const said = [answer.status, answer.headers.get('location'), await answer.text()]
      return { said, kept: [row?.kind, row?.stream], mail: setting.sent.at(-1) }
    }
    const free = await asked('new@example.org')
    const taken = await asked('ben@example.org')
    expect([taken.said, taken.kept]).toEqual([free.said, free.kept])
    expect(free.mail).toMatchObject({ to: ['new@example.org'], text: expect.stringContaining('/address/') })
    expect(taken.mail).toMatchObject({
      to: ['ben@example.org'],
      text: expect.stringContaining('belongs to an account here already'),
    })
    for (const { mail } of [free, taken]) expect(mail?.text).not.toContain('Ada')
    expect(taken.mail?.text).not.toMatch(/\/address\/|\/sign-in\//)
    expect(await setting.world.store.secretsOf(person, 'address')).toHaveLength(1)
  })

  it('is one’s own already, or no address', async () => {
    expect((await ada.post('/you/address', { email: 'ada@example.org' })).status).toBe(422)
    expect((await ada.post('/you/address', { email: 'nowhere' })).status).toBe(400)
    expect(await linkSent()).toBe('')
  })

  it('that somebody else took before the link was used stays theirs', async () => {
    await ada.post('/you/address', { email: 'cyd@example.org' })
    const link = await linkSent()
    const cyd = { name: 'Cyd', email: 'cyd@example.org', affiliation: '', openpgp: '' }
    const other = await findOrRegister(setting.world, cyd, setting.world.machine.now())
    const answer = await ada.post(link)
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('somebody else here')])
    expect(await personByEmail(setting.world, 'cyd@example.org')).toBe(other)
    expect((await known())?.email).toBe('ada@example.org')
  })

  it('ends with its day; a link of somebody’s making proves nothing', async () => {
    await ada.post('/you/address', { email: 'ada@new.example.org' })
    const link = await linkSent()
    await wind(setting, 'PT24H')
    expect((await ada.get(link)).status).toBe(404)
    expect((await ada.post(link)).status).toBe(404)
    expect((await ada.post(`/address/${'x'.repeat(43)}`)).status).toBe(404)
    expect((await known())?.email).toBe('ada@example.org')
  })

  it('is not asked for with a token: who borrowed one cannot take the account', async () => {
    const made = await createToken(setting.world, person, { label: 'scripts' })
    const headers = { authorization: `Bearer ${'token' in made ? made.token : ''}` }
    for (const [path, body] of [
      ['/you/address', 'email=eve@example.org'],
      ['/you', 'name=Eve&openpgp='],
    ] as const) {
      const type = { 'content-type': 'application/x-www-form-urlencoded' }
      expect((await app.request(path, { method: 'POST', headers: { ...headers, ...type }, body })).status).toBe(403)
    }
    expect(await linkSent()).toBe('')
    expect((await known())?.name).toBe('Ada Anchor')
  })

  it('stands nowhere in plain', async () => {
    await ada.post('/you/address', { email: 'ada@new.example.org' })
    await linkSent()
    const rows = await setting.world.store.secretsOf(person, 'address')
    const kept = await setting.world.store.outbox({ limit: 10 })
    expect(rows).toHaveLength(1)
    expect(JSON.stringify([rows, kept])).not.toContain('new.example.org')
  })

  it('is not asked for where no mail could carry the link', async () => {
    const silent = await testWorld({ mailServer: false })
    const one = visitor(gate({ ...silent.world, mode: 'production' }, webRoutes, [webVoice]))
    const cookie = await startSession(silent.world, silent.members[0] ?? 'p-')
    ;(one.cookies as Map<string, string>).set(sessionCookie, cookie)
    const answer = await one.post('/you/address', { email: 'ada@new.example.org' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('no_mail_server')
    await silent.close()
  })
})

it('is for whoever is signed in', async () => {
  expect((await guest.get('/you')).status).toBe(401)
  expect((await guest.post('/you', { name: 'x' })).status).toBe(401)
  expect(await (await ada.get('/you')).text()).toContain('ada@example.org')
})
