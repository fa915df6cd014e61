import type { IndexedTerm } from '../../../app/ports/index.ts'

/** Seven bytes each: the token's six, the weight. */
const size = 7

export function packed(terms: readonly IndexedTerm[]): Uint8Array {
  const bytes = new Uint8Array(terms.length * size)
  const view = new DataView(bytes.buffer)
  for (const [index, { token, weight }] of terms.entries()) {
    view.setUint16(index * size, Math.floor(token / 2 ** 32))
    view.setUint32(index * size + 2, token % 2 ** 32)
    view.setUint8(index * size + 6, weight)
  }
  return bytes
}

export function unpacked(bytes: Uint8Array | null): readonly IndexedTerm[] {
  if (bytes === null) return []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) => ({
    token: view.getUint16(index * size) * 2 ** 32 + view.getUint32(index * size + 2),
    weight: view.getUint8(index * size + 6),
  }))
}
