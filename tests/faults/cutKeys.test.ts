import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVault } from '../../src/adapters/vault/index.ts'
import type { Vault } from '../../src/app/ports/index.ts'
import { startPostgres, type Postgres } from '../peers/postgres/index.ts'
import { startProxy, type Direction } from '../torture/proxy.ts'

/*
 * The connection to the keys' database breaks at every part of the making and the destroying of a key, and the server
 * itself dies: a key whose making was told is there and stays the one that it was, one whose destroying was told is gone,
 * and no other one is touched.
 */

let server: Postgres
let folder: string
beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'tocsin-cut-'))
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const installationKey = () => join(mkdtempSync(join(folder, 'secret-')), 'installation.key')
const stream = (n: number) => `c-${String(n).padStart(12, '0')}` as const
const gone = expect.objectContaining({ name: 'VaultFailed', code: 'no_key' })

async function opens(vault: Vault, sealed: ReadonlyMap<number, Uint8Array>): Promise<void> {
  for (const [n, one] of sealed) expect((await vault.key(stream(n))).unseal('x', one)).toBe(`words ${n}`)
}

const cuts = 14

test.each(['to the server', 'from the server'] satisfies Direction[])(
  'cut on the way %s',
  { timeout: 60_000 },
  async (direction) => {
    const url = await server.database()
    const proxy = await startProxy(url)
    const at = { keystore: { url: proxy.address }, installationKey: installationKey() }
    const vault = await openVault(at)
    const direct = await openVault({ ...at, keystore: { url } })
    const sealed = new Map<number, Uint8Array>()
    const make = async (n: number) => void sealed.set(n, (await vault.createKey(stream(n))).seal('x', `words ${n}`))
    const lengthOf = async (what: () => Promise<void>) => {
      const before = proxy.passed(direction)
      await what()
      return proxy.passed(direction) - before
    }
    try {
      await make(0)
      const making = await lengthOf(() => make(1))
      const destroying = await lengthOf(async () => {
        await vault.destroyKey(stream(1))
        sealed.delete(1)
      })
      let cut = 0
      for (let nth = 0; nth < cuts; nth += 1) {
        const n = 10 + nth
        proxy.cutAfter(Math.floor((nth * making) / cuts), direction)
        await make(n)
        cut += Number(proxy.spare())
        await opens(direct, sealed)
        if (nth % 2 === 1) continue
        proxy.cutAfter(Math.floor((nth * destroying) / cuts), direction)
        await vault.destroyKey(stream(n))
        sealed.delete(n)
        cut += Number(proxy.spare())
        for (const one of [vault, direct]) await expect(one.createKey(stream(n))).rejects.toEqual(gone)
      }
      // A listening connection that comes back in between may take a cut upon itself.
      expect(cut).toBeGreaterThan(cuts)
      await opens(vault, sealed)
    } finally {
      await vault.close()
      await direct.close()
      await proxy.close()
    }
  },
)

test('the server dies while keys are made: what was told is there, and the next ones work', async () => {
  const at = { keystore: { url: await server.database() }, installationKey: installationKey() }
  const vault = await openVault(at)
  const sealed = new Map<number, Uint8Array>()
  try {
    const making = Array.from({ length: 40 }, async (_, n) => {
      const key = await vault.createKey(stream(n))
      sealed.set(n, key.seal('x', `words ${n}`))
    })
    await making[0]
    await server.restart('crash')
    await Promise.all(making)
    const again = await openVault(at)
    await opens(again, sealed)
    await again.close()
    expect(sealed.size).toBe(40)
  } finally {
    await vault.close()
  }
})
