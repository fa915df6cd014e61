/** As the driver takes them; the same memory, not a copy. */
export function bytes(some: Uint8Array): Buffer {
  return Buffer.from(some.buffer, some.byteOffset, some.length)
}
