import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Vault } from '../../app/ports/index.ts'
import { openVault } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'tocsin-vault-'))
afterAll(() => rmSync(root, { recursive: true }))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(root, 'data-'))
})
const files = (at = folder) => ({
  keystore: join(at, 'keys.db'),
  installationKey: join(at, 'secret', 'installation.key'),
})

async function withVault<Answer>(use: (vault: Vault) => Answer, at = files()): Promise<Awaited<Answer>> {
  const vault = await openVault(at)
  try {
    return await use(vault)
  } finally {
    await vault.close()
  }
}

const failing = (code: string) => expect.objectContaining({ name: 'VaultFailed', code })

describe("a stream's key", () => {
  test('opens what it sealed, after a restart too', async () => {
    const sealed = await withVault(async (vault) => (await vault.createKey('c-1')).seal('c-1/1', 'quiet words'))
    expect(Buffer.from(sealed).includes('quiet')).toBe(false)
    expect(await withVault(async (vault) => (await vault.key('c-1')).unseal('c-1/1', sealed))).toBe('quiet words')
  })

  test('any well-formed text comes back, sealed differently each time, in a buffer of its own', async () => {
    await withVault(async (vault) => {
      const key = await vault.createKey('c-1')
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
          const sealed = key.seal(place, text)
          expect(key.unseal(place, sealed)).toBe(text)
          expect(sealed).not.toEqual(key.seal(place, text))
          expect(sealed.buffer.byteLength).toBe(sealed.length)
          expect(sealed.length).toBe(29 + Buffer.byteLength(text))
        }),
      )
      expect(() => key.seal('c-1/1', '\ud800')).toThrow(TypeError)
    })
  })

  test('refuses every changed byte, another place, another key, and a stump', async () => {
    await withVault(async (vault) => {
      const key = await vault.createKey('c-1')
      const sealed = key.seal('c-1/1', 'words')
      for (let at = 0; at < sealed.length; at++) {
        const changed = Uint8Array.from(sealed)
        changed[at]! ^= 1
        expect(() => key.unseal('c-1/1', changed)).toThrow(failing('tampered'))
      }
      expect(() => key.unseal('c-1/2', sealed)).toThrow(failing('tampered'))
      expect(() => key.unseal('c-1/1', sealed.subarray(0, 20))).toThrow(failing('tampered'))
      expect(() => key.unseal('c-1/1', sealed.subarray(0, sealed.length - 1))).toThrow(failing('tampered'))
      const other = await vault.createKey('c-2')
      expect(() => other.unseal('c-1/1', sealed)).toThrow(failing('tampered'))
    })
  })

  test('made twice stays the first', async () => {
    await withVault(async (vault) => {
      const sealed = (await vault.createKey('c-1')).seal('x', 'words')
      expect((await vault.createKey('c-1')).unseal('x', sealed)).toBe('words')
    })
  })

  test('that was never made, or was destroyed, is no key; it is not made again', async () => {
    await withVault(async (vault) => {
      await expect(vault.key('c-1')).rejects.toEqual(failing('no_key'))
      await vault.createKey('c-1')
      await vault.destroyKey('c-1')
      await expect(vault.key('c-1')).rejects.toEqual(failing('no_key'))
      await expect(vault.createKey('c-1')).rejects.toEqual(failing('no_key'))
    })
  })

  test('once destroyed is in no file, not even wrapped', async () => {
    await withVault(async (vault) => {
      // Enough that pages split, which copies keys about.
      const streams = Array.from({ length: 300 }, (_, n) => `c-${(n * 7919) % 300}` as const)
      for (const stream of streams) await vault.createKey(stream)
      const wrapped = streams.map(wrappedKey)
      const left = () => wrapped.filter((key) => filesWith(key).length > 0)
      expect(left()).toHaveLength(300)
      for (const stream of streams.slice(0, 30)) await vault.destroyKey(stream)
      expect(left()).toEqual(wrapped.slice(30))
    })
  })

  test('destroyed by another process is gone here as well', async () => {
    await withVault(async (vault) => {
      await vault.createKey('c-1')
      await withVault((other) => other.destroyKey('c-1'))
      await expect(vault.key('c-1')).rejects.toEqual(failing('no_key'))
    })
  })

  test('moved to another stream does not open', async () => {
    await withVault(async (vault) => {
      await vault.createKey('c-1')
      await vault.createKey('c-2')
    })
    const db = new DatabaseSync(files().keystore)
    db.exec(`update stream_keys set wrapped = (select wrapped from stream_keys where stream = 'c-1')`)
    db.close()
    await withVault(async (vault) => {
      expect(await vault.key('c-1')).toBeDefined()
      await expect(vault.key('c-2')).rejects.toEqual(failing('tampered'))
    })
  })
})

describe("the installation's key", () => {
  test('is made once, for the owner alone, and is in no file of the keystore', async () => {
    await withVault((vault) => vault.createKey('c-1'))
    const text = readFileSync(files().installationKey, 'utf8')
    expect(text).toMatch(/^tocsin-key-1 [0-9a-f]{64}\n$/)
    expect(statSync(files().installationKey).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o700)
    expect(statSync(files().keystore).mode & 0o777).toBe(0o600)
    const hex = text.slice(13, 77)
    expect([...filesWith(Buffer.from(hex, 'hex')), ...filesWith(Buffer.from(hex))]).toEqual([])
    await withVault((vault) => vault.key('c-1'))
    expect(readFileSync(files().installationKey, 'utf8')).toBe(text)
  })

  test('that others may read is refused', async () => {
    await withVault(() => undefined)
    for (const mode of [0o640, 0o604, 0o620, 0o644]) {
      chmodSync(files().installationKey, mode)
      await expect(openVault(files())).rejects.toEqual(failing('unsafe_file'))
    }
  })

  test('of another installation, a lost one, and a broken one are told', async () => {
    const elsewhere = files(mkdtempSync(join(root, 'data-')))
    await withVault(() => undefined)
    await withVault(() => undefined, elsewhere)
    const { keystore, installationKey } = files()
    const wrong = failing('wrong_installation_key')
    await expect(openVault({ keystore, installationKey: elsewhere.installationKey })).rejects.toEqual(wrong)
    writeFileSync(installationKey, 'tocsin-key-1 0123\n')
    await expect(openVault(files())).rejects.toEqual(wrong)
    rmSync(installationKey)
    await expect(openVault(files())).rejects.toEqual(wrong)
    expect(readdirSync(join(folder, 'secret'))).toEqual([])
  })
})

describe('blind', () => {
  test('is the same here, and different for another text, purpose or installation', async () => {
    const elsewhere = files(mkdtempSync(join(root, 'data-')))
    const here = (purpose: string, text: string) => withVault((vault) => vault.blind(purpose, text))
    const value = await here('address', 'ann@example.org')
    expect(value).toMatch(/^[0-9a-f]{64}$/)
    expect(await here('address', 'ann@example.org')).toBe(value)
    const others = [
      await here('address', 'ben@example.org'),
      await here('secret', 'ann@example.org'),
      await here('addressann', '@example.org'),
      await withVault((vault) => vault.blind('address', 'ann@example.org'), elsewhere),
    ]
    expect(new Set([value, ...others]).size).toBe(5)
  })
})

describe('a backup', () => {
  test('opens with the same installation key, holds no destroyed key, and overwrites nothing', async () => {
    const copy = join(folder, 'copy.db')
    const sealed = await withVault(async (vault) => {
      const text = (await vault.createKey('c-1')).seal('x', 'words')
      await vault.createKey('c-2')
      await vault.destroyKey('c-2')
      await vault.backup(copy)
      await expect(vault.backup(copy)).rejects.toEqual(failing('failed'))
      return text
    })
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    await withVault(
      async (vault) => {
        expect((await vault.key('c-1')).unseal('x', sealed)).toBe('words')
        await expect(vault.key('c-2')).rejects.toEqual(failing('no_key'))
      },
      { keystore: copy, installationKey: files().installationKey },
    )
  })
})

function wrappedKey(stream: string): Buffer {
  const db = new DatabaseSync(files().keystore, { readOnly: true })
  const row = db.prepare('select wrapped from stream_keys where stream = ?').get(stream) as { wrapped: Uint8Array }
  db.close()
  return Buffer.from(row.wrapped)
}

function filesWith(bytes: Buffer): string[] {
  return readdirSync(folder).filter(
    (name) => name.startsWith('keys') && readFileSync(join(folder, name)).includes(bytes),
  )
}
