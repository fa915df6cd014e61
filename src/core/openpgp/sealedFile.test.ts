import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSealedFile, openedName } from './index.ts'

const armored = (first: readonly number[], head = '') =>
  new TextEncoder().encode(
    `${head}-----BEGIN PGP MESSAGE-----\nVersion: one: two\nComment: x\n\n${Uint8Array.from([...first, 0, 0, 0, 0, 0, 0]).toBase64()}\n-----END PGP MESSAGE-----\n`,
  )

describe('a file is an encrypted message of its own', () => {
  it.each([
    ['a session key for a key, old format', [0x85, 0x01, 0x0c, 0x03], true],
    ['with a length of one byte', [0x84, 0x5e, 0x03], true],
    ['new format', [0xc1, 0xc0, 0x4c, 0x03], true],
    ['version 6', [0xc1, 0x4c, 0x06], true],
    ['a password', [0x8c, 0x0d, 0x04], true],
    ['a signature', [0x89, 0x01, 0x33, 0x04], false],
    ['a public key', [0x99, 0x01, 0x0d, 0x04], false],
    ['what is only compressed and signed', [0xa3, 0x01, 0x5b], false],
    ['a version that there is not', [0x85, 0x01, 0x0c, 0x30], false],
    ['a length that is not known', [0xc1, 0xe1, 0x03, 0x03], false],
    ['text', [0x48, 0x69], false],
    ['a JPEG', [0xff, 0xd8, 0xff, 0xe0], false],
    ['nothing', [], false],
  ])('%s', (_, first, sealed) => {
    expect(isSealedFile(Uint8Array.from(first))).toBe(sealed)
    if (first.length > 0) expect(isSealedFile(armored(first, '\r\n '))).toBe(sealed)
  })

  it('and not what stands in the middle of something else', () => {
    expect(isSealedFile(armored([0x85, 0x01, 0x0c, 0x03], 'See: '))).toBe(false)
  })

  it('costs no time worth speaking of, whatever its lines are', () => {
    const lines = 'a: b: c: d: '.repeat(20)
    const many = `-----BEGIN PGP MESSAGE-----\n${`${lines}\n`.repeat(40)}!`
    expect(isSealedFile(new TextEncoder().encode(many))).toBe(false)
  })

  it('is answered for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => typeof isSealedFile(bytes) === 'boolean'))
  })
})

it.each([
  ['report.pdf.gpg', 'report.pdf'],
  ['report.PGP', 'report'],
  ['poc.tar.gz.asc', 'poc.tar.gz'],
  ['.gpg', 'opened .gpg'],
  ['encrypted', 'opened encrypted'],
])('%j is called %j when it was opened', (name, opened) => expect(openedName(name)).toBe(opened))
