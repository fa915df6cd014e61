import fc from 'fast-check'
import { createMessage, encrypt, enums, generateKey, readKey, unarmor } from 'openpgp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { does, teamed } from '../../../tests/kit/voyage.ts'
import { arrives, casesOf, committeeKeyOf, mailWorld } from '../../../tests/kit/letters.ts'
import type { TestWorld } from '../../../tests/kit/world.ts'
import { gnupg, has, hasSq, sequoia, type Correspondent } from '../../../tests/peers/correspondent.ts'
import type { CaseId } from '../../core/kernel/index.ts'
import { autocryptHeader } from '../../core/openpgp/index.ts'
import { readFile } from '../attachments/index.ts'
import { viewCase } from '../cases/index.ts'
import { deliverDue } from '../delivery/index.ts'
import { openFiles } from '../openpgp/index.ts'
import { heldMail, heldMails, settleHeld } from './index.ts'

/** Files that were encrypted one by one, beside words that were not, or were. */

let here: TestWorld
let committee: string
beforeEach(async () => {
  here = await mailWorld()
  committee = await committeeKeyOf(here)
})
afterEach(() => here.close())

const bytes = (text: string) => new TextEncoder().encode(text)
const secret = 'Pull at the seventh link.'
const rita = 'rita@example.org'
const mallory = 'mallory@example.org'

interface File {
  readonly name: string
  readonly content: string | Uint8Array
  readonly type?: string
}

interface Sent {
  readonly files: readonly File[]
  readonly from?: string
  readonly key?: string
  readonly to?: string
  readonly text?: string
}

/** A mail of one text with files, as programs write it. */
async function arrive({ files, from = rita, key, to = 'security@example.org', text = 'See the file.' }: Sent) {
  const seen = key === undefined ? undefined : await here.world.openpgp.readPublicKey(key, here.world.machine.now())
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    'Subject: A chain',
    `Message-ID: <${crypto.randomUUID()}@example.org>`,
    ...(seen === undefined ? [] : [`Autocrypt: ${autocryptHeader(from, seen.bytes)}`]),
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`,
    ...files.map(({ name, content, type = 'application/octet-stream' }) => {
      const isText = typeof content === 'string'
      const head = `--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"`
      const body = isText ? content.trimEnd() : content.toBase64().replace(/.{1,76}/g, '$&\r\n')
      return `${head}\r\nContent-Transfer-Encoding: ${isText ? '7bit' : 'base64'}\r\n\r\n${body}`
    }),
    '--b--\r\n',
  ]
  await arrives(here, lines.join('\r\n'), { to: [to] })
}

async function theCase() {
  const [only, ...others] = await casesOf(here)
  expect(others).toEqual([])
  return only!
}

async function contentOf(id: CaseId, file: string): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of await readFile(here.world, id, { file })) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

/** Every file with where it is, and what is in those that were opened. */
async function filesOf(c: Awaited<ReturnType<typeof theCase>>) {
  const rows = c.attachments
    .filter(({ name }) => name !== 'message.eml')
    .map(async ({ name, room, post, file }) => {
      const content = await contentOf(c.id, file)
      const isShut = /\.(?:gpg|pgp|asc)$/.test(name)
      return [name, room, post, ...(isShut ? [] : [content.trimEnd()])]
    })
  return Promise.all(rows)
}

const held = async () => {
  const list = await heldMails(here.world, here.members[0]!)
  return 'mails' in list ? list.mails : []
}

async function shownToReporter() {
  const c = await theCase()
  const view = await viewCase(here.world, c.reporter!, c.id, 'link')
  if (!('case' in view)) throw new Error('no case')
  return JSON.stringify([view.case, view.records, view.steps])
}

const binary = async (armored: string) => (await unarmor(armored)).data as Uint8Array
const keyOf = async (email: string) =>
  (await generateKey({ userIDs: { name: '', email }, format: 'armored', type: 'ecc' })).privateKey
const sealed = (signer: string, plain: string | Uint8Array = secret) =>
  here.world.openpgp.encrypt(plain, [committee], signer, here.world.machine.now())

/** Encrypted and not signed, with settings of one's own. */
async function unsigned(plain: string | Uint8Array, to = committee): Promise<string> {
  const message = await createMessage({ binary: typeof plain === 'string' ? bytes(plain) : plain })
  return String(await encrypt({ message, encryptionKeys: await readKey({ armoredKey: to }) }))
}

const peers: readonly (readonly [string, boolean, () => Correspondent])[] = [
  ['GnuPG', has('gpg'), () => gnupg()],
  ['Sequoia', hasSq(), sequoia],
]

describe.each(peers)('files that %s encrypted', (_, isHere, make) => {
  let peer: Correspondent
  beforeAll(() => {
    if (isHere) peer = make()
  })
  afterAll(() => peer?.close())

  test.skipIf(!isHere)('are opened beside what came, whatever they are called and however they are sent', async () => {
    const one = peer.encrypt(bytes('one'), committee)
    const two = await binary(peer.encrypt(bytes('two'), committee))
    const three = peer.encrypt(bytes('three'), committee)
    await arrive({
      key: peer.publicKey,
      files: [
        { name: 'one.txt.asc', content: one, type: 'text/plain' },
        { name: 'two.pdf.gpg', content: two },
        { name: 'three.txt.pgp', content: three, type: 'application/pgp-encrypted' },
        { name: 'four.txt', content: 'four' },
        { name: 'key.asc', content: peer.publicKey, type: 'application/pgp-keys' },
      ],
    })
    const c = await theCase()
    expect(await filesOf(c)).toEqual([
      ['one.txt.asc', 'everyone', 0],
      ['two.pdf.gpg', 'everyone', 0],
      ['three.txt.pgp', 'everyone', 0],
      ['four.txt', 'everyone', 0, 'four'],
      ['key.asc', 'everyone', 0],
      ['one.txt', 'everyone', 0, 'one'],
      ['two.pdf', 'everyone', 0, 'two'],
      ['three.txt', 'everyone', 0, 'three'],
    ])
    const fingerprint = peer.fingerprint.match(/.{4}/g)?.join(' ') ?? ''
    const signed = `signed with an OpenPGP key that is not known as its sender’s, ${fingerprint}`
    expect(c.report.impact).toMatch(/^See the file\./)
    expect(c.report.impact).toContain(`[one.txt came encrypted and ${signed}, in one.txt.asc.]`)
    expect(c.posts).toEqual([])
  })

  test.skipIf(!isHere)('in the old way, beside a text that is, too', async () => {
    const text = peer.encrypt(bytes('The words.'), committee)
    const file = await binary(peer.encrypt(bytes('The file.'), committee))
    await arrive({ key: peer.publicKey, text, files: [{ name: 'poc.sh.pgp', content: file }] })
    const c = await theCase()
    expect(c.report.impact).toMatch(/^The words\./)
    expect(await filesOf(c)).toEqual([
      ['poc.sh.pgp', 'everyone', 0],
      ['poc.sh', 'everyone', 0, 'The file.'],
    ])
  })

  test.skipIf(!isHere)('without a signature inside are with committee and fix team', async () => {
    const file = peer.encrypt(bytes(secret), committee, { sign: false })
    await arrive({ key: peer.publicKey, files: [{ name: 'poc.sh.asc', content: file }] })
    const c = await theCase()
    expect(await filesOf(c)).toEqual([
      ['poc.sh.asc', 'everyone', 0],
      ['poc.sh', 'team', 1, secret],
    ])
    expect(c.posts).toMatchObject([
      { room: 'team', text: 'What was in files that came encrypted:\n\n[poc.sh came encrypted, in poc.sh.asc.]' },
    ])
    expect(c.report.impact).toContain('[poc.sh.asc came encrypted. What is in it is with the committee')
    const seen = await shownToReporter()
    expect([seen.includes('poc.sh.asc'), seen.includes('"poc.sh"'), seen.includes(secret)]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('a file that somebody took down, and sends as their own', () => {
  test('is not opened in front of them, whatever they sign around it', async () => {
    const own = await keyOf(mallory)
    const { armored } = await here.world.openpgp.publicKey(own)
    const captured = await sealed(await keyOf(rita))
    // The mail’s own words are signed with the key that came along, inside their own encryption.
    const text = await sealed(own, 'A report of mine.')
    await arrive({ from: mallory, key: armored, text, files: [{ name: 'poc.sh.asc', content: captured }] })
    const c = await theCase()
    expect(c.report.impact).toMatch(/^A report of mine\./)
    expect(await filesOf(c)).toEqual([
      ['poc.sh.asc', 'everyone', 0],
      ['poc.sh', 'team', 1, secret],
    ])
    const seen = await shownToReporter()
    expect([seen.includes(secret), seen.includes('"poc.sh"')]).toEqual([false, false])
    await deliverDue(here.world)
    const mails = here.sent.filter(({ to }) => to.includes(mallory))
    expect(mails.length).toBeGreaterThan(0)
    for (const mail of mails) {
      const opened =
        mail.encrypted === true
          ? (await here.world.openpgp.decrypt(mail.text, [own], [], here.world.machine.now())).bytes
          : bytes(mail.text)
      expect(new TextDecoder().decode(opened)).not.toMatch(/poc\.sh(?!\.asc)|seventh/)
    }
  })

  test('is held when it came in before, as a file or as a text', async () => {
    const file = await sealed(await keyOf(rita))
    await arrive({ files: [{ name: 'poc.sh.asc', content: file }] })
    await arrive({ from: mallory, files: [{ name: 'other.asc', content: await binary(file) }] })
    await arrive({ from: mallory, text: file, files: [] })
    expect((await held()).map(({ why }) => why)).toEqual(['replayed', 'replayed'])
    await theCase()
  })

  test('of an engineer’s waits for a member, who puts it where its sender does not read', async () => {
    const own = await keyOf(rita)
    const { armored } = await here.world.openpgp.publicKey(own)
    await arrive({ key: armored, files: [] })
    const { id } = await theCase()
    await teamed(here, id, 'max@example.org')
    await does(here, here.members[0], id, 'post', { room: 'everyone', text: 'Hello.' })
    await deliverDue(here.world)
    const to =
      here.sent.find((mail) => mail.to.includes('max@example.org') && mail.replyTo !== undefined)?.replyTo ?? ''
    await arrive({ from: 'max@example.org', to, files: [{ name: 'fix.diff.asc', content: await unsigned(secret) }] })
    const [mail] = await held()
    expect(mail?.why).toBe('unproven')
    const [ada] = here.members
    expect(await heldMail(here.world, ada!, mail!.letter)).toMatchObject({
      files: [{ name: 'fix.diff.asc' }, { name: 'fix.diff', size: secret.length }],
      layers: ['fix.diff came encrypted, in fix.diff.asc.'],
    })
    const everyone = { as: 'post', case: id, room: 'everyone' }
    expect(await settleHeld(here.world, ada!, mail!.letter, everyone)).toMatchObject({ code: 'unproven' })
    expect(await settleHeld(here.world, ada!, mail!.letter, { ...everyone, room: 'team' })).toEqual({
      done: true,
      case: id,
    })
    const c = await theCase()
    expect(c.attachments.slice(-2).map(({ name, room }) => [name, room])).toEqual([
      ['fix.diff.asc', 'team'],
      ['fix.diff', 'team'],
    ])
  })

  test('by an answer in the thread is beside the post, in the other room', async () => {
    const own = await keyOf(rita)
    const { armored } = await here.world.openpgp.publicKey(own)
    await arrive({ key: armored, files: [] })
    await deliverDue(here.world)
    const to = here.sent.find((mail) => mail.to.includes(rita) && mail.replyTo !== undefined)?.replyTo ?? ''
    const files = [
      { name: 'theirs.txt.asc', content: await sealed(own, 'Theirs.') },
      { name: 'not.txt.asc', content: await unsigned(secret) },
    ]
    await arrive({ to, files, text: 'Two files.' })
    const c = await theCase()
    expect(await filesOf(c)).toEqual([
      ['theirs.txt.asc', 'everyone', 1],
      ['not.txt.asc', 'everyone', 1],
      ['theirs.txt', 'everyone', 1, 'Theirs.'],
      ['not.txt', 'team', 2, secret],
    ])
    expect(c.posts.map(({ room }) => room)).toEqual(['everyone', 'team'])
    expect(c.posts[0]?.text).toMatch(
      /^Two files\.\n\n\[theirs\.txt came encrypted and signed with its sender’s OpenPGP key /,
    )
    expect(c.posts[0]?.text).not.toContain('[not.txt came')
  })
})

describe('what cannot be opened stays as it came, and says why', () => {
  test('for others, damaged, or too much', { timeout: 60_000 }, async () => {
    const { publicKey } = await generateKey({ userIDs: { email: rita }, format: 'armored', type: 'ecc' })
    const ours = await unsigned('ours')
    const damaged = await binary(ours)
    damaged[damaged.length - 10] = (damaged.at(-10) ?? 0) ^ 1
    // The algorithm that a key prefers is used only where our own settings ask for one, too.
    const key = await readKey({ armoredKey: committee })
    const { user } = await key.getPrimaryUser()
    for (const one of user.selfCertifications) one.preferredCompressionAlgorithms = [enums.compression.zlib]
    const message = await createMessage({ binary: new Uint8Array(30_000_000) })
    const config = { preferredCompressionAlgorithm: enums.compression.zlib }
    const bomb = String(await encrypt({ message, encryptionKeys: key, config }))
    expect(bomb.length).toBeLessThan(200_000)
    await arrive({
      files: [
        { name: 'others.gpg', content: await binary(await unsigned('x', publicKey)) },
        { name: 'damaged.gpg', content: damaged },
        { name: 'bomb.asc', content: bomb },
        { name: 'good.txt.asc', content: ours },
        { name: 'bomb2.asc', content: bomb },
        { name: 'late.txt.asc', content: ours },
      ],
    })
    const c = await theCase()
    expect((await filesOf(c)).map(([name]) => name)).toEqual([
      'others.gpg',
      'damaged.gpg',
      'bomb.asc',
      'good.txt.asc',
      'bomb2.asc',
      'late.txt.asc',
      'good.txt',
    ])
    for (const line of [
      '[others.gpg is encrypted to other keys than ours, or with a password, and could not be opened here. It is as it came.]',
      '[damaged.gpg is encrypted and damaged, and could not be opened here. It is as it came.]',
      '[bomb.asc is encrypted and was not opened here: too much is in it, or in those before it. It is as it came.]',
      '[late.txt.asc is encrypted and was not opened here: too much is in it, or in those before it. It is as it came.]',
    ]) {
      expect(c.report.impact).toContain(line)
    }
  })

  test('more than ten', async () => {
    const content = await unsigned('ours')
    const files = Array.from({ length: 13 }, (_, at) => ({ name: `${at}.txt.asc`, content }))
    await arrive({ files })
    const c = await theCase()
    expect((await filesOf(c)).filter(([, room]) => room === 'team')).toHaveLength(10)
    expect(c.report.impact).toContain('[10.txt.asc is encrypted and was not opened here, nor was what comes after it')
  })

  test('and cut or spoilt anywhere it is no failure, and nothing else comes out', async () => {
    const armored = await unsigned(secret)
    const whole = [bytes(armored), await binary(armored)]
    const spoilt = fc.tuple(fc.constantFrom(...whole), fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean())
    await fc.assert(
      fc.asyncProperty(spoilt, async ([file, nat, bits, isCut]) => {
        const at = nat % file.length
        const given = isCut ? file.subarray(0, at) : file.with(at, (file[at] ?? 0) ^ bits)
        for (const one of await openFiles(here.world, [{ name: 'a.gpg', bytes: given }], [])) {
          if ('shut' in one) expect(['not_for_us', 'damaged', 'too_large']).toContain(one.shut)
          else expect(new TextDecoder().decode(one.bytes)).toBe(secret)
        }
      }),
      { numRuns: 80 },
    )
  })
})
