import { afterAll, beforeAll, expect, test } from 'vitest'
import { gnupg, has, type Correspondent } from '../../../tests/peers/correspondent.ts'
import { arrives, casesOf, committeeKeyOf, mailWorld, sealedLetter } from '../../../tests/kit/letters.ts'
import type { TestWorld } from '../../../tests/kit/world.ts'
import { autocryptHeader } from '../../core/openpgp/index.ts'
import { loadPerson } from '../community/index.ts'
import { deliverDue } from '../delivery/index.ts'

let here: TestWorld
let rita: Correspondent
let committee: string
beforeAll(async () => {
  here = await mailWorld()
  committee = await committeeKeyOf(here)
  if (has('gpg')) rita = gnupg()
})
afterAll(async () => {
  rita?.close()
  await here.close()
})

const bytes = (text: string) => new TextEncoder().encode(text)

const arrive = (headers: readonly string[], armored: string, to = 'security@example.org') =>
  arrives(here, sealedLetter(['From: Rita Rope <rita@example.org>', `To: ${to}`, ...headers], armored), { to: [to] })
const cases = () => casesOf(here)

const entity = (subject: string, text: string) =>
  bytes(`Content-Type: text/plain; charset=utf-8; protected-headers="v1"\r\nSubject: ${subject}\r\n\r\n${text}\r\n`)

test.skipIf(!has('gpg'))(
  'an encrypted report is opened, its sender answered encrypted, and their answer read',
  async () => {
    const { bytes: key } = await here.world.openpgp.readPublicKey(rita.publicKey, here.world.machine.now())
    const autocrypt = `Autocrypt: ${autocryptHeader('rita@example.org', key)}`
    await arrive([autocrypt], rita.encrypt(entity('The chain can be cut', 'Pull it: snap.'), committee))
    const [opened] = await cases()
    expect(opened?.report.title).toBe('The chain can be cut')
    expect(opened?.report.impact).toContain('Pull it: snap.')
    const fingerprint = rita.fingerprint.match(/.{4}/g)?.join(' ') ?? ''
    expect(opened?.report.impact).toContain(
      `[This mail came encrypted and signed with an OpenPGP key that is not known as its sender’s, ${fingerprint}.]`,
    )
    expect((await loadPerson(here.world, opened!.reporter!))?.openpgp).toContain('BEGIN PGP PUBLIC KEY')

    await deliverDue(here.world)
    const mail = here.sent.find(({ to }) => to.includes('rita@example.org'))
    expect(mail).toMatchObject({ encrypted: true })
    const { plain, good } = rita.decrypt(mail?.text ?? '', committee)
    expect([good, plain]).toEqual([true, expect.stringContaining('/report/')])
    expect(plain).toContain('Subject: The chain can be cut')

    const tag = mail?.replyTo ?? ''
    expect(tag).toContain('+')
    await arrive([], rita.encrypt(entity('Re: ...', 'It also bends.'), committee, { sign: false }), tag)
    const [after] = await cases()
    expect(after?.posts.map(({ room, text }) => [room, text.split('\n\n')])).toEqual([
      ['everyone', [expect.stringContaining('This mail came encrypted.')]],
      ['team', ['Re: ...', 'It also bends.', '[This mail came encrypted.]']],
    ])
    await arrive([], rita.encrypt(entity('Re: ...', 'It is mine.'), committee), tag)
    const [signed] = await cases()
    expect(signed?.posts.at(-1)?.text).toContain(`signed with its sender’s OpenPGP key ${fingerprint}.]`)
  },
)

test.skipIf(!has('gpg'))('a key that comes inside of the encryption is seen, too', async () => {
  const parts = [
    'Content-Type: multipart/mixed; boundary=i',
    '',
    '--i\r\n\r\nAnother: the key is in here.',
    `--i\r\nContent-Type: application/pgp-keys; name=key.asc\r\n\r\n${rita.publicKey}`,
    '--i--\r\n',
  ]
  await arrive([], rita.encrypt(bytes(parts.join('\r\n')), committee))
  const found = (await cases()).find(({ report }) => report.impact.includes('the key is in here'))
  expect(found?.report.impact).toContain('signed with an OpenPGP key that is not known as its sender’s')
  expect((await loadPerson(here.world, found!.reporter!))?.openpgp).toContain('BEGIN PGP PUBLIC KEY')
})

test.skipIf(!has('gpg'))('what is encrypted to somebody else stays shut, and is kept', async () => {
  await arrive([], rita.encrypt(entity('x', 'y'), rita.publicKey))
  const shut = (await cases()).find(({ report }) => report.impact.includes('could not be opened here'))
  expect(shut?.report.impact).toContain('encrypted to other keys than ours')
  expect(shut?.attachments.map(({ name }) => name)).toContain('message.eml')
})
