import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { keyStatus, openVault, openVaultReading, rotateKey } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'tocsin-printed-'))
afterAll(() => rmSync(root, { recursive: true }))

let secret: string
let command: string
let at: { keystore: string; installationKey: string }
beforeEach(() => {
  const folder = mkdtempSync(join(root, 'data-'))
  secret = join(folder, 'secret')
  mkdirSync(secret, { mode: 0o700 })
  command = join(secret, 'installation.command')
  at = { keystore: join(folder, 'keys.db'), installationKey: join(secret, 'installation.key') }
})

const key = (digit: string) => `tocsin-key-1 ${digit.repeat(64)}`
const [one, other] = [key('1'), key('2')]
const failing = (code: string) => expect.objectContaining({ name: 'VaultFailed', code })

/** A key service, as far as anybody here sees of it. */
function prints(...lines: readonly string[]): void {
  runs(`cat <<'END'\n${lines.join('\n')}\nEND`)
}
function runs(script: string): void {
  writeFileSync(command, `#!/bin/sh\n${script}\n`)
  chmodSync(command, 0o700)
}

async function sealedWith(): Promise<Uint8Array> {
  const vault = await openVault(at)
  const sealed = (await vault.createKey('c-000000000001')).seal('x', 'words')
  await vault.close()
  return sealed
}
async function opens(sealed: Uint8Array): Promise<void> {
  for (const open of [openVault, openVaultReading]) {
    const vault = await open(at)
    expect((await vault.key('c-000000000001')).unseal('x', sealed)).toBe('words')
    await vault.close()
  }
}

test('a key that a program prints is on no disk, and opens what it sealed', async () => {
  prints(one)
  const sealed = await sealedWith()
  expect(readdirSync(secret)).toEqual(['installation.command'])
  await opens(sealed)
  prints(other)
  await expect(openVault(at)).rejects.toEqual(failing('wrong_installation_key'))
  prints(other, one)
  await opens(sealed)
})

test('it is rotated to the one that is printed first, beside a vault that is open', async () => {
  prints(one)
  const sealed = await sealedWith()
  const vault = await openVault(at)
  const found = vault.blind('email', 'x')
  await expect(rotateKey(at)).rejects.toEqual(failing('no_new_key'))
  prints(other, one)
  expect((await keyStatus(at)).rotating).toBeNull()
  const stop = new Error('stopped')
  await expect(
    rotateKey(at, () => {
      throw stop
    }),
  ).rejects.toBe(stop)
  expect((await keyStatus(at)).rotating).toMatchObject({ done: 1 })
  await expect(vault.backup(join(root, 'copy.db'))).rejects.toEqual(failing('rotating'))
  await opens(sealed)
  const { from, to } = await rotateKey(at)
  expect(await keyStatus(at)).toEqual({ key: to, streams: 1, rotating: null })
  expect(from).not.toBe(to)
  // Printed still, the old one is not taken for a new one.
  await expect(rotateKey(at)).rejects.toEqual(failing('no_new_key'))
  prints(other)
  await opens(sealed)
  expect((await vault.key('c-000000000001')).unseal('x', sealed)).toBe('words')
  await vault.createKey('c-000000000002')
  expect(vault.blind('email', 'x')).toBe(found)
  await vault.close()
  expect(readdirSync(secret)).toEqual(['installation.command'])
})

test('an installation with a key in a file goes over: printed as it is, or rotated to another one', async () => {
  const sealed = await sealedWith()
  prints(one)
  await opens(sealed)
  await rotateKey(at)
  renameSync(at.installationKey, join(root, 'to a safe'))
  await opens(sealed)
  expect(existsSync(at.installationKey)).toBe(false)
})

test.each([
  ['fails', 'echo no >&2; exit 3', 'key_unavailable'],
  ['prints nothing', 'true', 'key_unavailable'],
  ['prints something else', `echo '${one}'; echo 'and more'`, 'key_unavailable'],
])('a program that %s keeps the vault shut, and no key is made', async (_, script, code) => {
  runs(script)
  const opening = openVault(at).catch((error: unknown) => error)
  expect(await opening).toEqual(failing(code))
  expect(String(await opening)).not.toContain('1111')
  expect(readdirSync(secret)).toEqual(['installation.command'])
})

test('a program that others may change is not run', async () => {
  prints(one)
  chmodSync(command, 0o720)
  await expect(openVault(at)).rejects.toEqual(failing('unsafe_file'))
})
