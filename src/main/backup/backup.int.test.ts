import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefused, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { logLines } from '../../adapters/lines/index.ts'
import {
  act,
  checkFiles,
  createToken,
  deliverDue,
  inviteEngineer,
  isLiveLink,
  listCases,
  openByMember,
  personOfSession,
  personOfToken,
  postWithFiles,
  readFile,
  report,
  reporterOfLink,
  signInSecret,
  signOut,
  verifyLog,
  viewCase,
} from '../../app/index.ts'
import type { Mail, OutgoingMail } from '../../app/ports/index.ts'
import { startSession } from '../../../tests/kit/session.ts'
import { reported } from '../../../tests/kit/voyage.ts'
import { wholeWay } from '../../../tests/kit/way.ts'
import { openWorld } from '../world.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { openFolder } from '../installation.ts'
import { restoreBackup, writeBackup, writeKey } from './index.ts'
import { readManifest } from './manifest.ts'

let here: TestWorld
let root: string
let copy: string
let key: string

beforeAll(async () => {
  here = await testWorld()
  root = mkdtempSync(join(tmpdir(), 'tocsin-backup-'))
  for (let n = 0; n < 3; n += 1) {
    const opened = await openByMember(here.world, here.members[0]!, { title: `case ${n}`, impact: 'x' })
    if (!('case' in opened)) throw new Error('no case')
    await act(here.world, here.members[0]!, { case: opened.case, act: 'post', fields: { text: 'hello' } })
  }
  copy = join(root, 'copy')
  key = join(root, 'apart', 'tocsin.key')
  await writeBackup(here.world, here.data, copy, '0.1.0')
  writeKey(here.data, key)
})
afterAll(async () => {
  await here.close()
  rmSync(root, { recursive: true, force: true })
})

test('a backup is two sealed files and a manifest, for their owner alone, without the key', async () => {
  expect(readdirSync(copy).toSorted()).toEqual(['keys.db', 'manifest.json', 'tocsin.db'])
  const { streams, events } = await verifyLog(here.world)
  expect(readManifest(copy)).toMatchObject({ format: 1, records: streams, events, tocsin: '0.1.0' })
  const secret = readFileSync(key, 'utf8').trim().split(' ')[1] ?? ''
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  for (const name of readdirSync(copy)) {
    const bytes = readFileSync(join(copy, name))
    expect(bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'hex')), name).toBe(false)
    if (process.platform !== 'win32') expect(statSync(join(copy, name)).mode & 0o077, name).toBe(0)
  }
})

test('what is restored is what was backed up, and it goes on from there', async () => {
  const data = join(root, 'restored')
  await restoreBackup(copy, data, key)
  const world = await openFolder(data)
  try {
    const before = await verifyLog(here.world)
    const after = await verifyLog(world)
    expect([after.findings, after.events]).toEqual([[], before.events])
    expect(Object.fromEntries(after.heads)).toEqual(Object.fromEntries(before.heads))
    const { cases } = await listCases(world, here.members[0]!)
    expect(cases.map(({ summary }) => summary?.title).toSorted()).toEqual(['case 0', 'case 1', 'case 2'])
    const done = await act(world, here.members[0]!, { case: cases[0]!.case, act: 'acceptReport', fields: {} })
    expect(isRefused(done)).toBe(false)
  } finally {
    await world.close()
  }
})

test.each(['tocsin.db', 'keys.db'])('one flipped bit in %s is found, and nothing is restored', async (part) => {
  const size = statSync(join(copy, part)).size
  for (const at of [0, 100, Math.floor(size / 2), size - 1]) {
    const damaged = join(root, `damaged-${part}-${at}`)
    cpSync(copy, damaged, { recursive: true })
    const bytes = readFileSync(join(damaged, part))
    bytes[at] = bytes[at]! ^ 1
    writeFileSync(join(damaged, part), bytes)
    const data = join(root, `from-${part}-${at}`)
    await expect(restoreBackup(damaged, data, key)).rejects.toMatchObject({ code: 'backup_damaged' })
    expect(existsSync(data)).toBe(false)
  }
})

test('a manifest that was made to fit does not help: the chains are checked too', async () => {
  const forged = join(root, 'forged')
  cpSync(copy, forged, { recursive: true })
  const { DatabaseSync } = await import('node:sqlite')
  const db = new DatabaseSync(join(forged, 'tocsin.db'))
  const { changes } = db.prepare('delete from events where rowid = (select max(rowid) - 1 from events)').run()
  db.close()
  expect(Number(changes)).toBe(1)
  const { fingerprint } = await import('./fingerprint.ts')
  const { manifestPath } = await import('./manifest.ts')
  const manifest = readManifest(forged)
  const files = { ...manifest.files, 'tocsin.db': await fingerprint(join(forged, 'tocsin.db')) }
  writeFileSync(manifestPath(forged), JSON.stringify({ ...manifest, files }))
  const data = join(root, 'from-forged')
  await expect(restoreBackup(forged, data, key)).rejects.toMatchObject({ code: 'backup_damaged' })
  expect(existsSync(join(data, 'tocsin.db'))).toBe(false)
})

test('refused: an occupied folder, a folder without a backup, no key, another key', async () => {
  const free = () => join(root, `free-${Math.random().toString(36).slice(2)}`)
  await expect(writeBackup(here.world, here.data, copy, '0')).rejects.toMatchObject({ code: 'not_empty' })
  await expect(restoreBackup(copy, here.data, key)).rejects.toMatchObject({ code: 'not_empty' })
  await expect(restoreBackup(root, free(), key)).rejects.toMatchObject({ code: 'no_backup' })
  await expect(restoreBackup(copy, free(), undefined)).rejects.toMatchObject({ code: 'no_key' })
  const other = join(root, 'other.key')
  writeFileSync(other, `tocsin-key-1 ${'1'.repeat(64)}\n`, { mode: 0o600 })
  await expect(restoreBackup(copy, free(), other)).rejects.toMatchObject({ code: 'wrong_installation_key' })
  await expect(async () => writeKey(here.data, key)).rejects.toMatchObject({ code: 'file_exists' })
  const cut = join(root, 'cut')
  cpSync(copy, cut, { recursive: true })
  copyFileSync(join(copy, 'keys.db'), join(cut, 'manifest.json'))
  await expect(restoreBackup(cut, free(), key)).rejects.toMatchObject({ code: 'no_backup' })
})

test('a wrong key is named as it was given, and leaves nothing behind', async () => {
  const data = join(root, 'above', 'again')
  for (const [name, text] of [
    ['other.key', `tocsin-key-1 ${'1'.repeat(64)}\n`],
    ['shopping.txt', 'bread'],
  ] as const) {
    const file = join(root, name)
    writeFileSync(file, text, { mode: 0o644 })
    const message = `${file} is not the key of the installation that ${copy} was made of`
    await expect(restoreBackup(copy, data, file)).rejects.toMatchObject({ code: 'wrong_installation_key', message })
    expect(existsSync(join(root, 'above'))).toBe(false)
  }
  await expect(restoreBackup(copy, data, root)).rejects.toMatchObject({
    code: 'no_key',
    message: `${root} cannot be read`,
  })
})

test('a refused restore leaves what was there, and can be tried again with the right key', async () => {
  const data = join(root, 'again')
  const other = join(root, 'other.key')
  mkdirSync(join(data, 'secret'), { recursive: true })
  await expect(restoreBackup(copy, data, other)).rejects.toMatchObject({ code: 'wrong_installation_key' })
  expect(readdirSync(data, { recursive: true })).toEqual(['secret'])
  expect((await restoreBackup(copy, data, key)).events).toBeGreaterThan(0)
})

test('an announcement that was waiting in the backup is not sent by the restored copy: a person is asked', async () => {
  const one = await testWorld()
  const waiting = join(root, 'waiting')
  let engineer: PersonId | undefined
  try {
    const whose = { ada: () => one.members[0]!, ben: () => one.members[1]!, dov: () => engineer! }
    const { id } = await wholeWay(one, {
      async report(fields) {
        const reported = await report(one.world, fields, 'api')
        if (!('case' in reported)) throw new Error('not reported')
        return reported.case
      },
      async invite(of, fields) {
        const done = await inviteEngineer(one.world, one.members[0]!, of as CaseId, fields)
        if (!('events' in done)) throw new Error('not invited')
        engineer = done.events.flatMap((event) => (event.type === 'FixTeamInvited' ? [event.person] : []))[0]
      },
      async act(who, of, name, fields = {}) {
        const done = await act(one.world, whose[who](), { case: of as CaseId, act: name, fields })
        if (!('events' in done)) throw new Error(`${name}: ${JSON.stringify(done)}`)
        if (name === 'sendAnnouncement') await writeBackup(one.world, one.data, waiting, '0.1.0')
      },
      phase: async () => '',
    })
    const data = join(root, 'from-waiting')
    const own = join(one.data, 'secret', 'installation.key')
    await restoreBackup(waiting, data, own)
    const sent: OutgoingMail[] = []
    const mail: Mail = {
      async send(_, message) {
        sent.push(message)
        return { outcome: 'sent' }
      },
    }
    const world = await openWorld({ data, mode: 'demo', lines: logLines({ level: 'silent' }), mail })
    try {
      for (let round = 0; round < 3; round += 1) await deliverDue(world)
      expect(sent.filter(({ to }) => to.includes('announce@example.org'))).toEqual([])
      const view = await viewCase(world, one.members[0]!, id as CaseId)
      expect(isRefused(view) ? view : view.case.announcement?.state).toBe('unsure')
    } finally {
      await world.close()
    }
    expect(one.sent.filter(({ to }) => to.includes('announce@example.org')).length).toBeGreaterThan(0)
  } finally {
    await one.close()
  }
})

test('attached files are in the copy, verified, and come back; a lost one is told and keeps nobody from a backup', async () => {
  const other = await testWorld()
  const [ada] = other.members
  if (ada === undefined) throw new Error('no member')
  const words = 'words of a file '.repeat(10_000)
  async function* sent() {
    yield { name: 'poc.txt', bytes: new Blob([words]).stream() }
    yield { name: 'two.txt', bytes: new Blob(['two']).stream() }
  }
  const opened = await openByMember(other.world, ada, { title: 'with files', impact: 'x' })
  if (!('case' in opened)) throw new Error('no case')
  const id = opened.case
  const done = await postWithFiles(other.world, ada, { case: id, fields: { text: 'see' } }, sent())
  expect(done).toMatchObject({ case: id })
  const sealed = (at: string) => join(at, 'attachments', 'cases', id)
  const [first = '', second = ''] = readdirSync(sealed(other.data))
  const ownKey = join(other.data, 'secret', 'installation.key')

  const whole = join(root, 'files')
  const { attachments } = await writeBackup(other.world, other.data, whole, '0.1.0')
  expect(attachments).toMatchObject({ files: 2, lost: 0 })
  expect(readdirSync(sealed(whole)).toSorted()).toEqual([first, second].toSorted())
  const data = join(root, 'files-restored')
  await restoreBackup(whole, data, ownKey)
  const restored = await openFolder(data)
  expect(await checkFiles(restored)).toEqual({ files: 2, findings: [] })
  const view = await viewCase(restored, ada, id)
  if (isRefused(view)) throw new Error(view.code)
  const pieces: Uint8Array[] = []
  for await (const piece of await readFile(restored, id, view.case.attachments[0]!)) pieces.push(piece)
  expect(Buffer.concat(pieces).toString()).toBe(words)
  await restored.close()

  // A copy of which a file was taken away or exchanged is none.
  const path = join(sealed(whole), first)
  const bytes = readFileSync(path)
  for (const spoil of [() => rmSync(path), () => writeFileSync(path, 'x')]) {
    spoil()
    await expect(restoreBackup(whole, join(root, 'never'), ownKey)).rejects.toMatchObject({ code: 'backup_damaged' })
    writeFileSync(path, bytes)
  }

  rmSync(join(sealed(other.data), second))
  const less = join(root, 'files-less')
  expect((await writeBackup(other.world, other.data, less, '0.1.0')).attachments).toMatchObject({ files: 1, lost: 1 })
  await restoreBackup(less, join(root, 'less-restored'), ownKey)
  await other.close()
})

test('who had signed out, and tokens that had ended, stay outside; a reporter comes back by their link', async () => {
  const one = await testWorld()
  const [ada] = one.members
  if (ada === undefined) throw new Error('no member')
  try {
    const session = await startSession(one.world, ada)
    const made = await createToken(one.world, ada, { label: 'a program' })
    const link = await signInSecret(one.world, ada)
    const { id, secret } = await reported(one)
    const copy = join(root, 'secrets')
    await writeBackup(one.world, one.data, copy, '0')
    await signOut(one.world, session)
    await restoreBackup(copy, join(root, 'secrets-restored'), join(one.data, 'secret', 'installation.key'))
    const world = await openFolder(join(root, 'secrets-restored'))
    try {
      expect(await personOfSession(world, session)).toBeUndefined()
      expect(await personOfToken(world, 'token' in made ? made.token : '')).toBeUndefined()
      expect(await isLiveLink(world, link)).toBe(false)
      expect(await reporterOfLink(world, secret)).toMatchObject({ case: id })
      expect((await verifyLog(world)).findings).toEqual([])
    } finally {
      await world.close()
    }
  } finally {
    await one.close()
  }
})
