import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { machine } from '../../src/adapters/machine/index.ts'
import {
  addWitness,
  cosign,
  newestCheckpoint,
  retireWitness,
  sequence,
  verifyLog,
  witnesses,
} from '../../src/app/index.ts'
import {
  keyOf,
  readCheckpoint,
  readNote,
  signed,
  writeKey,
  writeNote,
  type NoteSignature,
  type VerifierKey,
} from '../../src/core/log/index.ts'
import { reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

/** Witnesses are strangers: what they answer comes as a file, and may be anything. */
const { digest, ed25519 } = machine()

interface Signer {
  readonly key: VerifierKey
  readonly seed: Uint8Array
}

function signer(name: string, byte: number): Signer {
  const seed = new Uint8Array(32).fill(byte)
  return { key: keyOf(digest, name, 4, ed25519.publicKey(seed)), seed }
}

const una = signer('una.example.org', 1)
const two = signer('two.example.org', 2)
let here: TestWorld
let text = ''
let now = 0
beforeEach(async () => {
  here = await testWorld()
  await reported(here)
  await sequence(here.world)
  for (const { key } of [una, two]) await addWitness(here.world, writeKey(key))
  text = readNote(await newest()).text
  now = Math.floor(here.world.machine.now().epochMilliseconds / 1000)
})
afterEach(() => here.close())

const newest = async () => (await newestCheckpoint(here.world)) ?? ''
const by = ({ key, seed }: Signer, seconds: number, of = text) => signed(ed25519, of, { key, seed, seconds })
const lines = (...signatures: NoteSignature[]) => writeNote({ text: 'x\n', signatures }).slice(3)
const findings = async () => (await verifyLog(here.world, {})).findings

describe('what witnesses answer', () => {
  test('one that lies keeps no other’s signature out', async () => {
    const before = await newest()
    const forged = { ...by(una, now), bytes: by(una, now).bytes.map((byte) => byte ^ 1) }
    const answer = await cosign(here.world, lines(forged, by(two, now)))
    expect(answer).toMatchObject({ by: [{ name: 'two.example.org' }], broken: ['una.example.org'] })
    expect(await newest()).not.toContain('una.example.org')
    expect(await findings()).toEqual([])
    // A good one beside a broken one of the same witness is taken in just so.
    expect(await cosign(here.world, lines(forged, by(una, now)))).toMatchObject({ broken: ['una.example.org'] })
    expect((await newest()).length).toBeGreaterThan(before.length)
    expect(await findings()).toEqual([])
  })

  test.each([
    ['over another log’s checkpoint', () => by(una, now, text.replace('\n', 'x\n')), 'cosignature_broken'],
    [
      'over another root',
      () => by(una, now, text.replace(/\n[^\n]+\n$/, `\n${'A'.repeat(43)}=\n`)),
      'cosignature_broken',
    ],
    ['of megabytes', () => ({ ...by(una, now), bytes: new Uint8Array(600_000) }), 'cosignature_broken'],
    ['with another key’s id', () => ({ ...by(una, now), id: 'ffffffff' }), 'unknown_witness'],
    ['in another’s name', () => ({ ...by(una, now), name: 'two.example.org' }), 'unknown_witness'],
    [
      'by somebody else under this id',
      () => ({ ...by(two, now), name: una.key.name, id: una.key.id }),
      'cosignature_broken',
    ],
  ])('a signature %s is refused, and nothing of it kept', async (_, signature, code) => {
    const before = await newest()
    expect(await cosign(here.world, lines(signature()))).toMatchObject({ code })
    expect(await newest()).toBe(before)
  })

  test('a signature from the future is refused: no later one would ever replace it', async () => {
    const before = await newest()
    for (const seconds of [now + 2 * 86_400, 8_640_000_000_000, 8_640_000_000_001, Number.MAX_SAFE_INTEGER]) {
      expect(await cosign(here.world, lines(by(una, seconds)))).toMatchObject({ code: 'cosignature_broken' })
    }
    expect(await newest()).toBe(before)
  })

  test('a checkpoint that was signed before is added to where it stands, never to a newer one', async () => {
    const old = text
    await reported(here)
    await sequence(here.world)
    expect(await cosign(here.world, lines(by(una, now, old)))).toMatchObject({ code: 'cosignature_broken' })
    const replayed = writeNote({ text: old, signatures: [by(una, now, old)] })
    expect(await cosign(here.world, replayed)).toMatchObject({ by: expect.anything() })
    expect(await newest()).not.toContain('una.example.org')
    // The same answer again, and an older one of the same witness, change nothing.
    const size = readCheckpoint(old).size
    const kept = async () => (await here.world.store.logBatches(size - 1, 1))[0]?.note
    const before = await kept()
    for (const seconds of [now, now - 1000]) {
      await cosign(here.world, writeNote({ text: old, signatures: [by(una, seconds, old)] }))
    }
    expect(await kept()).toBe(before)
  })

  test.each([
    ['ten megabytes of text', 'x'.repeat(10_000_000)],
    ['a line of ten megabytes', `— una.example.org ${'A'.repeat(10_000_000)}\n`],
    ['a page', '<!doctype html>\n<title>502 Bad Gateway</title>\n\n'],
    ['nothing', ''],
    ['half a line', '— una.example.org'],
  ])('%s is refused with a code', async (_, written) => {
    const before = await newest()
    expect(await cosign(here.world, written)).toMatchObject({ code: 'bad_note' })
    expect(await newest()).toBe(before)
  })

  test('more lines than a note holds are refused, not taken in part', async () => {
    const many = Array.from({ length: 101 }, (_, nth) => ({ ...by(una, now), name: `w${nth}.example.org` }))
    expect(await cosign(here.world, lines(...many, by(una, now)))).toMatchObject({ code: 'bad_note' })
  })

  test('no checkpoint gets more signatures than can be read again', async () => {
    const all = Array.from({ length: 101 }, (_, nth) => signer(`w${nth}.example.org`, 10 + nth))
    for (const { key } of all) await addWitness(here.world, writeKey(key))
    const signatures = all.map((one) => by(one, now))
    expect(await cosign(here.world, lines(...signatures.slice(0, 60)))).toMatchObject({ broken: [] })
    expect(await cosign(here.world, lines(...signatures.slice(60)))).toMatchObject({ code: 'too_many_witnesses' })
    expect(readNote(await newest()).signatures.length).toBeLessThanOrEqual(100)
    expect(await findings()).toEqual([])
  })
})

describe('a witness’s name', () => {
  test('is one active key’s: another key waits until the first is retired, and is retired apart', async () => {
    const next = signer('una.example.org', 7)
    expect(await addWitness(here.world, writeKey(next.key))).toMatchObject({ code: 'witness_name_taken' })
    expect(await retireWitness(here.world, 'una.example.org')).toBe(true)
    expect(await addWitness(here.world, writeKey(next.key))).toMatchObject({ name: 'una.example.org' })
    expect((await witnesses(here.world)).filter(({ retired }) => !retired)).toHaveLength(2)
    expect(await cosign(here.world, lines(by(una, now)))).toMatchObject({ code: 'unknown_witness' })
    expect(await cosign(here.world, lines(by(next, now)))).toMatchObject({ broken: [] })
    expect(await findings()).toEqual([])
  })

  test('the same key again changes nothing', async () => {
    expect(await addWitness(here.world, writeKey(una.key))).toMatchObject({ name: 'una.example.org' })
    expect(await witnesses(here.world)).toHaveLength(2)
  })

  test('is not this log’s own', async () => {
    const [origin = ''] = text.split('\n')
    expect(await addWitness(here.world, writeKey(signer(origin, 9).key))).toMatchObject({ code: 'witness_name_taken' })
  })
})
