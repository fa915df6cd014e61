import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runLine } from '../../tests/kit/io.ts'
import { testWorld, type TestWorld } from '../../tests/kit/world.ts'
import { startPostgres, type Postgres } from '../../tests/peers/postgres/index.ts'
import { logLines } from '../adapters/lines/index.ts'
import { lockFolder } from '../adapters/lock/index.ts'
import { machine } from '../adapters/machine/index.ts'
import { openByMember, verifyLog, viewCase } from '../app/index.ts'
import { logCommands } from '../cli/index.ts'
import type { CaseId, PersonId } from '../core/kernel/index.ts'
import { backupCommands } from './commands/backing.ts'
import { keyCommands } from './commands/keys.ts'
import { storeCommands } from './commands/storing.ts'
import { openFolder, openHere, readHere } from './installation.ts'
import type { Elsewhere } from './places.ts'
import { serve } from './serve.ts'

/** An installation whose keys are taken into a database of their own, and what each command then does. */

const root = mkdtempSync(join(tmpdir(), 'tocsin-keys-'))
let server: Postgres
let here: TestWorld
let ada: PersonId
let id: CaseId
let keys: string

beforeAll(async () => {
  server = await startPostgres()
  here = await testWorld()
  ada = here.members[0]!
  const opened = await openByMember(here.world, ada, { title: 'forged entries', impact: 'x' })
  if (!('case' in opened)) throw new Error('no case')
  id = opened.case
  await here.world.close()
  keys = await server.database()
})
afterAll(async () => {
  await server.stop()
  rmSync(here.data, { recursive: true, force: true })
  rmSync(root, { recursive: true, force: true })
})

const commands = [...keyCommands, ...backupCommands, ...storeCommands, ...logCommands(openHere, readHere, machine())]
const run = (env: Readonly<Record<string, string>>, ...line: string[]) =>
  runLine(commands, line, { env: { TOCSIN_DATA: here.data, ...env } })
const done = async (env: Readonly<Record<string, string>>, ...line: string[]) => {
  const { exit, out, err } = await run(env, ...line)
  expect([line, exit, err]).toEqual([line, 0, expect.any(String)])
  return out
}
const failed = (code: string) => expect.objectContaining({ name: 'Failed', code })
const password = () => new URL(keys).password

async function isWhole(data: string, elsewhere: Elsewhere): Promise<void> {
  const world = await openFolder(data, elsewhere)
  try {
    expect(await viewCase(world, ada, id)).toMatchObject({ case: { report: { title: 'forged entries' } } })
    expect((await verifyLog(world)).findings).toEqual([])
  } finally {
    await world.close()
  }
}

test('settings that name no place for the keys are refused, and none repeats a password', async () => {
  const wrong = [
    [{ TOCSIN_KEYS: 'keys.db' }, 'bad_keys'],
    [{ TOCSIN_KEYS: keys, TOCSIN_DATABASE: keys }, 'same_database'],
    [{ TOCSIN_KEYS: keys, TOCSIN_DATABASE: `${keys}?application_name=x` }, 'same_database'],
    [{ TOCSIN_KEYS: keys }, 'keys_not_moved'],
    [{ TOCSIN_ATTACHMENTS: join(root, 'not there') }, 'bad_attachments'],
  ] as const
  for (const [env, code] of wrong) {
    const refused = await run(env, 'log', 'checkpoint').catch((error: unknown) => error)
    expect(refused).toEqual(failed(code))
    expect(String(refused)).not.toContain(password())
  }
})

test('keys are not moved under a running server, into the records, or to where they are', async () => {
  const lock = lockFolder(here.data)
  await expect(run({}, 'keys', 'move', '--to', keys)).rejects.toEqual(failed('in_use'))
  lock?.release()
  await expect(run({}, 'keys', 'move', '--to', 'file')).rejects.toEqual(failed('already_there'))
  const database = await server.database()
  await expect(run({ TOCSIN_DATABASE: database }, 'keys', 'move', '--to', database)).rejects.toEqual(
    failed('same_database'),
  )
  expect((await run({}, 'keys', 'move')).exit).toBe(2)
})

test('moved into a database, they are used there by every command, and nobody goes on with the file', async () => {
  const moved = await done({}, 'keys', 'move', '--to', keys)
  expect(moved).toContain('TOCSIN_KEYS')
  expect(moved).not.toContain(password())
  await expect(openFolder(here.data)).rejects.toEqual(failed('moved'))
  await expect(run({}, 'keys', 'status')).rejects.toEqual(failed('moved'))
  await isWhole(here.data, { keys })
  const env = { TOCSIN_KEYS: keys }
  await done(env, 'log', 'verify')
  const status = JSON.parse(await done(env, 'keys', 'status', '--json'))
  const rotated = JSON.parse(await done(env, 'keys', 'rotate', '--json'))
  expect([rotated.from, rotated.streams, existsSync(rotated.past)]).toEqual([status.key, status.streams, true])
  await isWhole(here.data, { keys })
  const away = await run({ TOCSIN_KEYS: keys.replace(/:\d+\//, ':1/') }, 'keys', 'status').catch(
    (error: unknown) => error,
  )
  expect(away).toEqual(failed('unreachable'))
  expect(String(away)).not.toContain(password())
})

test('a server says that the keys cannot be asked, and goes on by itself when they can', async () => {
  const lines = logLines({ level: 'silent' })
  const serving = await serve({ data: here.data, keys, host: '127.0.0.1', port: 0, demo: true, lines }).catch(
    (error: unknown) => error,
  )
  // A real installation: only its own mode serves it.
  expect(serving).toEqual(failed('not_a_demo'))
  const real = await serve({ data: here.data, keys, host: '127.0.0.1', port: 0, demo: false, lines })
  try {
    const health = async () => (await fetch(`${real.address}/healthz`)).status
    expect(await health()).toBe(200)
    await server.restart('crash', async () => {
      expect(await health()).toBe(503)
      await expect(real.world.vault.createKey('c-000000000001')).rejects.toMatchObject({
        name: 'VaultUnavailable',
        code: 'unreachable',
      })
    })
    await expect.poll(health, { timeout: 15_000, interval: 200 }).toBe(200)
    const key = await real.world.vault.createKey('c-000000000001')
    expect((await real.world.vault.key('c-000000000001')).unseal('x', key.seal('x', 'whole'))).toBe('whole')
  } finally {
    await real.stop()
  }
}, 60_000)

test('a backup is the same two files, and is restored into files or databases', async () => {
  const copy = join(root, 'copy')
  await done({ TOCSIN_KEYS: keys }, 'backup', copy, '--with-key', join(root, 'safe.key'))
  const key = ['--key', join(root, 'safe.key')]
  const embedded = join(root, 'embedded')
  await done({ TOCSIN_DATA: embedded }, 'restore', copy, ...key)
  await isWhole(embedded, {})
  const beside = join(root, 'beside')
  const elsewhere = { database: await server.database(), keys: await server.database() }
  const env = { TOCSIN_DATA: beside, TOCSIN_DATABASE: elsewhere.database, TOCSIN_KEYS: elsewhere.keys }
  await done(env, 'restore', copy, ...key)
  expect([existsSync(join(beside, 'keys.db')), existsSync(join(beside, 'tocsin.db'))]).toEqual([false, false])
  await isWhole(beside, elsewhere)
  // What is there already is left alone, whichever of the two it is.
  const third = join(root, 'third')
  const full = { ...env, TOCSIN_DATA: third, TOCSIN_DATABASE: await server.database() }
  await expect(run(full, 'restore', copy, ...key)).rejects.toEqual(failed('not_empty'))
  const fresh = await server.database()
  const half = { ...env, TOCSIN_DATA: third, TOCSIN_KEYS: fresh }
  await expect(run(half, 'restore', copy, ...key)).rejects.toMatchObject({ name: 'Failed' })
  expect(await server.sql('select 1 from stream_keys', fresh)).toEqual([])
  await isWhole(beside, elsewhere)
})

test('records are moved beside keys that stay, and keys back into a file', async () => {
  const folder = join(root, 'moved')
  const database = await server.database()
  await done({ TOCSIN_KEYS: keys }, 'store', 'move', '--to', database)
  await isWhole(here.data, { database, keys })
  await done({ TOCSIN_KEYS: keys, TOCSIN_DATABASE: database }, 'store', 'move', '--to', folder)
  expect(existsSync(join(folder, 'keys.db'))).toBe(false)
  await isWhole(folder, { keys })
  await done({ TOCSIN_DATA: folder, TOCSIN_KEYS: keys }, 'keys', 'move', '--to', 'file')
  await isWhole(folder, {})
  await expect(openFolder(folder, { keys })).rejects.toEqual(failed('keys_not_moved'))
  await expect(run({ TOCSIN_KEYS: keys }, 'keys', 'status')).rejects.toEqual(failed('moved'))
})
