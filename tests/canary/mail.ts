import { expect } from 'vitest'
import { openPlacing, receiveMail, shownCommitteeKey } from '../../src/app/index.ts'
import type { TestWorld } from '../kit/world.ts'
import type { Scene } from './scene.ts'
import { canary } from './words.ts'

/** Mail as it comes in: read and placed, held, set aside, and not read yet; and what the settings say of it. */
export async function mailComesIn({ here }: Scene): Promise<void> {
  const mailbox = { host: '127.0.0.1', port: 1, security: 'none' as const, folder: 'INBOX' }
  const box = { ...mailbox, user: canary('mailbox user', false), password: canary('mailbox password') }
  const mailIn = { replies: true, listener: null, mailbox: box }
  const stream = await here.world.records.read('community', here.world.community)
  const events = [{ type: 'MailInConfigured' as const, mailIn }]
  const append = await here.world.records.append(
    'community',
    stream,
    events,
    here.members[0]!,
    here.world.machine.now(),
  )
  expect(await here.world.store.commit({ appends: [append] })).toEqual({ ok: true })
  const placing = openPlacing(here.world)
  const receives = async (mail: string) => {
    async function* pieces() {
      yield new TextEncoder().encode(mail)
    }
    const envelope = {
      from: `${canary('envelope sender', false)}@example.org`,
      to: [`${canary('recipient', false)}@example.org`],
    }
    expect(await receiveMail(here.world, pieces(), envelope, 'listener')).toBe('kept')
  }
  // Shown to committee and fix team alone; and the same once more, held for that.
  const encrypted = await encryptedMail(here)
  for (const sender of ['encrypted', 'replayed']) {
    await receives(encrypted(`${canary(`address in ${sender} mail`, false)}@example.org`))
    await placing.round()
  }
  for (const [what, more] of [
    ['reported', ''],
    ['held', 'In-Reply-To: <o-000000000000@example.org>\r\n'],
    ['set aside', 'Auto-Submitted: auto-replied\r\n'],
    ['waiting', ''],
  ] as const) {
    const mail = [
      `From: ${canary(`name in ${what} mail`)} <${canary(`address in ${what} mail`, false)}@example.org>`,
      `Subject: ${canary(`subject of ${what} mail`)}`,
      `Message-ID: <${canary(`message id of ${what} mail`)}@example.org>`,
      `${more}Content-Type: multipart/mixed; boundary=b`,
      '',
      `--b\r\n\r\n${canary(`words of ${what} mail`)}`,
      `--b\r\nContent-Disposition: attachment; filename="${canary(`file name in ${what} mail`)}"`,
      '',
      `${canary(`file in ${what} mail`)}\r\n--b--`,
    ].join('\r\n')
    await receives(mail)
    if (what !== 'waiting') await placing.round()
  }
  const counts = (['waiting', 'held', 'aside'] as const).map((state) => here.world.store.countLetters(state, 9))
  expect(await Promise.all(counts)).toEqual([1, 2, 1])
}

/** To the committee’s key, by somebody who signs with a key that nobody knows. */
async function encryptedMail(here: TestWorld): Promise<(from: string) => string> {
  const { openpgp, machine } = here.world
  const committee = (await shownCommitteeKey(here.world))?.armored ?? ''
  const signer = await openpgp.makeKey({ name: '', email: 'rita@example.org' }, machine.now())
  const entity = [
    'Content-Type: text/plain; protected-headers="v1"',
    `Subject: ${canary('subject inside of encrypted mail')}`,
    '',
    canary('words of encrypted mail'),
  ].join('\r\n')
  const armored = await openpgp.encrypt(entity, [committee], signer, machine.now())
  return (from) =>
    [
      `From: ${from}`,
      'Subject: ...',
      `Message-ID: <${canary('message id of encrypted mail')}@example.org>`,
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
      '',
      '--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n',
      `--b\r\nContent-Type: application/octet-stream\r\n\r\n${armored.trimEnd()}\r\n--b--\r\n`,
    ].join('\r\n')
}
