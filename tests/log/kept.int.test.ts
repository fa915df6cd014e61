import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machine } from '../../src/adapters/machine/index.ts'
import {
  addWitness,
  cosign,
  newestCheckpoint,
  proveCase,
  checkBundle,
  retireWitness,
  sequence,
  verifyLog,
  witnesses,
  witnessRequest,
} from '../../src/app/index.ts'
import {
  consistencyHolds,
  keyOf,
  readCheckpoint,
  readKey,
  readNote,
  signed,
  writeKey,
  writeNote,
} from '../../src/core/log/index.ts'
import { readHere } from '../../src/main/installation.ts'
import { processIo } from '../../src/main/io.ts'
import { reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

const { digest, ed25519 } = machine()
const seed = new Uint8Array(32).fill(5)
const witness = keyOf(digest, 'witness.example.org', 4, ed25519.publicKey(seed))

let here: TestWorld
beforeAll(async () => {
  here = await testWorld()
  await sequence(here.world)
})
afterAll(() => here.close())

const newest = async () => (await newestCheckpoint(here.world)) ?? ''
const codes = async (against: Parameters<typeof verifyLog>[1]) =>
  (await verifyLog(here.world, against)).findings.map(({ code, place }) => `${code} ${place}`)
const lineOf = (text: string, seconds: number, by = seed) =>
  writeNote({ text: 'x\n', signatures: [signed(ed25519, text, { key: witness, seed: by, seconds })] }).slice(3)
const textOf = (note: string) => readNote(note).text

describe('against a checkpoint that was kept', () => {
  test('the log goes on from each of its own', async () => {
    const kept = await newest()
    await reported(here)
    await sequence(here.world)
    expect(await codes({ checkpoint: kept })).toEqual([])
    expect(await codes({ checkpoint: await newest() })).toEqual([])
  })

  test('it tells a fork from another log and from an end that was cut off', async () => {
    const { text, signatures } = readNote(await newest())
    const { size } = readCheckpoint(text)
    expect(
      await codes({ checkpoint: writeNote({ text: text.replace(`\n${size}\n`, `\n${size + 5}\n`), signatures }) }),
    ).toEqual(['not_ours the checkpoint that was given'])
    const fork = await forked(size)
    expect(await codes({ checkpoint: fork })).toEqual([`forked checkpoint ${size}`])
    expect(await codes({ checkpoint: await forked(size + 5) })).toEqual([`log_shorter checkpoint ${size + 5}`])
    expect(await codes({ checkpoint: 'x' })).toEqual(['not_ours the checkpoint that was given'])
  })

  /** What this log's own key could have signed, had somebody grown it differently. */
  async function forked(size: number): Promise<string> {
    const { store, vault, community } = here.world
    const sealed = Uint8Array.fromBase64((await store.lookup('log', 'signing key')) ?? '')
    const opened = JSON.parse((await vault.key(community)).unseal(`${community}/log signing key`, sealed))
    const own = Uint8Array.fromHex(opened.seed)
    const text = `${opened.origin}\n${size}\n${new Uint8Array(32).fill(3).toBase64()}\n`
    return writeNote({
      text,
      signatures: [signed(ed25519, text, { key: keyOf(digest, opened.origin, 1, ed25519.publicKey(own)), seed: own })],
    })
  }
})

describe('witnesses', () => {
  test('are sent a proof that the log goes on from what they saw', async () => {
    const before = readCheckpoint(textOf((await here.world.store.logBatches(0, 1))[0]?.note ?? ''))
    const request = await witnessRequest(here.world, before.size)
    if (typeof request !== 'string') throw new Error(request.code)
    const [head = '', ...rest] = request.split('\n\n')
    const [old, ...lines] = head.split('\n')
    expect(old).toBe(`old ${before.size}`)
    const now = readCheckpoint(textOf(rest.join('\n\n')))
    const proof = lines.map((line) => Uint8Array.fromBase64(line))
    const claim = { from: before.size, to: now.size, fromRoot: before.root, toRoot: now.root, proof }
    expect(consistencyHolds(digest, claim)).toBe(true)
    expect(await witnessRequest(here.world, 0)).toBe(`old 0\n\n${await newest()}`)
    expect(await witnessRequest(here.world, now.size + 1)).toMatchObject({ code: 'no_such_size' })
  })

  test('are taken in by their key, and their signatures only after they were verified', async () => {
    const text = textOf(await newest())
    const line = lineOf(text, 1_793_000_000)
    expect(await cosign(here.world, line)).toMatchObject({ code: 'unknown_witness' })
    expect(await addWitness(here.world, writeKey(witness))).toMatchObject({ name: 'witness.example.org' })
    expect(await cosign(here.world, lineOf(text, 1_793_000_000, new Uint8Array(32)))).toMatchObject({
      code: 'cosignature_broken',
    })
    expect(await cosign(here.world, line)).toMatchObject({
      by: [{ name: 'witness.example.org', seconds: 1_793_000_000 }],
    })
    expect(await newest()).toContain(line)
    expect(await codes({})).toEqual([])
  })

  test('that sign again replace their line by the later one', async () => {
    const text = textOf(await newest())
    for (const seconds of [1_793_000_100, 1_793_000_050]) await cosign(here.world, lineOf(text, seconds))
    const lines = (await newest()).split('\n').filter((line) => line.includes('witness.example.org'))
    expect(lines).toHaveLength(1)
    expect(await newest()).toContain(lineOf(text, 1_793_000_100))
  })

  test('may send the whole note, of an earlier checkpoint too, and none of another log', async () => {
    const [first] = await here.world.store.logBatches(0, 1)
    const note = readNote(first?.note ?? '')
    const more = {
      ...note,
      signatures: [...note.signatures, signed(ed25519, note.text, { key: witness, seed, seconds: 7 })],
    }
    expect(await cosign(here.world, writeNote(more))).toMatchObject({ size: first?.size })
    const foreign = { ...more, text: more.text.replace('\n', 'x\n') }
    expect(await cosign(here.world, writeNote(foreign))).toMatchObject({ code: 'no_such_checkpoint' })
    expect(await cosign(here.world, 'nothing')).toMatchObject({ code: 'bad_note' })
    expect(await codes({})).toEqual([])
  })

  test('are named by a bundle that they cosigned', async () => {
    const { id } = await reported(here)
    await sequence(here.world)
    const text = textOf(await newest())
    await cosign(here.world, lineOf(text, 1_793_000_200))
    const proof = await proveCase(here.world, id, { undisclosed: true })
    if (!('bundle' in proof)) throw new Error(proof.code)
    const bundle = JSON.stringify(proof.bundle)
    expect(checkBundle(bundle, machine(), { witnesses: [witness] })).toMatchObject({
      findings: [],
      witnesses: [{ name: 'witness.example.org', seconds: 1_793_000_200 }],
    })
    const stranger = keyOf(digest, 'other.example.org', 4, ed25519.publicKey(seed))
    expect(checkBundle(bundle, machine(), { witnesses: [stranger] }).findings).toMatchObject([
      { code: 'witness_missing' },
    ])
  })

  test('that were retired sign no more, and what they signed stays good', async () => {
    expect(await retireWitness(here.world, 'nobody.example.org')).toMatchObject({ code: 'no_such_witness' })
    expect(await retireWitness(here.world, 'witness.example.org')).toBe(true)
    expect(await witnesses(here.world)).toMatchObject([{ retired: true }])
    expect(await cosign(here.world, lineOf(textOf(await newest()), 9))).toMatchObject({ code: 'unknown_witness' })
    expect(await codes({})).toEqual([])
  })

  test('whose line nobody here knows, or was changed, are told', async () => {
    const note = await newest()
    const batch = await here.world.store.lastLogBatch()
    const put = async (now: string, before: string) =>
      expect(await here.world.store.commit({ cosigned: { size: batch?.size ?? 0, before, note: now } })).toEqual({
        ok: true,
      })
    const strange = note.replaceAll('witness.example.org', 'stranger.example.org')
    await put(strange, note)
    expect(await codes({})).toEqual([`signature_unknown checkpoint ${batch?.size}`])
    const changed = note.replace(
      /(— witness\S+ .{20})(.)/,
      (_, head: string, one: string) => `${head}${one === 'A' ? 'B' : 'A'}`,
    )
    await put(changed, strange)
    expect(await codes({})).toEqual([`signature_broken checkpoint ${batch?.size}`])
    await put(note, changed)
  })

  test.each(['x', 'a+00000000+AAAA'])('have keys; %s is none', async (text) => {
    expect(await addWitness(here.world, text)).toMatchObject({ code: 'bad_key' })
  })

  test('have keys of their own kind', async () => {
    const log = keyOf(digest, 'log.example.org', 1, ed25519.publicKey(seed))
    expect(await addWitness(here.world, writeKey(log))).toMatchObject({ code: 'bad_key' })
  })
})

describe('reading only', () => {
  const io = () => ({ ...processIo, env: { TOCSIN_DATA: here.data } })
  const print = () =>
    ['tocsin.db', 'keys.db'].map((name) =>
      createHash('sha256')
        .update(readFileSync(join(here.data, name)))
        .digest('hex'),
    )

  test('verifies beside the server, and cannot write', async () => {
    const before = print()
    const { from, check, close } = await readHere(io(), { sealed: false })
    expect((await verifyLog(from)).findings).toEqual([])
    expect(await check()).toEqual([])
    const store = from.store as typeof here.world.store
    await expect(store.commit({})).rejects.toMatchObject({ code: 'read_only' })
    await expect(store.leaseOutbox('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1)).rejects.toMatchObject({
      code: 'read_only',
    })
    await close()
    expect(print()).toEqual(before)
  })

  test('needs no keys for chains and the log, and verifies signatures by the public one', async () => {
    const { from, close } = await readHere(io(), { sealed: true })
    expect(from.vault).toBeNull()
    const { key } = await verifyLog(here.world)
    expect(await verifyLog(from)).toMatchObject({ findings: [], key: null })
    expect(await verifyLog(from, { key: readKey(digest, key ?? '') })).toMatchObject({ findings: [], key })
    const other = keyOf(digest, readKey(digest, key ?? '').name, 1, ed25519.publicKey(seed))
    const { findings } = await verifyLog(from, { key: other })
    expect(findings.map(({ code }) => code)).toContain('signature_missing')
    await close()
  })
})

test('an erased case is named, and everything else of it still verified', async () => {
  const { id } = await reported(here)
  await sequence(here.world)
  await here.world.vault.destroyKey(id)
  expect(await verifyLog(here.world)).toMatchObject({ erased: [id], findings: [] })
})
