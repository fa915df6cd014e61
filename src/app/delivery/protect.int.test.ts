import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { generateKey, reformatKey, revokeKey } from 'openpgp'
import { compose } from '../../adapters/mail/compose.ts'
import { autocryptHeader, contentTypeOf, entityOf, partsOf } from '../../core/openpgp/index.ts'
import { gnupg, has, hasSq, sequoia, type Correspondent } from '../../../tests/peers/correspondent.ts'
import { does, reported } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { wind } from '../../../tests/kit/wind.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import {
  chooseMails,
  declineKey,
  deliverDue,
  giveKey,
  loadPerson,
  mailbox,
  keysOfMail,
  noteKeys,
  ownKey,
  requestSignIn,
  shownCommitteeKey,
  troubles,
} from '../index.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada = 'p-', ben = 'p-'] = here.members
})
afterEach(() => here.close())

const secret = 'The nonce is never compared'
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** Mails to somebody since the last time, as bytes on the wire and as they were handed over. */
async function delivered(to: string) {
  const before = here.sent.length
  await deliverDue(here.world)
  const mails = here.sent.slice(before).filter((mail) => mail.to.includes(to))
  return Promise.all(mails.map(async (mail) => ({ ...mail, wire: text((await compose(mail)).bytes) })))
}

async function made(options: { email?: string; date?: Date; seconds?: number } = {}) {
  const {
    email = 'ada@example.org',
    date = new Date(here.world.machine.now().epochMilliseconds),
    seconds = 0,
  } = options
  const key = await generateKey({
    type: 'ecc',
    userIDs: [{ email }],
    date,
    keyExpirationTime: seconds,
    format: 'object',
  })
  return { ...key, armored: key.publicKey.armor(), fingerprint: key.publicKey.getFingerprint().toUpperCase() }
}

const peers: readonly (readonly [string, boolean, () => Correspondent])[] = [
  ['GnuPG', has('gpg'), () => gnupg()],
  ['Sequoia', hasSq(), sequoia],
]

describe.each(peers)('somebody with %s', (_, isHere, make) => {
  let rita: Correspondent
  beforeAll(() => {
    if (isHere) rita = make()
  })
  afterAll(() => rita?.close())

  it.skipIf(!isHere)('reads what happened, and nobody else does', async () => {
    const committee = (await shownCommitteeKey(here.world))?.armored ?? ''
    expect(await giveKey(here.world, ben, { openpgp: rita.publicKey })).toMatchObject({ key: { unusable: null } })
    const [told] = await delivered('ben@example.org')
    expect(told?.encrypted).toBeUndefined()
    expect(told?.text.replaceAll(' ', '')).toContain(rita.fingerprint)
    const { id } = await reported(here, { title: secret })
    await does(here, ada, id, 'post', { text: 'Grüße from\r\nAda -- a canary', room: 'team' })
    const [mail, ...more] = await delivered('ben@example.org')
    expect(more).toEqual([])
    for (const one of [mail?.wire ?? '', JSON.stringify(mail)]) {
      expect(one).not.toContain(secret)
      expect(one).not.toContain('canary')
    }
    const root = entityOf(new TextEncoder().encode(mail?.wire ?? ''))
    const { type, parameters } = contentTypeOf(root)
    const [version, sealed, ...parts] = partsOf(root, parameters['boundary'] ?? '').map((part) => entityOf(part))
    expect([type, parameters['protocol'], parts.length]).toEqual([
      'multipart/encrypted',
      'application/pgp-encrypted',
      0,
    ])
    expect(version && text(version.body).trim()).toBe('Version: 1')
    const { plain, good } = rita.decrypt(sealed ? text(sealed.body) : '', committee)
    expect(good).toBe(true)
    expect(plain).toContain(`Subject: ${secret}`)
    expect(plain).toContain('Ada Anchor wrote:\r\n\r\n  Grüße from\r\n  Ada -- a canary')
    expect(plain).toContain(`/cases/${id}`)
  })
})

describe('somebody whose key is known', () => {
  it.each([0, 1, 10, 100])('reads what others wrote, %d milliseconds after a second too', async (milliseconds) => {
    const key = await made()
    await giveKey(here.world, ben, { openpgp: key.armored })
    await delivered('ben@example.org')
    const { openpgp, machine } = here.world
    const second = machine.now().round('second').add({ seconds: 1 })
    const world = { ...here.world, machine: { ...machine, now: () => second.add({ milliseconds }) } }
    const { id } = await reported({ ...here, world }, { title: secret })
    await does({ ...here, world }, ada, id, 'post', { text: 'a canary', room: 'team' })
    await wind(here, 'PT1M')
    const [mail] = await delivered('ben@example.org')
    const { bytes } = await openpgp.decrypt(mail?.text ?? '', [key.privateKey.armor()], [], machine.now())
    expect(text(bytes)).toContain('a canary')
    expect(text(bytes)).toContain('Received the report')
  })

  it('who asked for links only gets those, and the committee’s key for the answer', async () => {
    await giveKey(here.world, ben, { openpgp: (await made()).armored })
    await chooseMails(here.world, ben, { mails: 'links' })
    await delivered('ben@example.org')
    await reported(here, { title: secret })
    const [mail] = await delivered('ben@example.org')
    expect(mail?.encrypted).toBeUndefined()
    expect(mail?.text).toContain('A new report has arrived.')
    expect(mail?.wire).not.toContain(secret)
    expect(mail?.wire).toMatch(/^Autocrypt: addr=security@example\.org; keydata=\r?\n /m)
  })

  it('that has ended gets no link and no word of a case in clear, and is told why', async () => {
    const start = new Date(here.world.machine.now().epochMilliseconds)
    await giveKey(here.world, ben, { openpgp: (await made({ date: start, seconds: 10 * 86_400 })).armored })
    expect((await ownKey(here.world, (await loadPerson(here.world, ben))!)).warning).toEqual({ kind: 'ends', days: 9 })
    const { id, reporter } = await reported(here, { title: secret })
    await giveKey(here.world, reporter, { openpgp: (await made({ date: start, seconds: 86_400 })).armored })
    await deliverDue(here.world)
    await wind(here, 'P0DT264H')
    await does(here, ada, id, 'post', { text: 'news', room: 'everyone' })
    await requestSignIn(here.world, 'ben@example.org')
    const before = here.sent.length
    await deliverDue(here.world)
    const sent = here.sent.slice(before)
    const toReporter = sent.filter(({ to }) => to.includes('rey@example.org'))
    const toBen = sent.filter(({ to }) => to.includes('ben@example.org'))
    expect(toReporter.map((mail) => mail.text).join('\n')).toContain(
      'This mail is not encrypted, because your OpenPGP key has expired.',
    )
    expect(JSON.stringify(toReporter)).not.toContain('/report/')
    expect(toBen.length).toBeGreaterThan(0)
    expect(JSON.stringify(sent)).not.toContain(secret)
    expect(JSON.stringify(sent)).not.toContain('/sign-in/')
    expect((await troubles(here.world)).map(({ kind, failure }) => [kind, failure])).toEqual([
      ['sign-in', 'key_unusable'],
    ])
  })

  it('reads in the last month that it ends', async () => {
    const key = await made({ seconds: 5 * 86_400 })
    await giveKey(here.world, ben, { openpgp: key.armored })
    await reported(here)
    await deliverDue(here.world)
    const mail = here.sent.find(({ encrypted }) => encrypted === true)
    const { openpgp, machine } = here.world
    const { bytes } = await openpgp.decrypt(mail?.text ?? '', [key.privateKey.armor()], [], machine.now())
    expect(text(bytes)).toMatch(/Your OpenPGP key ends in [345] days\./)
  })

  it('is not shown to whoever keeps the mailbox where there is no mail server', async () => {
    const local = await testWorld({ mailServer: false })
    const [, other = 'p-'] = local.members
    await giveKey(local.world, other, { openpgp: (await made()).armored })
    await reported(local, { title: secret })
    await deliverDue(local.world)
    const kept = await mailbox(local.world)
    expect(kept.length).toBeGreaterThan(2)
    expect(JSON.stringify(kept)).not.toContain(secret)
    await local.close()
  })
})

/** With a key in its header, as mail programs write it; who signs as whom is checked elsewhere. */
const mailWith = (key: Uint8Array, from = 'ada@example.org') =>
  new TextEncoder().encode(`From: Ada <${from}>\r\nAutocrypt: ${autocryptHeader(from, key)}\r\n\r\nHello\r\n`)
const mailWithAttached = (key: string) =>
  new TextEncoder().encode(
    [
      'From: ada@example.org',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b\r\n\r\nHello',
      `--b\r\nContent-Type: application/pgp-keys\r\nContent-Transfer-Encoding: base64\r\n\r\n${btoa(key)}`,
      '--b--\r\n',
    ].join('\r\n'),
  )

describe('a key', () => {
  const known = async () => (await ownKey(here.world, (await loadPerson(here.world, ada))!)).key?.fingerprint

  it('takes another one’s place only with its fingerprint said again', async () => {
    const [first, second] = [await made(), await made()]
    await giveKey(here.world, ada, { openpgp: first.armored })
    const asked = await giveKey(here.world, ada, { openpgp: second.armored })
    expect(asked).toMatchObject({ code: 'confirm_key' })
    expect((asked as { instead: string }).instead.replaceAll(' ', '')).toContain(second.fingerprint)
    expect(await giveKey(here.world, ada, { openpgp: second.armored, confirm: first.fingerprint })).toMatchObject({
      code: 'confirm_key',
    })
    expect(await known()).toBe(first.fingerprint)
    const confirm = second.fingerprint.toLowerCase().replaceAll(/(.{4})/g, '$1 ')
    await giveKey(here.world, ada, { openpgp: second.armored, confirm })
    expect(await known()).toBe(second.fingerprint)
    expect(await giveKey(here.world, ada, { openpgp: second.armored })).toMatchObject({ code: 'nothing_changes' })
    // Each change is told in clear: whoever slipped a key in cannot hide it by encrypting to it.
    const told = await delivered('ada@example.org')
    expect(told.map(({ subject, encrypted }) => [subject, encrypted])).toEqual(
      Array.from({ length: 2 }, () => ['[Anchorage security] Your OpenPGP key has changed', undefined]),
    )
    await giveKey(here.world, ada, { openpgp: '' })
    expect(await known()).toBeUndefined()
  })

  it('is taken away, or exchanged, by no token', async () => {
    const [first, second] = [await made(), await made()]
    const byToken = (fields: object) => giveKey(here.world, ada, fields, 'token')
    expect(await byToken({ openpgp: first.armored })).toMatchObject({ key: { fingerprint: first.fingerprint } })
    const confirm = second.fingerprint
    expect(await byToken({ openpgp: second.armored, confirm })).toMatchObject({ code: 'not_by_token' })
    expect(await byToken({ openpgp: '' })).toMatchObject({ code: 'not_by_token' })
    expect(await known()).toBe(first.fingerprint)
  })

  it('is public, is one, and can be encrypted to', async () => {
    const key = await made()
    const expired = await made({ date: new Date('2020-01-01'), seconds: 60 })
    const revoked = await revokeKey({ key: key.privateKey, format: 'object' })
    const signs = await generateKey({
      type: 'ecc',
      userIDs: [{ email: 'a@example.org' }],
      subkeys: [],
      format: 'object',
    })
    for (const [openpgp, problem] of [
      ['hello', { badInput: true }],
      ['-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n-----END PGP PUBLIC KEY BLOCK-----', { badInput: true }],
      [key.privateKey.armor(), { problems: [{ field: 'openpgp', says: expect.stringContaining('private key') }] }],
      ['x'.repeat(100_001), { badInput: true }],
      [expired.armored, { code: 'key_unusable', says: 'This key has expired.' }],
      [revoked.publicKey.armor(), { code: 'key_unusable', says: 'This key was revoked.' }],
      [signs.publicKey.armor(), { code: 'key_unusable', says: 'Nothing can be encrypted to this key.' }],
    ] as const) {
      expect(await giveKey(here.world, ada, { openpgp })).toMatchObject(problem)
    }
    expect(await known()).toBeUndefined()
  })

  it('is renewed and revoked without asking, and an older copy undoes neither', async () => {
    const old = await made({ seconds: 86_400 })
    const date = new Date(here.world.machine.now().epochMilliseconds + 1000)
    const userIDs = [{ email: 'ada@example.org' }]
    const newer = await reformatKey({
      privateKey: old.privateKey,
      userIDs,
      keyExpirationTime: 9e7,
      date,
      format: 'object',
    })
    await giveKey(here.world, ada, { openpgp: old.armored })
    expect(await giveKey(here.world, ada, { openpgp: newer.publicKey.armor() })).toMatchObject({
      key: { fingerprint: old.fingerprint },
    })
    const revoked = await revokeKey({ key: newer.privateKey, date, format: 'object' })
    await giveKey(here.world, ada, { openpgp: revoked.publicKey.armor() })
    expect((await ownKey(here.world, (await loadPerson(here.world, ada))!)).warning).toEqual({ kind: 'revoked' })
    expect(await giveKey(here.world, ada, { openpgp: newer.publicKey.armor() })).toMatchObject({ code: 'key_revoked' })
    await noteKeys(here.world, ada, await keysOfMail(here.world, mailWith(newer.publicKey.write())))
    expect((await ownKey(here.world, (await loadPerson(here.world, ada))!)).warning).toEqual({ kind: 'revoked' })
  })

  it('that comes with a mail counts if it is the first and names the address; another waits for a word', async () => {
    const [first, second, third] = [await made(), await made(), await made()]
    const noted = async (mail: Uint8Array) => noteKeys(here.world, ada, await keysOfMail(here.world, mail))
    const eve = (await made({ email: 'eve@example.org' })).publicKey.write()
    await noted(mailWith(eve))
    await noted(mailWith(eve, 'eve@example.org'))
    await noted(mailWith(new Uint8Array(500)))
    await noted(new TextEncoder().encode('From: ada@example.org\r\n\r\nno key'))
    expect(await known()).toBeUndefined()
    await noted(mailWith(first.publicKey.write()))
    expect(await known()).toBe(first.fingerprint)
    await delivered('ada@example.org')
    await noted(mailWithAttached(second.armored))
    await noted(mailWith(third.publicKey.write()))
    const own = await ownKey(here.world, (await loadPerson(here.world, ada))!)
    expect([own.key?.fingerprint, own.offered?.fingerprint]).toEqual([first.fingerprint, second.fingerprint])
    const told = await delivered('ada@example.org')
    expect(told.map(({ subject }) => subject)).toEqual([
      '[Anchorage security] A mail from you came with an OpenPGP key',
    ])
    await declineKey(here.world, ada)
    expect(await declineKey(here.world, ada)).toMatchObject({ code: 'nothing_changes' })
    expect((await loadPerson(here.world, ada))?.offered).toBe('')
    expect(await known()).toBe(first.fingerprint)
  })

  it('of somebody who signs in waits for their word, though it is the first: a sign-in link would go to it', async () => {
    const first = await made()
    await noteKeys(here.world, ada, await keysOfMail(here.world, mailWith(first.publicKey.write())), true)
    expect(await known()).toBeUndefined()
    await requestSignIn(here.world, 'ada@example.org')
    // They are sent side by side and may arrive in either order.
    const mails = (await delivered('ada@example.org')).toSorted((one, other) => (one.subject < other.subject ? -1 : 1))
    const [about, link] = mails
    expect(mails).toHaveLength(2)
    expect(about?.subject).toContain('A mail from you came with an OpenPGP key')
    expect([link?.encrypted, link?.text.includes('/sign-in/')]).toEqual([undefined, true])
    await giveKey(here.world, ada, { openpgp: first.armored })
    expect(await known()).toBe(first.fingerprint)
    expect((await loadPerson(here.world, ada))?.offered).toBe('')
  })

  it('stands nowhere in plain', async () => {
    const key = await made()
    await giveKey(here.world, ada, { openpgp: key.armored })
    const rows = [await here.world.store.outbox({ limit: 100 }), await here.world.store.streams('person')]
    const { records } = await here.world.records.read('person', ada)
    expect(records.at(-1)?.event.type).toBe('KeyTaken')
    expect(JSON.stringify(rows)).not.toContain(key.fingerprint.slice(0, 8))
  })
})
