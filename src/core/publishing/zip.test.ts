import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unzip, zip, type Packed } from './zip.ts'

const packed = (name: string, text: string): Packed => ({
  name,
  crc32: crc32(text),
  size: Buffer.byteLength(text),
  deflated: new Uint8Array(deflateRawSync(text)),
})
const files = fc
  .uniqueArray(fc.tuple(fc.stringMatching(/^[a-z0-9/.-]{1,20}$/), fc.string({ unit: 'binary' })), {
    selector: ([name]) => name,
  })
  .map((all) => all.map(([name, text]) => packed(name, text)))

test('what is put into an archive comes out of it, and is put in again as the same bytes', () => {
  fc.assert(
    fc.property(files, (all) => {
      const archive = zip(all)
      const out = unzip(archive)
      expect(out).toEqual(all)
      expect(zip(out ?? [])).toEqual(archive)
      for (const { deflated, size } of out ?? []) expect(inflateRawSync(deflated).length).toBe(size)
    }),
  )
})

test('an archive that was cut is not one', () => {
  const archive = zip([packed('a.json', 'a'.repeat(100)), packed('b.json', 'b')])
  for (const length of [0, 10, 40, archive.length - 130]) expect(unzip(archive.subarray(0, length))).toBeUndefined()
})

test('more files than the narrow directory counts', () => {
  const one = packed('x', 'x')
  const archive = zip(Array.from({ length: 65_600 }, (_, nth) => ({ ...one, name: `${nth}` })))
  const view = new DataView(archive.buffer)
  const end = archive.length - 22
  expect([view.getUint32(end, true), view.getUint16(end + 8, true)]).toEqual([0x06054b50, 0xffff])
  const locator = end - 20
  expect(view.getUint32(locator, true)).toBe(0x07064b50)
  const wide = Number(view.getBigUint64(locator + 8, true))
  expect([view.getUint32(wide, true), Number(view.getBigUint64(wide + 24, true))]).toEqual([0x06064b50, 65_600])
})

test('a name that is not ASCII is refused', () => {
  expect(() => zip([packed('ü.json', '')])).toThrow(RangeError)
})
