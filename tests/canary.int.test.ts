import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logLines } from '../src/adapters/lines/index.ts'
import {
  actPath,
  addChannel,
  addProject,
  appealBlock,
  configureAlerts,
  createToken,
  deliverDue,
  foundCommunity,
  giveKey,
  importOsv,
  openComparing,
  openPlacing,
  receive,
  receiveMail,
  requestSignIn,
  resendLinks,
  shownCommitteeKey,
  signInSecret,
} from '../src/app/index.ts'
import type { OutgoingMail } from '../src/app/ports/index.ts'
import type { PersonId } from '../src/core/kernel/index.ts'
import { actNamed, type CaseActName } from '../src/core/process/index.ts'
import { restoreBackup, writeBackup } from '../src/main/backup/index.ts'
import { openWorld } from '../src/main/world.ts'
import { apiClient, type Client } from './kit/api.ts'
import { takingPosts, type PostsTaken } from './kit/posts.ts'
import { wholeWay } from './kit/way.ts'
import { people, sigstorePolicy, type TestWorld } from './kit/world.ts'

/** Words that stand nowhere else, each with where it was put. `ofCase`: nobody may be told it in a notification. */
const canaries = new Map<string, { place: string; ofCase: boolean }>()
const letters = 'abcdefghijklmnopqrstuvwxyz'

function canary(place: string, ofCase = true): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18))
  const word = `qx${Array.from(bytes, (byte) => letters[byte % 26]).join('')}`
  canaries.set(word, { place, ofCase })
  return word
}

/** How a word may stand in bytes: as text, in two widths, as hexadecimal, in base 64 at each of its three places. */
function forms(word: string): Buffer[] {
  const bytes = Buffer.from(word)
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    // The first and last characters also hold bits of the neighbours.
    return Buffer.from(text.slice(shift === 0 ? 0 : 4, Math.floor((shift + bytes.length) / 3) * 4))
  })
  return [bytes, Buffer.from(word, 'utf16le'), Buffer.from(bytes.toString('hex')), ...base64]
}

function foundIn(bytes: Buffer, words: Iterable<string> = canaries.keys()): string[] {
  return [...words].filter((word) => forms(word).some((form) => bytes.includes(form)))
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Every file below a folder with the places whose words stand in it. */
function leaks(folder: string): string[] {
  return filesBelow(folder).flatMap((file) => {
    const found = foundIn(readFileSync(file))
    return found.map((word) => `${file}: ${canaries.get(word)?.place}`)
  })
}

/** Acts whose texts must be exactly what they are, or go to the public list by design. */
const asTheyAre = new Set([
  'recordChatPost.channel',
  'assignDuty.to',
  'joinRelease.release',
  'proposeSeverity.vector',
  'decideSeverity.vector',
])

/** Puts a word into every text of an act's fields that takes one. */
function marked(name: CaseActName, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { fields: schema } = actNamed(name)
  const given: Record<string, unknown> = { ...fields }
  for (const field of Object.keys(schema.shape)) {
    if (asTheyAre.has(`${name}.${field}`)) continue
    given[field] = markedValue(
      `${name}.${field}`,
      given[field],
      (value) => schema.safeParse({ ...given, [field]: value }).success,
    )
    if (given[field] === undefined) delete given[field]
  }
  return given
}

function markedValue(place: string, value: unknown, takes: (value: unknown) => boolean): unknown {
  if (Array.isArray(value)) {
    return value.map((one, at) => markedValue(`${place}[${at}]`, one, (other) => takes(value.with(at, other))))
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce<Record<string, unknown>>(
      (all, [key, one]) => ({
        ...all,
        [key]: markedValue(`${place}.${key}`, one, (other) => takes({ ...all, [key]: other })),
      }),
      { ...value },
    )
  }
  if (typeof value !== 'string' && value !== undefined) return value
  const word = canary(place)
  const text = value ?? ''
  const tries = [`${text} ${word}`.trim(), `${text}/${word}`, `${text}-${word}`].filter((one) => takes(one))
  const [first] = tries
  if (first !== undefined && (value !== undefined || takesProse(place))) return first
  canaries.delete(word)
  return value
}

/** An optional text is filled in where nothing hangs on its being empty. */
function takesProse(place: string): boolean {
  return /\.(?:note|reason|why|how|evidence)$/.test(place) && !/despite|decideSeverity/.test(place)
}

let root: string
let here: TestWorld
let lines = ''
let engineer: PersonId
const sent: OutgoingMail[] = []
let posts: PostsTaken
const secrets: string[] = []

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tocsin-canary-'))
  const data = join(root, 'data')
  const to = new Writable({
    write(chunk, _, done) {
      lines += String(chunk)
      done()
    },
  })
  const world = await openWorld({
    data,
    mode: 'demo',
    lines: logLines({ to }),
    mail: {
      async send(_, message) {
        sent.push(message)
        return { outcome: 'sent' }
      },
    },
  })
  const founded = await foundCommunity(
    world,
    {
      name: canary('community name', false),
      address: 'http://127.0.0.1:8080',
      from: `${canary('from', false)}@example.org`,
      announceTo: `${canary('announceTo', false)}@example.org`,
      policy: `${sigstorePolicy}\n# ${canary('policy', false)}\n`,
      members: people.map((one) => ({
        ...one,
        name: canary('member name', false),
        email: `${canary('member address', false)}@example.org`,
        affiliation: canary('affiliation', false),
        openpgp: canary('openpgp', false),
      })),
      projects: [{ name: canary('project'), repository: `https://example.org/${canary('repository')}` }],
      mail: {
        host: '127.0.0.1',
        port: 2525,
        security: 'none',
        user: canary('user', false),
        password: canary('password'),
      },
    },
    null,
  )
  if (!('members' in founded)) throw new Error(JSON.stringify(founded))
  here = { world, data, members: founded.members, sent, close: () => world.close() }
  // Ben's mail says what happened, for Ben alone: whatever is in it must not be found on the way.
  const owner = { name: canary('user id of a key', false), email: 'ben@example.org' }
  const key = await world.openpgp.publicKey(await world.openpgp.makeKey(owner, world.machine.now()))
  const given = await giveKey(world, here.members[1]!, { openpgp: key.armored, confirm: key.fingerprint })
  if (!('key' in given)) throw new Error(JSON.stringify(given))
  const made = await createToken(world, here.members[0]!, { label: canary('token label') })
  if ('token' in made) secrets.push(made.token)
  secrets.push(await signInSecret(world, here.members[0]!))
  await alertsGo()
})
afterAll(async () => {
  await here.close()
  await posts.close()
  rmSync(root, { recursive: true, force: true })
})

/** A reporter’s notices go to the reporter’s own address, and call them by the name they gave. */
function isOwn({ to }: OutgoingMail, place: string): boolean {
  const own = [...canaries].find(([, { place: of }]) => of === 'reporter address')?.[0] ?? '-'
  return (place === 'reporter address' || place === 'reporter name') && to.length === 1 && to[0]!.startsWith(own)
}

async function lifeOfACase(): Promise<string> {
  const nobody = await apiClient(here, null)
  const clients = new Map<string, Client>([
    ['ada', await apiClient(here, here.members[0]!)],
    ['ben', await apiClient(here, here.members[1]!)],
  ])
  const ada = clients.get('ada')!
  const { id } = await wholeWay(here, {
    async report(fields) {
      const texts = Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === 'string' ? `${value} ${canary(`report.${name}`)}` : value,
      ])
      const reporter = { name: canary('reporter name'), email: `${canary('reporter address')}@example.org` }
      const body = { ...Object.fromEntries(texts), ...reporter, publicWhere: canary('report.publicWhere') }
      const { body: reported } = await nobody.post('/api/reports', body)
      secrets.push(new URL(reported.link).pathname.split('/').at(-1) ?? '')
      return reported.case
    },
    async invite(of) {
      const { body } = await ada.post(`/api/cases/${of}/fix-team`, {
        name: canary('engineer name', false),
        email: `${canary('engineer address', false)}@example.org`,
        affiliation: canary('engineer affiliation', false),
        why: canary('invitation.why'),
      })
      engineer = body.events[0].data.person
      clients.set('dov', await apiClient(here, engineer))
    },
    async act(who, of, name, fields = {}) {
      const sent = marked(name, fields)
      // A release is one of a project that the community has.
      if (name === 'joinRelease') await addProject(here.world, here.members[0]!, { name: sent['project'] })
      // A word in every field names no ecosystem and no version that is known: gone past with a reason.
      if (name === 'sendAnnouncement') sent['despite'] = `${canary('sendAnnouncement.despite')} stands everywhere`
      const { status, body } = await clients.get(who)!.post(`/api/cases/${of}/${actPath(name)}`, sent)
      expect([name, status, status === 200 ? '' : body]).toEqual([name, 200, ''])
    },
    phase: async (of) => (await ada.get(`/api/cases/${of}`)).body.phase,
  })
  return id
}

/** Somebody hears of everything by every kind of channel; one answers as if it were gone. */
async function alertsGo(): Promise<void> {
  posts = await takingPosts()
  posts.answers.push(404)
  await configureAlerts(here.world, here.members[0]!, { privateAddresses: true })
  for (const kind of ['mail', 'chat', 'ntfy', 'webhook']) {
    const host = kind === 'mail' ? '' : `${posts.address}/`
    const to = `${host}${canary(`address of a ${kind} channel`, false)}${kind === 'mail' ? '@example.org' : ''}`
    const label = canary(`label of a ${kind} channel`)
    const added = await addChannel(here.world, here.members[1]!, { kind, to, label, tells: 'all' })
    if (!('added' in added)) throw new Error(JSON.stringify(added))
    if (added.secret !== null) secrets.push(added.secret)
  }
}

/** What a flood adds: an answer to several, a block, an appeal and its answer. */
async function floodOfOne(ada: Client): Promise<void> {
  const email = `${canary('stranger address', false)}@example.org`
  const whence = { network: '203.0.113.77', range: '203.0.113.0/24' }
  const told = { title: canary('stranger title'), impact: canary('stranger impact'), email }
  const received = await receive(here.world, told, 'form', { ...whence, known: false, proof: '' })
  if (!('case' in received)) throw new Error(JSON.stringify(received))
  const { case: id } = received
  const answered = { cases: [id], as: 'needs-reproducer', text: `${canary('answer to many')} {{title}}` }
  expect((await ada.post('/api/cases/answers', answered)).body.answers).toMatchObject([{ done: true }])
  const reason = canary('block reason')
  expect((await ada.post(`/api/cases/${id}/block`, { what: 'address', reason })).status).toBe(200)
  const appeal = { text: canary('appeal'), email }
  expect(await appealBlock(here.world, { ...whence, email: '' }, appeal)).toEqual({ done: true })
  const ben = await apiClient(here, here.members[1]!)
  const kept = { block: 1, end: 'no', reason: canary('appeal answered') }
  expect((await ben.post('/api/blocks', kept)).status).toBe(200)
  expect((await ada.post(`/api/cases/${id}/mark-spam`, { note: canary('spam note') })).status).toBe(200)
  canaries.set(whence.network, { place: 'a stranger’s network', ofCase: true })
}

/** Mail as it comes in: read and placed, held, set aside, and not read yet; and what the settings say of it. */
async function mailComesIn(): Promise<void> {
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
  const encrypted = await encryptedMail()
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
async function encryptedMail(): Promise<(from: string) => string> {
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

/** What reports are compared with, from elsewhere: a readable record and one that is none. */
async function comparedWith(): Promise<void> {
  const record = {
    schema_version: '1.7.3',
    id: 'OSV-2026-1',
    modified: '2026-01-02T00:00:00Z',
    summary: canary('imported summary'),
    details: canary('imported details'),
  }
  const files = [JSON.stringify(record), `{"${canary('imported, and no JSON')}`]
  const imported = await importOsv(
    here.world,
    files.map((text, n) => ({ name: `${n}.json`, text })),
  )
  expect(imported).toMatchObject({ taken: 1 })
  const comparing = openComparing(here.world)
  while (await comparing.round());
}

test(
  'words of every sealed field stand in no file, no backup, no log line and no notification',
  { timeout: 120_000 },
  async () => {
    const id = await lifeOfACase()
    const ada = await apiClient(here, here.members[0]!)

    // Acts that the way to a release does not need, on a case of their own; and what is refused or cannot be read.
    const other = await ada.post('/api/cases', {
      title: canary('member report title'),
      impact: canary('member report impact'),
      steps: canary('member report steps'),
      disclosed: '',
    })
    const at = `/api/cases/${other.body.case}`
    for (const [path, body] of [
      [
        'note-upstream',
        { project: canary('upstream project'), contact: canary('upstream contact'), reason: canary('upstream reason') },
      ],
      ['note-attacks', { since: here.world.machine.now().toString(), evidence: canary('attacks evidence') }],
      ['mark-duplicate', { of: canary('duplicate of'), reason: canary('duplicate reason') }],
      ['dismiss-match', { of: canary('another than'), reason: canary('why another') }],
      ['resume-case', { reason: canary('resume reason') }],
      ['defer-case', { reason: canary('defer reason') }],
      ['reject-report', { reason: canary('rejected twice, in a refusal') }],
      [
        'name-co-reporter',
        { name: canary('co-reporter name'), email: `${canary('co-reporter address', false)}@example.org` },
      ],
      ['post', { text: canary('text before an edit'), room: 'team' }],
      ['edit-post', { post: 1, text: canary('edited text') }],
      ['post', { text: `${canary('refused text')}\u202e` }],
      ['post', { text: [canary('wrong type')] }],
      ['post', { [canary('unknown field')]: 1 }],
      [canary('unknown path'), {}],
    ] as const) {
      await ada.post(`${at}/${path}`, body)
    }
    await floodOfOne(ada)
    await mailComesIn()
    // Files: of one piece and of several, and two that are refused after they came.
    for (const text of [canary('message with files'), '']) {
      const form = new FormData()
      form.append('text', text)
      form.append('files', new Blob([canary('attached file')]), `${canary('attached name')}.txt`)
      form.append('files', new Blob(['x'.repeat(65_530), canary('across two pieces'), 'x'.repeat(90_000)]), 'long.txt')
      const { status } = await ada.send(`${at}/attachments`, { method: 'POST', body: form })
      expect(status).toBe(text === '' ? 400 : 200)
    }
    const tooMany = new FormData()
    tooMany.append('text', 'x')
    for (let n = 0; n < 11; n += 1) tooMany.append('files', new Blob([canary('one of too many')]), `${n}.txt`)
    expect((await ada.send(`${at}/attachments`, { method: 'POST', body: tooMany })).status).toBe(422)
    expect((await ada.get(`${at}/thread`)).body.attachments).toHaveLength(2)

    await ada.send(`${at}/post`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"${canary('half JSON')}`,
    })
    await comparedWith()
    expect((await ada.get(`${at}/similar`)).status).toBe(200)
    await ada.get(`/api/advisories/${canary('unknown advisory')}`)
    await requestSignIn(here.world, `${canary('unknown address')}@example.org`)
    await resendLinks(here.world, `${canary('address without a report')}@example.org`)
    while ((await deliverDue(here.world)).sent > 0);
    // What goes wrong inside is logged by its code alone.
    here.world.lines.error('checked', { code: 'to_be_sure_that_lines_are_read' })

    for (const secret of secrets)
      canaries.set(secret.replace(/^(?:tocsin|whsec)_/, ''), { place: 'a bearer secret', ofCase: false })
    expect(secrets.length).toBe(4)
    expect(canaries.size).toBeGreaterThan(90)

    // Beside the running product, its WAL included; in a backup; in what is restored from it; after a clean stop.
    expect(filesBelow(here.data).some((file) => file.endsWith('-wal') && statSync(file).size > 0)).toBe(true)
    expect(leaks(here.data)).toEqual([])
    const copy = join(root, 'backup')
    await writeBackup(here.world, here.data, copy, '0.1.0')
    expect(leaks(copy)).toEqual([])
    const restored = join(root, 'restored')
    await restoreBackup(copy, restored, join(here.data, 'secret', 'installation.key'))
    expect(leaks(restored)).toEqual([])
    expect(foundIn(Buffer.from(lines))).toEqual([])
    expect(lines).toContain('to_be_sure_that_lines_are_read')

    const ofCase = [...canaries].filter(([, { ofCase: of }]) => of).map(([word]) => word)
    const list = [...canaries].find(([, { place }]) => place === 'announceTo')?.[0] ?? '-'
    const toList = ({ to }: OutgoingMail) => to.length === 1 && to[0]!.startsWith(list)
    const notices = sent.filter((mail) => !toList(mail))
    const told = notices.flatMap((mail) =>
      foundIn(Buffer.from(JSON.stringify(mail)), ofCase)
        .map((word) => canaries.get(word)?.place ?? '')
        .filter((place) => !isOwn(mail, place)),
    )
    expect(told).toEqual([])
    expect(notices.length).toBeGreaterThan(10)
    expect(notices.filter(({ encrypted }) => encrypted === true).length).toBeGreaterThan(3)

    // By the channels neither; and their own labels and signing secret stay here.
    expect(foundIn(Buffer.from(JSON.stringify(posts.came)), ofCase)).toEqual([])
    expect(posts.came.length).toBeGreaterThan(10)

    // The search would have found them: the announcement, which is public by then, holds the advisory's words.
    const announced = sent.filter(toList)
    // Announcement, retrospective, and the feedback that its giver consented to share.
    expect(announced).toHaveLength(3)
    expect(foundIn(Buffer.from(JSON.stringify(announced))).length).toBeGreaterThan(3)
    expect((await ada.get(`/api/cases/${id}/record`)).status).toBe(200)
    expect(
      foundIn(Buffer.from(JSON.stringify((await ada.get(`/api/cases/${id}/record`)).body))).length,
    ).toBeGreaterThan(60)
  },
)

test('the search knows every form', () => {
  const word = 'qxabcdefghijklmnopqr'
  for (const shift of [0, 1, 2, 3, 4]) {
    const text = `${'x'.repeat(shift)}${word}yz`
    const encodings = [text, Buffer.from(text).toString('base64'), Buffer.from(text).toString('hex')]
    for (const one of encodings) expect(foundIn(Buffer.from(one), [word])).toEqual([word])
    expect(foundIn(Buffer.from(text, 'utf16le'), [word])).toEqual([word])
  }
  expect(foundIn(Buffer.from('qxabcdefghijklmnopq'), [word])).toEqual([])
})
