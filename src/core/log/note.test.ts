import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { machine } from '../../adapters/machine/index.ts'
import {
  keyOf,
  readCheckpoint,
  readKey,
  readNote,
  readSignatures,
  signatureTypes,
  signed,
  verdictOf,
  writeCheckpoint,
  writeKey,
  writeNote,
  type Digest,
} from './index.ts'

const digest: Digest = (bytes) => createHash('sha256').update(bytes).digest()
const { ed25519 } = machine()
const seed = new Uint8Array(32).fill(7)

/** The example of C2SP signed-note, and a log's checkpoint as it was, with the cosignatures of its witnesses. */
const exampleKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const example = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
const logKey = 'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f'
const witnessKey = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'
const real = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
`

describe('notes that others wrote', () => {
  test('are read, verified, and written as they were', () => {
    const note = readNote(example)
    expect(note.text).toBe('This is an example message.\n')
    expect(verdictOf(ed25519, note, readKey(digest, exampleKey))).toEqual({ verdict: 'signed', seconds: null })
    expect(writeNote(note)).toBe(example)
    expect(writeKey(readKey(digest, exampleKey))).toBe(exampleKey)
  })

  test('a real log’s checkpoint holds for its key and its witness’s, with the witness’s time', () => {
    const note = readNote(real)
    expect(verdictOf(ed25519, note, readKey(digest, logKey))).toEqual({ verdict: 'signed', seconds: null })
    const seconds = 0x6a122120
    expect(verdictOf(ed25519, note, readKey(digest, witnessKey))).toEqual({ verdict: 'signed', seconds })
    expect(writeNote(note)).toBe(real)
    const { origin, size, root } = readCheckpoint(note.text)
    expect([origin, size, root.toBase64()]).toEqual(
      real
        .split('\n')
        .slice(0, 3)
        .map((line, at) => (at === 1 ? Number(line) : line)),
    )
  })

  test.each([logKey, witnessKey])('not with another size: %s', (key) => {
    const note = readNote(real.replace('1432088532', '1432088533'))
    expect(verdictOf(ed25519, note, readKey(digest, key))).toEqual({ verdict: 'broken' })
  })

  test('a key that did not sign is absent, not broken', () => {
    expect(verdictOf(ed25519, readNote(real), readKey(digest, exampleKey))).toEqual({ verdict: 'absent' })
  })
})

describe('notes of our own', () => {
  const key = keyOf(digest, 'security.example.org/k-0123456789ab', signatureTypes.log, ed25519.publicKey(seed))
  const witness = keyOf(digest, 'witness.example.org', signatureTypes.witness, ed25519.publicKey(seed))
  const text = writeCheckpoint({ origin: key.name, size: 3, root: new Uint8Array(32).fill(1) })
  const signatures = [
    signed(ed25519, text, { key, seed }),
    signed(ed25519, text, { key: witness, seed, seconds: 1679315147 }),
  ]
  const note = { text, signatures }

  test('verify by both keys, the same bytes each time', () => {
    const read = readNote(writeNote(note))
    expect(read).toEqual(note)
    expect(verdictOf(ed25519, read, key)).toEqual({ verdict: 'signed', seconds: null })
    expect(verdictOf(ed25519, read, witness)).toEqual({ verdict: 'signed', seconds: 1679315147 })
    expect(key.id).not.toBe(witness.id)
    expect(readKey(digest, writeKey(witness))).toEqual(witness)
  })

  test('any changed byte of a signature breaks it, the time’s too', () => {
    for (const [index, by] of [key, witness].entries()) {
      for (let at = 0; at < signatures[index]!.bytes.length; at++) {
        const bytes = signatures[index]!.bytes.slice()
        bytes[at]! ^= 1
        const changed = { text, signatures: [{ ...signatures[index]!, bytes }] }
        expect(verdictOf(ed25519, changed, by)).toEqual({ verdict: 'broken' })
      }
    }
  })

  test('one broken line in a key’s name spoils what its good line says', () => {
    const bad = { ...signatures[0]!, bytes: new Uint8Array(64) }
    expect(verdictOf(ed25519, { text, signatures: [...signatures, bad] }, key)).toEqual({ verdict: 'broken' })
  })
})

describe('what is no note, no key, no checkpoint', () => {
  test.each([
    ['an empty text', ''],
    ['no signatures', 'text\n'],
    ['no last line break', example.slice(0, -1)],
    ['another dash', example.replace('—', '-')],
    ['spaces in base64', example.replace('Uw2Q', 'Uw 2Q')],
    ['base64 with stray bits', example.replace('aQM=', 'aQN=')],
    ['a control character', example.replace('This', '\u0007This')],
    ['a carriage return', example.replaceAll('\n', '\r\n')],
    ['a lone surrogate', example.replace('This', '\ud800')],
    ['too many signatures', `text\n\n${'— a AAAAAAA=\n'.repeat(101)}`],
    ['too long', `${'x'.repeat(1_000_001)}${example}`],
  ])('%s', (_, text) => {
    expect(() => readNote(text)).toThrow(expect.objectContaining({ code: 'bad_note' }))
  })

  test('a text with empty lines ends at the last of them', () => {
    const text = 'one\n\ntwo\n'
    expect(readNote(`${text}\n— a AAAAAAA=\n`).text).toBe(text)
  })

  test.each([
    'name',
    exampleKey.replace('530d903a', '530d903b'),
    exampleKey.replace('example', 'exanple'),
    exampleKey.replace('+Aek', '+Bek'),
    exampleKey.slice(0, -1),
    `${exampleKey}\n`,
    exampleKey.replace('.com', ' com'),
  ])('the key %s', (text) => {
    expect(() => readKey(digest, text)).toThrow(expect.objectContaining({ code: 'bad_key' }))
  })

  const root = 'U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro='
  test.each([
    `\n1\n${root}\n`,
    `o\n01\n${root}\n`,
    `o\n-1\n${root}\n`,
    `o\n1e3\n${root}\n`,
    `o\n9007199254740993\n${root}\n`,
    `o\n1\n${root}`,
    `o\n1\n${root}\n\n`,
    'o\n1\nAAAA\n',
    'o\n1\n',
  ])('the checkpoint %j', (text) => {
    expect(() => readCheckpoint(text)).toThrow(expect.objectContaining({ code: 'bad_checkpoint' }))
  })

  test('extension lines of others are let pass', () => {
    expect(readCheckpoint(`o\n1\n${root}\nmore\n`)).toMatchObject({ origin: 'o', size: 1 })
  })

  test.each(['', '— a', '— a b+ AAAAAAA=', '—a AAAAAAA=', '— a AAAA'])('the signature %j', (line) => {
    expect(() => readSignatures(line)).toThrow(expect.objectContaining({ code: 'bad_note' }))
  })
})
