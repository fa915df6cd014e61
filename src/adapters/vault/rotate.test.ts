import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Vault } from '../../app/ports/index.ts'
import { keyStatus, openVault, openVaultReading, pastPath, rotateKey } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'tocsin-rotate-'))
afterAll(() => rmSync(root, { recursive: true }))

let folder: string
let at: { keystore: string; installationKey: string }
let vault: Vault
beforeEach(async () => {
  folder = mkdtempSync(join(root, 'data-'))
  at = { keystore: join(folder, 'keys.db'), installationKey: join(folder, 'secret', 'installation.key') }
  vault = await openVault(at)
  return () => vault.close()
})

const stream = (n: number) => `c-${String(n).padStart(12, '0')}` as const
const failing = (code: string) => expect.objectContaining({ name: 'VaultFailed', code })

async function sealedMany(of: number): Promise<Uint8Array[]> {
  const all: Uint8Array[] = []
  for (let n = 0; n < of; n += 1) all.push((await vault.createKey(stream(n))).seal('x', `words ${n}`))
  return all
}

async function opens(by: Vault, sealed: readonly Uint8Array[]): Promise<void> {
  for (const [n, one] of sealed.entries()) expect((await by.key(stream(n))).unseal('x', one)).toBe(`words ${n}`)
}

test('a rotated key opens what was sealed, here and after a restart; the old one opens nothing any more', async () => {
  const sealed = await sealedMany(250)
  await vault.destroyKey(stream(249))
  const found = vault.blind('email', 'ann@example.org')
  const old = readFileSync(at.installationKey)
  const before = await keyStatus(at)
  expect(before).toMatchObject({ streams: 249, rotating: null })

  const { from, to, streams } = await rotateKey(at)
  expect([from, streams]).toEqual([before.key, 249])
  expect(await keyStatus(at)).toEqual({ key: to, streams: 249, rotating: null })
  expect(statSync(at.installationKey).mode & 0o777).toBe(0o600)
  expect(readFileSync(at.installationKey)).not.toEqual(old)
  expect(readFileSync(pastPath(at.installationKey, from))).toEqual(old)
  expect(readdirSync(join(folder, 'secret')).toSorted()).toEqual([`installation-${from}.key`, 'installation.key'])

  // The vault that was open all the while, one that is opened now, and one that only reads.
  await opens(vault, sealed.slice(0, 249))
  const [again, reading] = [await openVault(at), await openVaultReading(at)]
  for (const one of [vault, again, reading]) {
    await opens(one, sealed.slice(0, 249))
    await expect(one.key(stream(249))).rejects.toEqual(failing('no_key'))
    expect(one.blind('email', 'ann@example.org')).toBe(found)
  }
  // What was open before makes keys that those who open now can use.
  const fresh = (await vault.createKey('c-new000000000')).seal('x', 'new')
  expect((await again.key('c-new000000000')).unseal('x', fresh)).toBe('new')
  await Promise.all([again.close(), reading.close()])

  const elsewhere = { ...at, installationKey: pastPath(at.installationKey, from) }
  await expect(openVault(elsewhere)).rejects.toEqual(failing('wrong_installation_key'))
})

test('lookups stay what they are through many rotations', async () => {
  const found = vault.blind('community', 'the first')
  for (let n = 0; n < 3; n += 1) await rotateKey(at)
  const again = await openVault(at)
  expect(again.blind('community', 'the first')).toBe(found)
  await again.close()
  const db = new DatabaseSync(at.keystore, { readOnly: true })
  expect(db.prepare(`select count(*) as n from about where name like 'blinding %'`).get()).toEqual({ n: 1 })
  db.close()
})

test('keys that are made and destroyed while it is under way are neither lost nor brought back', async () => {
  const sealed = await sealedMany(300)
  const made: Uint8Array[] = []
  let rounds = 0
  await rotateKey(at, () => {
    rounds += 1
    // Another process between two rounds, synchronously: the one that serves.
    const db = new DatabaseSync(at.keystore)
    db.prepare('update stream_keys set wrapped = null where stream = ?').run(stream(300 - rounds))
    db.close()
  })
  const late = await vault.createKey('c-late00000000')
  made.push(late.seal('x', 'late'))
  expect(rounds).toBeGreaterThan(2)
  await opens(vault, sealed.slice(0, 300 - rounds))
  for (let n = 1; n <= rounds; n += 1) await expect(vault.key(stream(300 - n))).rejects.toEqual(failing('no_key'))
})

test('stopped half-way, both keys are known, nothing is copied, and the next call goes on', async () => {
  const sealed = await sealedMany(250)
  const found = vault.blind('email', 'x')
  const stop = new Error('stopped')
  await expect(
    rotateKey(at, () => {
      throw stop
    }),
  ).rejects.toBe(stop)
  expect(await keyStatus(at)).toMatchObject({ streams: 250, rotating: { done: 100 } })
  await opens(vault, sealed)
  const [again, reading] = [await openVault(at), await openVaultReading(at)]
  for (const one of [again, reading]) {
    await opens(one, sealed)
    expect(one.blind('email', 'x')).toBe(found)
  }
  await expect(again.backup(join(folder, 'copy.db'))).rejects.toEqual(failing('rotating'))
  await again.createKey('c-between00000')
  await Promise.all([again.close(), reading.close()])
  expect(await rotateKey(at)).toMatchObject({ streams: 251 })
  await opens(vault, sealed)
  expect(existsSync(`${at.installationKey}.next`)).toBe(false)
})

test('a machine that stops between the last key and the files’ names goes on as if it had not', async () => {
  const sealed = await sealedMany(10)
  const { from } = await rotateKey(at)
  const [past, next] = [pastPath(at.installationKey, from), `${at.installationKey}.next`]
  // Before either was renamed, and between the two.
  renameSync(at.installationKey, next)
  const between = await openVaultReading(at)
  await opens(between, sealed)
  await between.close()
  renameSync(past, at.installationKey)
  for (const open of [openVaultReading, openVault]) {
    const again = await open(at)
    await opens(again, sealed)
    await again.close()
  }
  expect(readdirSync(join(folder, 'secret')).toSorted()).toEqual([`installation-${from}.key`, 'installation.key'])
})

const module = fileURLToPath(new URL('index.ts', import.meta.url))
/** Waits for a message, then does `what` with the module; prints how that ended. */
function another(what: string) {
  const script = `const { openVault, rotateKey } = await import(${JSON.stringify(module)})
    const at = ${JSON.stringify(at)}
    process.once('message', async () => {
      const ended = await (${what}).then(() => 'done', (error) => error.code)
      process.send(ended, () => process.disconnect())
    })
    process.send('ready')`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

/** All begin at the same moment; how each ended. */
async function atOnce(what: string, processes: number): Promise<readonly unknown[]> {
  const children = Array.from({ length: processes }, () => another(what))
  await Promise.all(children.map((child) => once(child, 'message')))
  const ended = children.map(async (child) => {
    const [[said]] = await Promise.all([once(child, 'message'), once(child, 'exit')])
    return said as unknown
  })
  for (const child of children) child.send('go')
  return Promise.all(ended)
}

test('two at once: one is at it, the other one is told; the key stays the one that opens everything', async () => {
  const sealed = await sealedMany(20)
  for (let round = 0; round < 3; round += 1) {
    const ended = await atOnce('rotateKey(at)', 3)
    expect(ended).toContain('done')
    expect(ended.filter((one) => one !== 'done' && one !== 'rotating')).toEqual([])
    const again = await openVault(at)
    await opens(again, sealed)
    await again.close()
    await opens(vault, sealed)
  }
})

test.each(['a rotation that was killed before the files had their names', 'nothing was there'])(
  'servers start at the same moment where %s',
  async (before) => {
    if (before === 'nothing was there') {
      const fresh = mkdtempSync(join(root, 'fresh-'))
      at = { keystore: join(fresh, 'keys.db'), installationKey: join(fresh, 'secret', 'installation.key') }
    } else {
      const { from } = await rotateKey(at)
      renameSync(at.installationKey, `${at.installationKey}.next`)
      renameSync(pastPath(at.installationKey, from), at.installationKey)
    }
    expect(await atOnce('openVault(at).then((vault) => vault.close())', 3)).toEqual(['done', 'done', 'done'])
    expect((await keyStatus(at)).rotating).toBeNull()
  },
)

test('killed at any moment, nothing is lost', { timeout: 60_000 }, async () => {
  const sealed = await sealedMany(800)
  const found = vault.blind('email', 'x')
  const script = `const { rotateKey } = await import(${JSON.stringify(module)}); await rotateKey(${JSON.stringify(at)}, () => process.send?.(1))`
  for (const after of [1, 3, 7]) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    let seen = 0
    child.on('message', () => {
      if ((seen += 1) === after) child.kill('SIGKILL')
    })
    await once(child, 'exit')
    expect(seen).toBeGreaterThan(0)
    const again = await openVault(at)
    await opens(again, sealed)
    expect(again.blind('email', 'x')).toBe(found)
    await again.close()
  }
  await rotateKey(at)
  await opens(vault, sealed)
  expect((await keyStatus(at)).rotating).toBeNull()
})
