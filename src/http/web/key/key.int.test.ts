import { afterAll, beforeAll, expect, test } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { reported } from '../../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { createToken, keysOfMail, loadPerson, noteKeys, shownCommitteeKey } from '../../../app/index.ts'
import { autocryptHeader } from '../../../core/openpgp/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let here: TestWorld
let ben: AtABrowser
let person: PersonId
const app = () => gate(here.world, webRoutes, [webVoice])
beforeAll(async () => {
  here = await testWorld()
  person = here.members[1] ?? 'p-'
  ben = await atABrowser(app(), here.world, person)
})
afterAll(() => here.close())

async function made(email = 'ben@example.org') {
  const { openpgp, machine } = here.world
  return openpgp.publicKey(await openpgp.makeKey({ name: 'Ben', email }, machine.now()))
}
const spaced = (fingerprint: string) => fingerprint.match(/.{4}/g)?.join(' ') ?? ''

test('one’s key is given, exchanged with its fingerprint, and taken away, on one’s own page', async () => {
  const [first, second] = [await made(), await made()]
  expect(await ben.post('/you/key', { openpgp: '' })).toMatchObject({ status: 400 })
  const wrong = await ben.post('/you/key', { openpgp: 'hello' })
  expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('is no OpenPGP public key')])
  expect(await ben.post('/you/key', { openpgp: first.armored })).toMatchObject({ status: 303, to: '/you' })
  const named = (await ben.get('/you')).text
  expect(named).toContain(spaced(first.fingerprint))
  expect(named).not.toContain('does not name')
  const asked = await ben.post('/you/key', { openpgp: second.armored })
  expect([asked.status, asked.text]).toEqual([422, expect.stringContaining(spaced(second.fingerprint))])
  // What was pasted comes back, so that only the fingerprint is left to say.
  expect(asked.text).toContain('-----BEGIN PGP PUBLIC KEY BLOCK-----')
  expect(asked.text).toContain('name="confirm"')
  expect(await ben.post('/you/key', { openpgp: second.armored, confirm: second.fingerprint })).toMatchObject({
    status: 303,
  })
  expect(await ben.post('/you/mails', { mails: 'links' })).toMatchObject({ status: 303 })
  expect((await loadPerson(here.world, person))?.mails).toBe('links')
  const foreign = await made('eve@example.org')
  await ben.post('/you/key', { openpgp: foreign.armored, confirm: foreign.fingerprint })
  expect((await ben.get('/you')).text).toContain('Your key does not name ben@example.org.')
  expect(await ben.post('/you/key/none', {})).toMatchObject({ status: 303 })
  expect((await loadPerson(here.world, person))?.openpgp).toBe('')
})

test('a key that came with a mail is taken or declined', async () => {
  const [first, second] = [await made(), await made()]
  await ben.post('/you/key', { openpgp: first.armored })
  const offer = async () => {
    const { bytes } = await here.world.openpgp.readPublicKey(second.armored, here.world.machine.now())
    const header = `From: ben@example.org\r\nAutocrypt: ${autocryptHeader('ben@example.org', bytes)}\r\n\r\n`
    await noteKeys(here.world, person, await keysOfMail(here.world, new TextEncoder().encode(header)))
  }
  await offer()
  expect((await ben.get('/you')).text).toContain(spaced(second.fingerprint))
  expect(await ben.post('/you/key/offered', { confirm: '' })).toMatchObject({ status: 303 })
  expect((await loadPerson(here.world, person))?.openpgp).toBe(first.armored)
  await offer()
  expect(await ben.post('/you/key/offered', { confirm: 'AAAA' })).toMatchObject({ status: 422 })
  expect(await ben.post('/you/key/offered', { confirm: second.fingerprint })).toMatchObject({ status: 303 })
  expect((await loadPerson(here.world, person))?.openpgp).toContain('BEGIN PGP PUBLIC KEY')
  expect((await ben.get('/you')).text).not.toContain(spaced(first.fingerprint))
})

test('the settings show administrators the committee’s key', async () => {
  const ada = await atABrowser(app(), here.world, here.members[0] ?? 'p-')
  const { text } = await ada.get('/settings')
  expect(text).toContain((await shownCommitteeKey(here.world))?.grouped)
  expect(text).toContain('is renewed by itself')
  expect((await ben.get('/settings')).text).not.toContain('The committee’s OpenPGP key')
})

test('a token changes nothing of it', async () => {
  const token = await createToken(here.world, person, { label: 'scripts' })
  const headers = {
    authorization: `Bearer ${'token' in token ? token.token : ''}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  for (const path of ['/you/key', '/you/key/none', '/you/key/offered', '/you/mails']) {
    const answer = await app().request(path, { method: 'POST', headers, body: 'mails=links&openpgp=x' })
    expect([path, answer.status]).toEqual([path, 403])
  }
})

test('a reporter gives theirs behind their link; without an address there is nothing to encrypt', async () => {
  const nobody = await atABrowser(app(), here.world, here.members[0] ?? 'p-')
  const { secret, reporter } = await reported(here)
  const key = await made('rey@example.org')
  expect((await nobody.get(`/report/${secret}`)).text).toContain(`/report/${secret}/key`)
  expect(await nobody.post(`/report/${secret}/key`, { openpgp: key.armored })).toMatchObject({
    status: 303,
    to: `/report/${secret}/key`,
  })
  expect((await nobody.get(`/report/${secret}/key`)).text).toContain(spaced(key.fingerprint))
  expect((await loadPerson(here.world, reporter))?.openpgp).toContain('BEGIN PGP PUBLIC KEY')
  const other = await reported(here, { email: '' })
  expect((await nobody.get(`/report/${other.secret}/key`)).text).toContain('no mail goes to you')
  expect((await nobody.get(`/report/${other.secret}`)).text).not.toContain(`/report/${other.secret}/key`)
})
