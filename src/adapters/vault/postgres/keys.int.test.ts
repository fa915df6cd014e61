import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPostgres, type Postgres } from '../../../../tests/peers/postgres/index.ts'
import type { Vault } from '../../../app/ports/index.ts'
import { openPostgres } from '../../store/index.ts'
import { openKeystore } from '../openKeystore.ts'
import { keyStatus, openVault, openVaultReading, pastPath, rotateKey, type VaultAt } from '../index.ts'

let server: Postgres
let root: string
beforeAll(async () => {
  server = await startPostgres()
  root = mkdtempSync(join(tmpdir(), 'tocsin-keys-'))
})
afterAll(async () => {
  await server.stop()
  rmSync(root, { recursive: true })
})

let url: string
const opened: Vault[] = []
beforeEach(async () => {
  url = await server.database()
})
afterEach(async () => {
  for (const vault of opened.splice(0)) await vault.close()
})

const failing = (code: string) => expect.objectContaining({ name: 'VaultFailed', code })
const stream = (n: number) => `c-${String(n).padStart(12, '0')}` as const

/** A machine of its own: its folder holds the installation's key, if anything. */
function machine(like?: VaultAt): VaultAt {
  const installationKey = join(mkdtempSync(join(root, 'machine-')), 'secret', 'installation.key')
  if (like !== undefined) {
    mkdirSync(dirname(installationKey), { mode: 0o700 })
    copyFileSync(like.installationKey, installationKey)
  }
  return { keystore: { url }, installationKey }
}
async function open(at: VaultAt): Promise<Vault> {
  const vault = await openVault(at)
  opened.push(vault)
  return vault
}
async function sealedMany(vault: Vault, of: number): Promise<Uint8Array[]> {
  const all: Uint8Array[] = []
  for (let n = 0; n < of; n += 1) all.push((await vault.createKey(stream(n))).seal('x', `words ${n}`))
  return all
}
async function opens(by: Vault, sealed: readonly Uint8Array[]): Promise<void> {
  for (const [n, one] of sealed.entries()) expect((await by.key(stream(n))).unseal('x', one)).toBe(`words ${n}`)
}
const soon = (what: () => unknown) => expect.poll(what, { timeout: 10_000, interval: 20 })

test('two machines with one installation key have the same keys, and the same hashes', async () => {
  const here = machine()
  const one = await open(here)
  const other = await open(machine(here))
  const sealed = await sealedMany(one, 5)
  await opens(other, sealed)
  expect(other.blind('email', 'ann@example.org')).toBe(one.blind('email', 'ann@example.org'))
  const both = await Promise.all([one, other].map((vault) => vault.createKey('c-both00000000')))
  expect(both[1]?.unseal('x', both[0]!.seal('x', 'one key'))).toBe('one key')
})

test('a machine with another installation key, or none, opens nothing and makes none', async () => {
  const here = machine()
  await open(here)
  const bare = machine()
  await expect(openVault(bare)).rejects.toEqual(failing('wrong_installation_key'))
  expect(existsSync(bare.installationKey)).toBe(false)
  await expect(openVaultReading({ ...here, keystore: { url: await server.database() } })).rejects.toEqual(
    failing('wrong_installation_key'),
  )
})

test('of machines that start at once on an empty database one makes the key, and the others are told', async () => {
  const ended = await Promise.allSettled([machine(), machine(), machine()].map(open))
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const told = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(told).toEqual([failing('wrong_installation_key'), failing('wrong_installation_key')])
})

test('a key that one machine destroys is gone at the other, which had it in memory', async () => {
  const here = machine()
  const one = await open(here)
  const other = await open(machine(here))
  await one.createKey('c-1')
  await other.key('c-1')
  await one.destroyKey('c-1')
  await expect(one.key('c-1')).rejects.toEqual(failing('no_key'))
  await soon(() =>
    other.key('c-1').then(
      () => 'there',
      (error: { code: string }) => error.code,
    ),
  ).toBe('no_key')
  await expect(other.createKey('c-1')).rejects.toEqual(failing('no_key'))
})

/** Those that are in none of the database's own files; the log of transactions is another matter (docs/keys.md). */
async function gone(keys: readonly Buffer[]): Promise<readonly Buffer[]> {
  // What was unlinked is there until then.
  await server.sql('checkpoint')
  const [found] = await server.sql('select oid from pg_database where datname = current_database()', url)
  const base = join(server.data, 'base', String(found?.['oid']))
  const files = readdirSync(base).map((name) => readFileSync(join(base, name)))
  return keys.filter((key) => !files.some((file) => file.includes(key)))
}

test('a destroyed key is in no file of the database, though an old snapshot is open, which loses no other key', async () => {
  const vault = await open(machine())
  for (let n = 0; n < 200; n += 1) await vault.createKey(stream(n))
  const rows = await server.sql('select stream, wrapped from stream_keys order by stream', url)
  const wrapped = rows.map((row) => row['wrapped'] as Buffer)
  expect(await gone(wrapped)).toEqual([])
  // As a dump does: the snapshot first, its tables later.
  const dump = new pg.Client(url)
  await dump.connect()
  await dump.query('begin isolation level repeatable read read only')
  await dump.query('select 1 from about')
  for (let n = 0; n < 20; n += 1) await vault.destroyKey(stream(n))
  const { rows: dumped } = await dump.query('select stream, wrapped from stream_keys order by stream')
  expect(dumped).toHaveLength(200)
  expect(dumped.slice(20).map((row) => row.wrapped)).toEqual(wrapped.slice(20))
  await dump.query('rollback')
  await dump.end()
  expect(await gone(wrapped)).toEqual(wrapped.slice(0, 20))
})

test('nothing is wrapped with a new key before all machines have it', async () => {
  const here = machine()
  const one = await open(here)
  const far = machine(here)
  const other = await open(far)
  const sealed = await sealedMany(one, 30)
  const before = await keyStatus(here)
  await expect(rotateKey(here)).rejects.toEqual(failing('key_not_everywhere'))
  expect(await keyStatus(far)).toMatchObject({ key: before.key, streams: 30, rotating: null })
  await opens(other, sealed)

  copyFileSync(`${here.installationKey}.next`, `${far.installationKey}.next`)
  const { from, to } = await rotateKey(here)
  expect([from, (await keyStatus(here)).key]).toEqual([before.key, to])
  for (const vault of [one, other]) await opens(vault, sealed)
  // What was brought there for it gets its name there as well, by the server that runs.
  await soon(() => readdirSync(dirname(far.installationKey)).toSorted()).toEqual([
    `installation-${from}.key`,
    'installation.key',
  ])
  expect(readFileSync(far.installationKey)).toEqual(readFileSync(here.installationKey))
  expect(existsSync(pastPath(here.installationKey, from))).toBe(true)
  const fresh = (await other.createKey('c-new000000000')).seal('x', 'new')
  expect((await one.key('c-new000000000')).unseal('x', fresh)).toBe('new')
})

test('a rotation does not end before a key that is just being made under the old one', async () => {
  const here = machine()
  await open(here)
  const keystore = await openKeystore(here.keystore)
  const other = new pg.Client(url)
  await other.connect()
  try {
    const check = (await keystore.fact('check')) ?? ''
    await other.query('begin')
    await other.query(`select 1 from about where name = 'check' and value = $1 for share`, [check])
    await other.query(`insert into stream_keys values ('c-late', '\\x01', 'the old one')`)
    const switching = keystore.switchTo('the new check', 'the new one')
    await soon(async () => (await server.sql(`select 1 from pg_locks where not granted`)).length).toBeGreaterThan(0)
    await other.query('commit')
    expect(await switching).toBe(false)
    expect(await keystore.fact('check')).toBe(check)
  } finally {
    await other.end()
    await keystore.close()
  }
})

test('one rotation at a time, whichever machine begins it', async () => {
  const here = machine()
  await sealedMany(await open(here), 20)
  await opened.splice(0)[0]?.close()
  const far = machine(here)
  const ended = await Promise.allSettled([rotateKey(here), rotateKey(far)])
  const codes = ended.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { code: string }).code))
  expect(codes).toContain('done')
  // The other one came at the same time, or afterwards, when its key was the old one already.
  for (const code of codes) expect(['done', 'rotating', 'wrong_installation_key']).toContain(code)
})

test('records and keys are not kept in one database, whichever came first', async () => {
  const here = machine()
  await open(here)
  await expect(openPostgres(url)).rejects.toMatchObject({ name: 'StoreFailed', code: 'same_database' })
  await open(machine(here))
  url = await server.database()
  await (await openPostgres(url)).close()
  await expect(openVault(machine())).rejects.toEqual(failing('same_database'))
})

test.each([
  ['unsafe_settings', `alter database %s set synchronous_commit = off`],
  ['read_only', `alter database %s set default_transaction_read_only = on`],
])('a database that cannot keep keys safely is refused: %s', async (code, setting) => {
  await server.sql(setting.replace('%s', new URL(url).pathname.slice(1)))
  await expect(openVault(machine())).rejects.toMatchObject({ name: 'VaultUnavailable', code })
})

test('a copy in a file opens with the same installation key, and holds no destroyed key', async () => {
  const here = machine()
  const vault = await open(here)
  const sealed = await sealedMany(vault, 3)
  await vault.destroyKey(stream(2))
  const copy = join(root, 'copy.db')
  await vault.backup(copy)
  await expect(vault.backup(copy)).rejects.toEqual(failing('failed'))
  const restored = await open({ keystore: copy, installationKey: here.installationKey })
  await opens(restored, sealed.slice(0, 2))
  await expect(restored.key(stream(2))).rejects.toEqual(failing('no_key'))
})
