import { generateKey } from 'openpgp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { does, teamed } from '../../../tests/kit/voyage.ts'
import { arrives, casesOf, committeeKeyOf, mailWorld, sealedLetter } from '../../../tests/kit/letters.ts'
import type { TestWorld } from '../../../tests/kit/world.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { autocryptHeader } from '../../core/openpgp/index.ts'
import { viewCase } from '../cases/index.ts'
import { deliverDue } from '../delivery/index.ts'
import { giveKey } from '../openpgp/index.ts'
import { heldMails, settleHeld } from './index.ts'

/** Mail that somebody took down, and sends to the committee as their own: nothing may open it in front of them. */

let here: TestWorld
let committee: string
beforeEach(async () => {
  here = await mailWorld()
  committee = await committeeKeyOf(here)
})
afterEach(() => here.close())

const secret = 'Pull at the seventh link'
const entity = `Content-Type: text/plain; charset=utf-8; protected-headers="v1"\r\nSubject: The ${secret}\r\n\r\n${secret}.\r\n`
const keyOf = async (email: string) =>
  (await generateKey({ userIDs: { name: '', email }, format: 'armored', type: 'ecc' })).privateKey

const sealed = (signer: string, plain = entity) =>
  here.world.openpgp.encrypt(plain, [committee], signer, here.world.machine.now())

interface Sent {
  readonly from: string
  readonly key?: string
  readonly to?: string
}

async function arrive(armored: string, { from, key, to = 'security@example.org' }: Sent) {
  const known = key === undefined ? undefined : (await here.world.openpgp.publicKey(key)).armored
  const binary =
    known === undefined ? undefined : await here.world.openpgp.readPublicKey(known, here.world.machine.now())
  const headers = [
    `From: ${from}`,
    `To: ${to}`,
    ...(binary === undefined ? [] : [`Autocrypt: ${autocryptHeader(from, binary.bytes)}`]),
  ]
  await arrives(here, sealedLetter(headers, armored), { to: [to] })
}

const cases = () => casesOf(here)
const ofReporter = async (email: string) => {
  for (const c of await cases()) {
    if (c.reporter === null) continue
    const { state } = await here.world.records.read('person', c.reporter)
    if (state?.email === email) return c
  }
  return undefined
}

const held = async () => {
  const list = await heldMails(here.world, here.members[0]!)
  return 'mails' in list ? list.mails : []
}

/** Everything that a reporter is shown of their case. */
async function shown(person: PersonId, id: CaseId) {
  const view = await viewCase(here.world, person, id, 'link')
  if (!('case' in view)) throw new Error('no case')
  return JSON.stringify([view.case, view.records, view.steps])
}

/** What somebody was written, and opened with their key. */
async function mailTo(email: string, key?: string) {
  await deliverDue(here.world)
  const mails = here.sent.filter(({ to }) => to.includes(email))
  const texts = await Promise.all(
    mails.map(async ({ subject, text, encrypted }) => {
      if (encrypted !== true || key === undefined) return `${subject}\n${text}`
      const opened = await here.world.openpgp.decrypt(text, [key], [], here.world.machine.now())
      return `${subject}\n${new TextDecoder().decode(opened.bytes)}`
    }),
  )
  return { mails, text: texts.join('\n\n') }
}

const rita = 'rita@example.org'
const mallory = 'mallory@example.org'

describe('a mail that was taken down and is sent again', () => {
  test('as a report waits for a member, and stays shut for its sender when it becomes one', async () => {
    const key = await keyOf(rita)
    const armored = await sealed(key)
    await arrive(armored, { from: rita, key })
    expect((await ofReporter(rita))?.report.title).toBe(`The ${secret}`)
    const own = await keyOf(mallory)
    await arrive(armored, { from: mallory, key: own })
    expect(await ofReporter(mallory)).toBeUndefined()
    const [mail] = await held()
    expect(mail?.why).toBe('replayed')
    expect((await mailTo(mallory)).mails).toEqual([])

    const [ada] = here.members
    expect(await settleHeld(here.world, ada!, mail!.letter, { as: 'report' })).toMatchObject({ done: true })
    const opened = await ofReporter(mallory)
    expect(await shown(opened!.reporter!, opened!.id)).not.toContain(secret)
    expect((await mailTo(mallory, own)).text).not.toContain(secret)
    expect(opened?.posts).toMatchObject([{ room: 'team', text: expect.stringContaining(secret) as string }])
  })

  test('that was held is nobody else’s either', async () => {
    const armored = await sealed(await keyOf(rita))
    await arrive(armored, { from: rita, to: 'security+nothing@example.org' })
    await arrive(armored, { from: mallory })
    expect((await held()).map(({ why }) => why)).toEqual(['stranger', 'replayed'])
    const [, mail] = await held()
    const post = { as: 'post', case: 'c-0123456789ab', room: 'everyone' }
    expect(await settleHeld(here.world, here.members[0]!, mail!.letter, post)).toMatchObject({ code: 'unproven' })
  })
})

describe('a mail that never came here before', () => {
  test('becomes a report of which its sender is shown nothing', async () => {
    const armored = await sealed(await keyOf(rita))
    const own = await keyOf(mallory)
    await arrive(armored, { from: mallory, key: own })
    const c = await ofReporter(mallory)
    expect(c?.report.impact).toContain('came encrypted')
    expect(c?.posts).toMatchObject([{ room: 'team', text: expect.stringContaining(secret) as string }])
    expect(await shown(c!.reporter!, c!.id)).not.toContain(secret)
    const { mails, text } = await mailTo(mallory, own)
    expect(mails.length).toBeGreaterThan(0)
    expect(text).not.toContain(secret)
    expect((await mailTo('ada@example.org')).mails.length).toBeGreaterThan(0)
  })

  test('stays shut in the thread, too, with its files', async () => {
    const own = await keyOf(mallory)
    const ownPlain = 'Content-Type: text/plain\r\n\r\nA report of my own.\r\n'
    await arrive(await sealed(own, ownPlain), { from: mallory, key: own })
    const { mails } = await mailTo(mallory, own)
    const parts = [
      'Content-Type: multipart/mixed; boundary=i',
      '',
      `--i\r\n\r\n${secret}.`,
      `--i\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="seventh.txt"\r\n\r\n${secret}`,
      '--i--\r\n',
    ]
    const captured = await sealed(await keyOf(rita), parts.join('\r\n'))
    await arrive(captured, { from: mallory, to: mails[0]?.replyTo ?? '' })
    const c = await ofReporter(mallory)
    expect(c?.report.impact).toContain('A report of my own.')
    expect(c?.posts.map(({ room, text }) => [room, text.includes(secret)])).toEqual([
      ['everyone', false],
      ['team', true],
    ])
    expect(c?.attachments.find(({ name }) => name === 'seventh.txt')).toMatchObject({ room: 'team', post: 2 })
    const seen = await shown(c!.reporter!, c!.id)
    expect([seen.includes(secret), seen.includes('seventh')]).toEqual([false, false])
    expect((await mailTo(mallory, own)).text).not.toContain(secret)
    // A key of their own that signs around it proves nothing: it is signed inside.
    await arrive(await sealed(own, 'Content-Type: text/plain\r\n\r\nMine.\r\n'), {
      from: mallory,
      to: mails[0]?.replyTo ?? '',
    })
    expect((await ofReporter(mallory))?.posts.at(-1)).toMatchObject({
      room: 'everyone',
      text: expect.stringMatching(/^Mine\./) as string,
    })
  })

  test('of an engineer’s, who reads the other room, waits for a member', async () => {
    const own = await keyOf(rita)
    await arrive(await sealed(own), { from: rita, key: own })
    const c = await ofReporter(rita)
    const email = 'max@example.org'
    await teamed(here, c!.id, email)
    await does(here, here.members[0], c!.id, 'post', { room: 'everyone', text: 'Hello.' })
    const { mails } = await mailTo(email)
    const tag = mails.find(({ replyTo }) => replyTo !== undefined)?.replyTo ?? ''
    await arrive(await sealed(await keyOf(mallory), 'Content-Type: text/plain\r\n\r\nOther.\r\n'), {
      from: email,
      to: tag,
    })
    expect((await held()).map(({ why }) => why)).toEqual(['unproven'])
  })
})

test('a signature counts as that of whom the thread names, however the header is written', async () => {
  const own = await keyOf('ben@example.org')
  const [, ben] = here.members
  const { armored } = await here.world.openpgp.publicKey(own)
  expect(await giveKey(here.world, ben!, { openpgp: armored })).toHaveProperty('key')
  const plain = 'Content-Type: text/plain\r\n\r\nMine.\r\n'
  await arrive(await sealed(own, plain), { from: 'ben@example.org' })
  expect((await ofReporter('ben@example.org'))?.report.impact).toContain('its sender’s OpenPGP key')
  await arrive(await sealed(own, plain), { from: 'rita@example.org (<ben@example.org>)' })
  const c = await ofReporter(rita)
  expect(c?.posts[0]?.text).toContain('that is not known as its sender’s')
})
