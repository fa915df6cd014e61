import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, type Postgres } from '../../../tests/peers/postgres/index.ts'
import { openKeystore } from './openKeystore.ts'
import { keyStatus, moveKeys, openVault, rotateKey, type VaultAt } from './index.ts'
import type { Keystore, KeystoreAt } from './keystore.ts'
import { moveBetween, type Destination } from './move.ts'

let server: Postgres
let root: string
beforeAll(async () => {
  server = await startPostgres()
  root = mkdtempSync(join(tmpdir(), 'tocsin-move-'))
})
afterAll(async () => {
  await server.stop()
  rmSync(root, { recursive: true })
})

const failing = (code: string) => expect.objectContaining({ name: 'VaultFailed', code })
const stream = (n: number) => `c-${String(n).padStart(12, '0')}` as const
const file = async (): Promise<Destination> => {
  const keystore = join(mkdtempSync(join(root, 'data-')), 'keys.db')
  return { keystore, name: keystore }
}
const database = async (): Promise<Destination> => {
  const url = await server.database()
  return { keystore: { url }, name: new URL(url).pathname }
}

/** A keystore with twelve keys, one of them destroyed. */
async function filled(keystore: KeystoreAt): Promise<{ readonly at: VaultAt; readonly sealed: readonly Uint8Array[] }> {
  const at = { keystore, installationKey: join(mkdtempSync(join(root, 'secret-')), 'secret', 'installation.key') }
  const vault = await openVault(at)
  const sealed: Uint8Array[] = []
  for (let n = 0; n < 12; n += 1) sealed.push((await vault.createKey(stream(n))).seal('x', `words ${n}`))
  await vault.destroyKey(stream(11))
  await vault.close()
  return { at, sealed: sealed.slice(0, 11) }
}

async function opensAll(at: VaultAt, sealed: readonly Uint8Array[]): Promise<void> {
  const vault = await openVault(at)
  try {
    for (const [n, one] of sealed.entries()) expect((await vault.key(stream(n))).unseal('x', one)).toBe(`words ${n}`)
    await expect(vault.key(stream(11))).rejects.toEqual(failing('no_key'))
  } finally {
    await vault.close()
  }
}

async function contentsOf(at: KeystoreAt) {
  const keystore = await openKeystore(at)
  try {
    return await keystore.contents()
  } finally {
    await keystore.close()
  }
}

describe.each([
  ['from a file into a database', file, database],
  ['from a database into a file', database, file],
])('%s', (_, from, into) => {
  test('all keys arrive, and none is left; nobody goes on in the old place, and back it goes the same way', async () => {
    const [source, target] = [await from(), await into()]
    const { at, sealed } = await filled(source.keystore)
    await rotateKey(at)
    const before = await openVault(at)
    expect(await moveKeys(at, target)).toEqual({ streams: 12 })
    await opensAll({ ...at, keystore: target.keystore }, sealed)
    expect((await keyStatus({ ...at, keystore: target.keystore })).streams).toBe(11)
    // A command that had the old place open meanwhile: it says so, and takes nothing for erased.
    await expect(before.key(stream(1))).rejects.toEqual(failing('moved'))
    await expect(before.createKey('c-late00000000')).rejects.toEqual(failing('moved'))
    await expect(before.destroyKey(stream(1))).rejects.toEqual(failing('moved'))
    await before.close()
    await expect(openVault(at)).rejects.toEqual(failing('moved'))
    await expect(keyStatus(at)).rejects.toEqual(failing('moved'))
    await expect(moveKeys(at, await into())).rejects.toEqual(failing('moved'))
    expect(await contentsOf(source.keystore)).toEqual({ rows: [], facts: new Map([['moved_to', target.name]]) })
    await moveKeys({ ...at, keystore: target.keystore }, source)
    await opensAll(at, sealed)
  })

  test('killed before or after any step, the same call goes on, and every key is in one place that opens', async () => {
    const steps: string[] = []
    for (let at = 0; ; at += 1) {
      const [source, target] = [await from(), await into()]
      const { at: vault, sealed } = await filled(source.keystore)
      const done = await killedAt(at, steps, source, target, vault.installationKey)
      if (done) break
      await moveKeys(vault, target).catch((error: unknown) => {
        // It had been done: all that was missing was to say so.
        expect(error).toEqual(failing('moved'))
      })
      await opensAll({ ...vault, keystore: target.keystore }, sealed)
      expect((await contentsOf(source.keystore)).rows).toEqual([])
    }
    expect(new Set(steps)).toEqual(changing)
  }, 60_000)

  test('killed when all had arrived, it ends although the new place went on meanwhile', async () => {
    const [source, target] = [await from(), await into()]
    const { at, sealed } = await filled(source.keystore)
    // Shut, brought in, and not yet emptied.
    expect(await killedAt(4, [], source, target, at.installationKey)).toBe(false)
    const there = { ...at, keystore: target.keystore }
    const vault = await openVault(there)
    await vault.destroyKey(stream(0))
    await vault.createKey('c-new000000000')
    await vault.close()
    await rotateKey(there)
    await moveKeys(at, target)
    const again = await openVault(there)
    await expect(again.key(stream(0))).rejects.toEqual(failing('no_key'))
    expect((await again.key(stream(1))).unseal('x', sealed[1]!)).toBe('words 1')
    await again.close()
    expect((await contentsOf(source.keystore)).rows).toEqual([])
  })

  test('a target that fails leaves the keys where they were', async () => {
    const [source, target] = [await from(), await into()]
    const { at, sealed } = await filled(source.keystore)
    await filled(target.keystore)
    await expect(moveKeys(at, target)).rejects.toEqual(failing('not_empty'))
    await opensAll(at, sealed)
  })
})

const changing: ReadonlySet<string> = new Set(['stateWhere', 'bringIn', 'empty'])

/**
 * Runs the steps until so many have been taken, and then as if the process had ended there: even numbers before a step,
 * odd ones after it, its answer unheard. True: it came to its end before.
 */
async function killedAt(
  at: number,
  steps: string[],
  source: Destination,
  target: Destination,
  installationKey: string,
): Promise<boolean> {
  let taken = 0
  const killed = new Error('killed')
  const mortal = (keystore: Keystore): Keystore =>
    new Proxy(keystore, {
      get(of, name: keyof Keystore) {
        const method = of[name]
        if (typeof method !== 'function') return method
        return async (...asked: never[]) => {
          const isStep = changing.has(name)
          if (taken + Number(isStep) > at) throw killed
          taken += Number(isStep)
          if (isStep) steps.push(name)
          const answer: unknown = await (method as (...asked: never[]) => unknown)(...asked)
          if (taken + Number(isStep) > at) throw killed
          taken += Number(isStep)
          return answer
        }
      },
    })
  const [one, other] = [await openKeystore(source.keystore), await openKeystore(target.keystore)]
  try {
    await moveBetween(mortal(one), mortal(other), { installationKey, name: target.name })
    return true
  } catch (error) {
    expect(error).toBe(killed)
    return false
  } finally {
    await one.close()
    await other.close()
  }
}

test('keys are not moved while they are rotated, and are not sent on elsewhere half-way', async () => {
  const source = await file()
  const { at, sealed } = await filled(source.keystore)
  const stop = new Error('stopped')
  await expect(
    rotateKey(at, () => {
      throw stop
    }),
  ).rejects.toBe(stop)
  const target = await database()
  await expect(moveKeys(at, target)).rejects.toEqual(failing('rotating'))
  await rotateKey(at)
  const keystore = await openKeystore(at.keystore)
  const held = await keystore.hold()
  await expect(moveKeys(at, target)).rejects.toEqual(failing('rotating'))
  await held?.release()
  await keystore.close()
  await killedAt(2, [], source, target, at.installationKey)
  await expect(openVault(at)).rejects.toEqual(failing('moved'))
  await expect(moveKeys(at, await database())).rejects.toEqual(failing('moved'))
  await moveKeys(at, target)
  await opensAll({ ...at, keystore: target.keystore }, sealed)
})

test('nothing of a key is left in the file that it was moved out of', async () => {
  const source = await file()
  const { at } = await filled(source.keystore)
  const keys = (await contentsOf(at.keystore)).rows.flatMap(({ wrapped }) => (wrapped === null ? [] : [wrapped.key]))
  const folder = dirname(source.name)
  const left = () =>
    readdirSync(folder).some((name) => keys.some((key) => readFileSync(join(folder, name)).includes(key)))
  expect(left()).toBe(true)
  await moveKeys(at, await database())
  expect([left(), existsSync(source.name)]).toEqual([false, true])
})
