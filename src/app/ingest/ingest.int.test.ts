import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { eachMailWorld, inPieces, letter } from '../../../tests/kit/letters.ts'
import { sigstorePolicy, testWorld } from '../../../tests/kit/world.ts'
import { collectFiles } from '../attachments/index.ts'
import { blockSender } from '../intake/index.ts'
import { heldBytes, heldMail, heldMails, openPlacing, receiveMail, settleHeld } from './index.ts'

const { here, instead, arrive, cases, held, letters, mails } = eachMailWorld()

const filed = [
  '--b',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Whoever pulls the cha=EEne cuts it.',
  '--b',
  'Content-Type: application/octet-stream',
  'Content-Disposition: attachment; filename="../../poc.sh"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('echo cut').toString('base64'),
  '--b--',
].join('\n')

describe('C3: a mail to the committee', () => {
  test('becomes a report like the form’s: case, reporter, files, duties, notices, and the mail itself for the team', async () => {
    await arrive(letter({ 'Content-Type': 'multipart/mixed; boundary=b' }, filed))
    const [c, ...others] = await cases()
    expect(others).toEqual([])
    expect(c).toMatchObject({
      via: 'mail',
      report: { title: 'Anchor: the chain can be cut', impact: 'Whoever pulls the chaîne cuts it.' },
    })
    expect(c!.attachments.map(({ name, room, size }) => ({ name, room, size: size < 10 ? size : 'more' }))).toEqual([
      { name: 'poc.sh', room: 'everyone', size: 8 },
      { name: 'message.eml', room: 'team', size: 'more' },
    ])
    expect((await here().world.records.read('person', c!.reporter!)).state).toMatchObject({
      name: 'Rey Reporter',
      email: 'rey@example.net',
    })
    const sent = await mails()
    expect(sent.map(({ to }) => to[0]).sort()).toEqual([
      'ada@example.org',
      'ben@example.org',
      'cleo@example.org',
      'rey@example.net',
    ])
    expect(sent.find(({ to }) => to[0] === 'rey@example.net')?.text).toMatch(/\/report\/[\w-]{43}/)
    expect(JSON.stringify(sent)).not.toContain('chain')
  })

  test('comes twice and is one report; another with its Message-ID waits for a member', async () => {
    await arrive(letter({}, 'It breaks.'))
    await arrive(letter({ Received: 'from elsewhere' }, 'It breaks.'))
    expect(await cases()).toHaveLength(1)
    expect(await held()).toEqual([])
    await arrive(letter({}, 'It breaks, and more.'))
    expect(await cases()).toHaveLength(1)
    expect((await held()).map(({ why }) => why)).toEqual(['twice'])
  })

  test('is not taken for one that somebody sent before it with the same body under another header', async () => {
    const emptied = { Subject: 'Hello', 'Content-Type': 'multipart/mixed; boundary=none' }
    await arrive(letter(emptied, 'It breaks.'))
    await arrive(letter({ 'Content-Type': 'text/plain' }, 'It breaks.'))
    expect((await held()).map(({ why, subject }) => [why, subject])).toEqual([
      ['twice', 'Anchor: the chain can be cut'],
    ])
  })

  test('of a blocked sender waits for a member, and wakes nobody', async () => {
    await arrive(letter({}, 'It breaks.'))
    const [first] = await cases()
    const [ada] = here().members
    expect(await blockSender(here().world, ada!, first!.id, { what: 'address', reason: 'adverts' })).toEqual({
      done: true,
    })
    await mails()
    await arrive(letter({ From: 'REY@example.net', 'Message-ID': '<two@example.net>' }, 'And again.'))
    expect(await cases()).toHaveLength(1)
    expect([await held(), (await held(true)).map(({ why }) => why)]).toEqual([[], ['blocked']])
    expect(await mails()).toEqual([])
    await arrive(letter({ From: 'Ola <ola@example.net>', 'Message-ID': '<three@example.net>' }, 'Another.'))
    expect(await cases()).toHaveLength(2)
  })

  test('without a Message-ID is known by its sender, date and words', async () => {
    for (const body of ['It breaks.', 'It breaks.', 'It bends.']) await arrive(letter({ 'Message-ID': '' }, body))
    expect((await cases()).map(({ report }) => report.impact).sort()).toEqual(['It bends.', 'It breaks.'])
  })

  test('is not public, exploited or to be published because it says so', async () => {
    await arrive(
      letter(
        { Subject: 'PUBLIC 0day EXPLOITED IN THE WILD' },
        'It is already public, and I intend to publish tomorrow.',
      ),
    )
    expect((await cases())[0]).toMatchObject({ publicSince: null, attacksSince: null, intent: null })
  })

  test('with nothing in it but an encrypted part says so, and keeps it', async () => {
    const body =
      '--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n\nwy4ECQMI\n-----END PGP MESSAGE-----\n--b--'
    await arrive(
      letter({ 'Content-Type': 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b' }, body),
    )
    expect((await cases())[0]!.report.impact).toContain('could not be opened here')
  })

  test('is as long as it likes: what the report cannot hold is in the mail beside it', async () => {
    await arrive(letter({ Subject: 'x'.repeat(5000) }, 'long '.repeat(20_000)))
    const [c] = await cases()
    expect(c!.report.title).toHaveLength(200)
    expect(c!.report.impact).toContain('[The message goes on. All of it is in message.eml.]')
    expect(c!.attachments.map(({ name }) => name)).toEqual(['message.eml'])
  })
})

test('in a flood a mail’s report waits for its sender’s word, or for a member where there is no address to ask it of', async () => {
  await instead({ policy: sigstorePolicy.replace('confirm: when-busy', 'confirm: always') })
  await arrive(letter({}, 'It breaks.'))
  const sent = await mails()
  expect(sent.map(({ to }) => to[0])).toEqual(['rey@example.net'])
  expect(sent[0]!.subject).toContain('confirm')
  expect((await cases())[0]!.screened).toMatchObject({ proof: 'held' })
  for (const id of ['two', 'three', 'four']) {
    await arrive(letter({ From: 'nobody', 'Message-ID': `<${id}@example.net>` }, `It breaks, ${id}.`))
  }
  expect((await held()).map(({ why }) => why)).toEqual(['unasked', 'unasked', 'unasked'])
  // Of the first alone, however many come.
  expect((await mails()).map(({ to }) => to[0]).sort()).toEqual([
    'ada@example.org',
    'ben@example.org',
    'cleo@example.org',
  ])
  const [first] = await held()
  expect(await settleHeld(here().world, here().members[0]!, first!.letter, { as: 'report' })).toMatchObject({
    done: true,
  })
})

test('many in one address’s name fill no mailbox: a few are reports, the others wait for a member', async () => {
  for (let nth = 0; nth < 14; nth += 1) {
    await arrive(letter({ 'Message-ID': `<n${nth}@example.net>` }, `It breaks, for the ${nth}th time.`))
  }
  await arrive(letter({ From: 'ola@example.net', 'Message-ID': '<other@example.net>' }, 'Something else.'))
  expect([(await cases()).length, (await held()).map(({ why }) => why)]).toEqual([11, Array(4).fill('often')])
  expect((await mails()).filter(({ to }) => to.includes('rey@example.net'))).toHaveLength(10)
  const now = here().world.machine.now().add({ minutes: 61 })
  const later = { ...here().world, machine: { ...here().world.machine, now: () => now } }
  const again = inPieces(letter({ 'Message-ID': '<later@example.net>' }, 'It breaks again.'))
  await receiveMail(here().world, again, { from: null, to: [] }, 'listener')
  await openPlacing(later).round()
  expect(await cases()).toHaveLength(12)
})

describe('what a machine wrote', () => {
  test.each([
    ['automatic', { 'Auto-Submitted': 'auto-replied' }, null],
    ['automatic', { Precedence: 'bulk' }, null],
    ['bounce', { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' }, null],
    ['bounce', {}, ''],
    ['bounce', { From: 'MAILER-DAEMON@example.net' }, null],
    ['loop', { From: 'security@example.org', 'Message-ID': '<o-123456789abc@example.org>' }, null],
  ] as const)('(%s: %j, %j) is answered by nothing, opens nothing, and is kept', async (why, headers, from) => {
    await arrive(letter(headers, 'I am away until Monday.'), [], from)
    expect(await cases()).toEqual([])
    expect(await mails()).toEqual([])
    expect(await held()).toEqual([])
    expect((await held(true)).map((one) => one.why)).toEqual([why])
  })

  test('a mailing list’s is not: people write there', async () => {
    await arrive(
      letter({ 'List-Id': 'security.example.org', Precedence: 'list', 'Auto-Submitted': 'no' }, 'It breaks.'),
    )
    expect(await cases()).toHaveLength(1)
  })
})

describe('a held mail', () => {
  async function waiting() {
    await arrive(letter({ To: 'security+nothing@example.org' }, 'It breaks.'))
    const [one] = await held()
    return one!.letter
  }

  test('becomes a report by a member’s word, in one act', async () => {
    const id = await waiting()
    expect(await settleHeld(here().world, here().members[1]!, id, { as: 'report' })).toEqual({ done: true, case: id })
    expect((await cases())[0]).toMatchObject({ id, via: 'mail', report: { impact: 'It breaks.' } })
    expect(await settleHeld(here().world, here().members[1]!, id, { as: 'report' })).toMatchObject({
      code: 'no_such_mail',
    })
    await arrive(letter({}, 'It breaks.'))
    expect(await cases()).toHaveLength(1)
  })

  test('is erased by a member’s word, for good: no key, no file', async () => {
    const id = await waiting()
    expect(await settleHeld(here().world, here().members[1]!, id, { as: 'erased' })).toEqual({ done: true, case: null })
    await expect(here().world.vault.key(id)).rejects.toMatchObject({ code: 'no_key' })
    expect(await held()).toEqual([])
  })

  test('is nobody’s but the members’', async () => {
    const id = await waiting()
    const stranger = 'p-000000000000' as const
    for (const answer of [
      await heldMails(here().world, stranger),
      await heldMail(here().world, stranger, id),
      await heldBytes(here().world, stranger, id),
      await settleHeld(here().world, stranger, id, { as: 'erased' }),
    ]) {
      expect(answer).toMatchObject({ code: 'not_allowed' })
    }
  })

  test('is not collected with files that nobody names; one that was erased in between is', async () => {
    const id = await waiting()
    expect(await collectFiles(here().world, -1)).toEqual({ dropped: 0 })
    expect(Buffer.from((await heldBytes(here().world, here().members[0]!, id)) as Uint8Array).toString()).toContain(
      'It breaks.',
    )
    await here().world.store.commit({ letterChanges: [{ id, from: 'held', to: null }] })
    expect(await collectFiles(here().world, -1)).toEqual({ dropped: 1 })
    await expect(here().world.vault.key(id)).rejects.toMatchObject({ code: 'no_key' })
  })
})

describe('what fails here', () => {
  test('keeps nothing else waiting, is tried again, and then waits for a member', async () => {
    const failing = {
      ...here().world,
      reading: { ...here().world.reading, read: () => Promise.reject(new Error('a defect')) },
    }
    for (const id of ['a', 'b']) {
      const text = letter({ 'Message-ID': `<${id}@example.net>` }, id)
      expect(await receiveMail(here().world, inPieces(text), { from: null, to: [] }, 'pipe')).toBe('kept')
    }
    const placing = openPlacing(failing)
    for (let times = 0; times < 3; times += 1) {
      expect(await held()).toEqual([])
      await placing.round()
      await placing.round()
      await here().world.clock!.wind(Temporal.Duration.from('PT61S'))
    }
    const [one] = await held()
    expect((await held()).map(({ why }) => why)).toEqual(['failed', 'failed'])
    expect(await settleHeld(here().world, here().members[0]!, one!.letter, { as: 'report' })).toMatchObject({
      done: true,
    })
    expect(await cases()).toHaveLength(1)
  })

  test('a mail whose bytes the disk has lost waits for a member, who can erase it', async () => {
    expect(await receiveMail(here().world, inPieces(letter({}, 'x')), { from: null, to: [] }, 'pipe')).toBe('kept')
    rmSync(join(here().data, 'attachments', 'cases'), { recursive: true })
    const placing = openPlacing(here().world)
    for (let times = 0; times < 3; times += 1) {
      await placing.round()
      await here().world.clock!.wind(Temporal.Duration.from('PT61S'))
    }
    const [one] = await held()
    expect(one).toMatchObject({ why: 'failed' })
    const [ada] = here().members
    expect(await heldMail(here().world, ada!, one!.letter)).toMatchObject({ text: '', files: [] })
    expect(await heldBytes(here().world, ada!, one!.letter)).toMatchObject({ code: 'unreadable' })
    expect(await settleHeld(here().world, ada!, one!.letter, { as: 'report' })).toMatchObject({ code: 'unreadable' })
    expect(await settleHeld(here().world, ada!, one!.letter, { as: 'erased' })).toEqual({ done: true, case: null })
  })

  test('a sender with an address that nobody can be written to at is a report all the same', async () => {
    await arrive(letter({ From: '=?utf-8?q?Gr=C3=BC=C3=9F?= <grüß@exämple.net>' }, 'It breaks.'))
    const [c] = await cases()
    expect(c!.report.impact).toContain('[Its sender cannot be written to: grüß@exämple.net]')
    expect((await here().world.records.read('person', c!.reporter!)).state).toMatchObject({ name: 'Grüß', email: '' })
  })
})

describe('taking over', () => {
  test('ends with the message on disk and sealed, before anything is read in it', async () => {
    expect(await receiveMail(here().world, inPieces(letter({}, 'It breaks.')), { from: null, to: [] }, 'pipe')).toBe(
      'kept',
    )
    const [row] = await here().world.store.letters({ state: 'waiting', limit: 9 })
    expect(Buffer.from(row!.sealed).toString('latin1')).not.toContain('message')
    expect(await cases()).toEqual([])
    // Somebody stopped here(): whoever starts next goes on.
    await openPlacing(here().world).round()
    expect(await cases()).toHaveLength(1)
    expect(await letters()).toBe(0)
  })

  test('of more than a message may have keeps nothing', async () => {
    const megabyte = new Uint8Array(1_000_000).fill(97)
    async function* endless() {
      for (;;) yield megabyte
    }
    expect(await receiveMail(here().world, endless(), { from: null, to: [] }, 'pipe')).toBe('too_large')
    expect(await letters()).toBe(0)
  })

  test('before there is a community is for later', async () => {
    const unfounded = await testWorld({ found: false })
    expect(await receiveMail(unfounded.world, inPieces('x'), { from: null, to: [] }, 'pipe')).toBe('later')
    await unfounded.close()
  })
})
