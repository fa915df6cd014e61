import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encryptKey, generateKey, readPrivateKey } from 'openpgp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPgp } from './index.ts'

const at = Temporal.Instant.from('2026-01-05T10:00:00.900Z')
const text = 'What is signed.\nEvery byte of it: ü\n'
const owner = { name: 'Anchorage security', email: 'security@example.org' }
const pgp = openPgp()
let key: string
let folder: string
beforeAll(async () => {
  key = await pgp.makeKey(owner, at)
  folder = mkdtempSync(join(tmpdir(), 'tocsin-openpgp-'))
  const { armored } = await pgp.publicKey(key)
  writeFileSync(join(folder, 'key.asc'), armored)
  writeFileSync(join(folder, 'text'), text)
  writeFileSync(join(folder, 'other'), `${text} `)
  writeFileSync(join(folder, 'text.asc'), await pgp.signDetached(key, text, at))
})
afterAll(() => rmSync(folder, { recursive: true }))

const has = (program: string) => spawnSync(program, ['--version']).error === undefined
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: { code?: string }) => error.code,
  )

describe.skipIf(!has('gpg'))('GnuPG', () => {
  const gpg = (...args: string[]) => spawnSync('gpg', ['--homedir', folder, '--batch', '--status-fd', '1', ...args])

  it('takes our key and finds the signature good, and bad over other bytes', async () => {
    expect(gpg('--import', join(folder, 'key.asc')).status).toBe(0)
    const good = gpg('--verify', join(folder, 'text.asc'), join(folder, 'text'))
    const { fingerprint } = await pgp.publicKey(key)
    expect([good.status, String(good.stdout)]).toEqual([0, expect.stringContaining(`VALIDSIG ${fingerprint}`)])
    expect(gpg('--verify', join(folder, 'text.asc'), join(folder, 'other')).status).not.toBe(0)
  })

  it('a key that it made, under a passphrase, signs here', async () => {
    const home = mkdtempSync(join(tmpdir(), 'tocsin-gpg-'))
    try {
      const own = (...args: string[]) =>
        execFileSync('gpg', [
          '--homedir',
          home,
          '--batch',
          '--pinentry-mode',
          'loopback',
          '--passphrase',
          'open',
          ...args,
        ])
      own(
        '--faked-system-time',
        '20260101T000000',
        '--quick-gen-key',
        'Ada <ada@example.org>',
        'ed25519',
        'sign',
        'never',
      )
      const exported = String(own('--armor', '--export-secret-keys'))
      expect(await codeOf(pgp.readKey(exported, 'shut', at))).toBe('locked')
      const read = await pgp.readKey(exported, 'open', at)
      writeFileSync(join(home, 'text.asc'), await pgp.signDetached(read, text, at))
      const args = ['--homedir', home, '--batch', '--verify', join(home, 'text.asc'), join(folder, 'text')]
      expect(spawnSync('gpg', args).status).toBe(0)
      spawnSync('gpgconf', ['--homedir', home, '--kill', 'all'])
    } finally {
      rmSync(home, { recursive: true })
    }
  })
})

describe.skipIf(!has('sq'))('Sequoia', () => {
  it('finds the signature good', () => {
    const of = (file: string) =>
      spawnSync('sq', [
        'verify',
        '--signer-cert',
        join(folder, 'key.asc'),
        '--detached',
        join(folder, 'text.asc'),
        join(folder, file),
      ])
    const newer = (file: string) =>
      spawnSync('sq', [
        'verify',
        '--signer-file',
        join(folder, 'key.asc'),
        '--signature-file',
        join(folder, 'text.asc'),
        join(folder, file),
      ])
    const judge = of('text').status === 0 ? of : newer
    expect([judge('text').status, judge('other').status === 0]).toEqual([0, false])
  })
})

describe('what is no key that signs', () => {
  it('says what it is instead', async () => {
    const { armored } = await pgp.publicKey(key)
    const made = await generateKey({
      type: 'ecc',
      userIDs: [owner],
      format: 'object',
      date: new Date('2020-01-01'),
      keyExpirationTime: 60,
    })
    const locked = await encryptKey({ privateKey: await readPrivateKey({ armoredKey: key }), passphrase: 'open' })
    expect(await codeOf(pgp.readKey('hello', '', at))).toBe('not_a_key')
    expect(await codeOf(pgp.readKey(armored, '', at))).toBe('not_private')
    expect(await codeOf(pgp.readKey(made.privateKey.armor(), '', at))).toBe('cannot_sign')
    expect(await codeOf(pgp.readKey(locked.armor(), 'shut', at))).toBe('locked')
    expect(await pgp.publicKey(await pgp.readKey(locked.armor(), 'open', at))).toEqual(await pgp.publicKey(key))
  })
})
