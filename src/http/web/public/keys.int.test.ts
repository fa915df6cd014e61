import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readKeys } from 'openpgp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gnupg, has } from '../../../../tests/peers/correspondent.ts'
import { problemsOfSecurityTxt, unsigned } from '../../../../tests/kit/securityTxt.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { wind } from '../../../../tests/kit/wind.ts'
import {
  committeeKeys,
  configureMail,
  giveKey,
  importCommitteeKey,
  openMail,
  revokeCommitteeKey,
  shownCommitteeKey,
} from '../../../app/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let here: TestWorld
let home: string
const app = () => gate(here.world, webRoutes, [webVoice])
const get = async (path: string) => app().request(path)
beforeAll(async () => {
  here = await testWorld()
  home = mkdtempSync(join(tmpdir(), 'tocsin-keys-'))
})
afterAll(async () => {
  await here.close()
  rmSync(home, { recursive: true })
})

test('security.txt is signed with the key that it names, and the same until its month is over', async () => {
  const text = await (await get('/.well-known/security.txt')).text()
  const at = 'http://127.0.0.1:8080/.well-known/security.txt'
  const ofThisMachine = unsigned(text).replaceAll('http://127.0.0.1:8080', 'https://security.example.org')
  expect(
    problemsOfSecurityTxt(
      ofThisMachine,
      here.world.machine.now(),
      at.replace('http://127.0.0.1:8080', 'https://security.example.org'),
    ),
  ).toEqual([])
  const [, path = ''] = /^Encryption: http:\/\/127\.0\.0\.1:8080(\S+)$/m.exec(text) ?? []
  const armored = await (await get(path)).text()
  const signed = new TextEncoder().encode(
    unsigned(text)
      .replace(/\r?\n$/, '')
      .replaceAll(/\r?\n/g, '\r\n'),
  )
  const signature = text.slice(text.indexOf('-----BEGIN PGP SIGNATURE'))
  const seen = await here.world.openpgp.verifyDetached(signed, signature, [armored], here.world.machine.now())
  expect(seen).toMatchObject({ state: 'good' })
  await wind(here, 'PT1M')
  expect(await (await get('/.well-known/security.txt')).text()).toBe(text)
})

test.skipIf(!has('gpg'))('GnuPG finds the key under its own name in the directory, and security.txt good', async () => {
  const gpg = (...args: string[]) => String(execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', ...args]))
  const shown = await shownCommitteeKey(here.world)
  writeFileSync(join(home, 'key.asc'), shown?.armored ?? '')
  gpg('--import', join(home, 'key.asc'))
  const listed = gpg('--with-wkd-hash', '--list-keys')
  const [, name = ''] = /^\s*([a-z0-9]{32})@example\.org$/m.exec(listed) ?? []
  expect(name).not.toBe('')
  for (const path of [
    `/.well-known/openpgpkey/hu/${name}`,
    `/.well-known/openpgpkey/example.org/hu/${name}?l=security`,
  ]) {
    const answer = await get(path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const other = mkdtempSync(join(home, 'other-'))
    writeFileSync(join(other, 'key'), new Uint8Array(await answer.arrayBuffer()))
    const args = ['--homedir', other, '--batch', '--quiet', '--status-fd', '1', '--import', join(other, 'key')]
    expect(String(execFileSync('gpg', args))).toContain(`IMPORT_OK 1 ${shown?.fingerprint}`)
  }
  writeFileSync(join(home, 'security.txt'), await (await get('/.well-known/security.txt')).text())
  expect(spawnSync('gpg', ['--homedir', home, '--batch', '--verify', join(home, 'security.txt')]).status).toBe(0)
  spawnSync('gpgconf', ['--homedir', home, '--kill', 'all'])
})

test('the directory knows one address and its own domain', async () => {
  for (const path of ['/.well-known/openpgpkey/policy', '/.well-known/openpgpkey/example.org/policy']) {
    expect([(await get(path)).status, await (await get(path)).text()]).toEqual([200, ''])
  }
  for (const path of ['hu/yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy', 'other.example.org/policy', 'other.example.org/hu/x']) {
    expect((await get(`/.well-known/openpgpkey/${path}`)).status).toBe(404)
  }
})

test.skipIf(!has('gpg'))(
  'the committee’s page and the form name the key, and members’ keys by their fingerprints',
  async () => {
    const rita = gnupg()
    const [, ben = 'p-'] = here.members
    expect(await giveKey(here.world, ben, { openpgp: rita.publicKey })).toMatchObject({
      key: { fingerprint: rita.fingerprint },
    })
    const page = await (await get('/security')).text()
    const shown = await shownCommitteeKey(here.world)
    expect(page).toContain(shown?.grouped)
    expect(page).toContain(rita.fingerprint.match(/.{4}/g)?.join(' '))
    expect(await (await get('/report')).text()).toContain(shown?.grouped)
    expect(await (await get(`/security/keys/${ben}`)).text()).toContain('BEGIN PGP PUBLIC KEY BLOCK')
    rita.close()
  },
)

test('a key that was made is renewed before its end, or after it, and what it signed before still holds', async () => {
  const before = await shownCommitteeKey(here.world)
  const { openpgp, machine } = here.world
  const signature = await openpgp.signDetached(before?.key.privateKey ?? '', 'Hello', machine.now())
  const letter = await openpgp.encrypt('Hello', [before?.armored ?? ''], before?.key.privateKey ?? '', machine.now())
  const years = (count: number) => wind(here, { hours: count * 365 * 24 })
  await years(1)
  expect((await shownCommitteeKey(here.world))?.expires).toBe(before?.expires)
  for (const wound of [1.5, 4]) {
    await years(wound)
    const renewed = await shownCommitteeKey(here.world)
    expect(renewed).toMatchObject({ fingerprint: before?.fingerprint, unusable: null })
    const left = machine
      .now()
      .until(Temporal.Instant.from(renewed?.expires ?? ''))
      .total('days')
    expect(left).toBeGreaterThan(2 * 365)
    const [key = ''] = [renewed?.armored]
    const signed = new TextEncoder().encode('Hello')
    expect(await openpgp.verifyDetached(signed, signature, [key], machine.now())).toMatchObject({ state: 'good' })
    const newer = await openpgp.signDetached(renewed?.key.privateKey ?? '', 'Hello', machine.now())
    expect(await openpgp.verifyDetached(signed, newer, [key], machine.now())).toMatchObject({ state: 'good' })
    const opened = await openpgp.decrypt(letter, [renewed?.key.privateKey ?? ''], [key], machine.now())
    expect([new TextDecoder().decode(opened.bytes), opened.signature.state]).toEqual(['Hello', 'good'])
  }
  expect((await committeeKeys(here.world)).map(({ fingerprint }) => fingerprint)).toEqual([before?.fingerprint])
  expect((await (await get('/.well-known/security.txt')).text()).startsWith('-----BEGIN PGP SIGNED')).toBe(true)
})

test('a revoked key gives way to a new one, is told as revoked, and still opens what was encrypted to it', async () => {
  const before = await shownCommitteeKey(here.world)
  const { openpgp, machine } = here.world
  const letter = await openpgp.encrypt('Hello', [before?.armored ?? ''], before?.key.privateKey ?? '', machine.now())
  const next = await revokeCommitteeKey(here.world, 'compromised')
  expect('made' in next && next.made && next.fingerprint !== before?.fingerprint).toBe(true)
  const shown = await shownCommitteeKey(here.world)
  expect(shown).toMatchObject({ unusable: null, fingerprint: 'fingerprint' in next ? next.fingerprint : '' })
  const old = await (await get(`/.well-known/csaf/openpgp/${before?.fingerprint}.asc`)).text()
  expect(await openpgp.readPublicKey(old, machine.now())).toMatchObject({ unusable: 'revoked' })
  const text = await (await get('/.well-known/security.txt')).text()
  expect(text).toContain(`/${shown?.fingerprint}.asc`)
  const listed = await (await get('/.well-known/openpgpkey/hu/t5s8ztdbon8yzntexy6oz5y48etqsnbb')).arrayBuffer()
  const both = await readKeys({ binaryKeys: new Uint8Array(listed) })
  expect(both.map((key) => key.getFingerprint().toUpperCase())).toEqual([shown?.fingerprint, before?.fingerprint])
  const mail = `Content-Type: text/plain\r\n\r\n${letter}`
  expect(await openMail(here.world, new TextEncoder().encode(mail), [])).toMatchObject({ encrypted: true, shut: null })
})

test('a key that names another address is in no directory; one that is made is renewed for the address', async () => {
  const path = '/.well-known/openpgpkey/hu/t5s8ztdbon8yzntexy6oz5y48etqsnbb'
  expect((await get(path)).status).toBe(200)
  const before = await shownCommitteeKey(here.world)
  await configureMail(here.world, here.members[0] ?? 'p-', { from: 'alarm@example.org', host: '' })
  expect((await get(path)).status).toBe(404)
  const renewed = await shownCommitteeKey(here.world)
  expect(renewed?.fingerprint).toBe(before?.fingerprint)
  expect(renewed?.addresses).toContain('alarm@example.org')
  const other = await here.world.openpgp.makeKey({ name: 'x', email: 'x@example.org' }, here.world.machine.now())
  await importCommitteeKey(here.world, other, '')
  const imported = await shownCommitteeKey(here.world)
  expect(imported?.addresses).toEqual(['x@example.org'])
})
