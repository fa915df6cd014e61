import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileName, mediaType } from './index.ts'

describe('a file’s name', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\poc.txt', 'poc.txt'],
    // Trojan Source: shows as `poc_fdp.exe` where the order of letters can be turned.
    ['poc_\u202Eexe.pdf', 'poc_exe.pdf'],
    ['in\u200Bvis\u00ADible\uFEFF.md', 'invisible.md'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie_ x.txt'],
    ['cafe\u0301.txt', 'caf\u00E9.txt'],
    ['.htaccess', 'htaccess'],
    ['con.txt', '_con.txt'],
    ['NUL', '_NUL'],
    ['half \uD800', 'half \uFFFD'],
    ['a\u00A0b\u3000c.txt', 'a b c.txt'],
    ['"><script>.svg', '___script_.svg'],
    ['..', 'file'],
    ['', 'file'],
  ])('%j is kept as %j', (given, kept) => expect(fileName(given)).toBe(kept))

  test('is one line without folders, never empty, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = fileName(given)
        expect(name).toMatch(/^[^/\\\p{Cc}\p{Cf}]+$/u)
        expect([...name].length).toBeLessThanOrEqual(121)
        expect(fileName(name)).toBe(name)
      }),
    )
  })

  test('of great length keeps its ending', () => {
    const name = fileName(`${'a'.repeat(500)}.tar.gz`)
    expect([name.length, name.endsWith('a.gz')]).toEqual([120, true])
  })
})

test('a media type is what the first bytes show, out of a short list', () => {
  const of = (...bytes: number[]) => mediaType(Uint8Array.from(bytes))
  const text = (words: string) => mediaType(new TextEncoder().encode(words))
  expect(of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)).toBe('image/png')
  expect(of(0xff, 0xd8, 0xff, 0xe0)).toBe('image/jpeg')
  expect(text('%PDF-1.7')).toBe('application/pdf')
  expect(text('<script>alert(1)</script>')).toBe('text/plain')
  expect(text('<svg xmlns="http://www.w3.org/2000/svg">')).toBe('text/plain')
  expect(text('schräg ✓ 🛟')).toBe('text/plain')
  expect(mediaType(new TextEncoder().encode('cut ✓').subarray(0, 6))).toBe('text/plain')
  expect([of(), of(0x4d, 0x5a, 0), of(0xc0, 0xaf), of(0x1b, 0x5b)]).toEqual(Array(4).fill('application/octet-stream'))
})
