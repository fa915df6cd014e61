import { createHmac, hash, randomFillSync } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import type { Machine } from '../../app/ports/index.ts'
import { ed25519 } from './ed25519.ts'

/** This machine. Its time is given to the millisecond: more digits would only tell how busy it was. */
export function machine(): Machine {
  return {
    now: () => Temporal.Now.instant().round({ smallestUnit: 'millisecond', roundingMode: 'floor' }),
    random: randomPool(),
    sha256: (text) => hash('sha256', text),
    // `fromHex` throws on anything but digits, where Buffer.from would quietly use a shorter key.
    hmac: (keyHex, text) => createHmac('sha256', Uint8Array.fromHex(keyHex)).update(text).digest('hex'),
    digest: (bytes) => bytesOf(hash('sha256', bytes, 'latin1')),
    ed25519: ed25519(),
    sha1: (text) => hash('sha1', text),
    sha512: (text) => hash('sha512', text),
    pack: (text) => ({
      crc32: crc32(text),
      size: Buffer.byteLength(text),
      deflated: new Uint8Array(deflateRawSync(text, { level: 9 })),
    }),
  }
}

/** Twice as fast as asking for a buffer: Node makes short texts more cheaply. */
function bytesOf(latin1: string): Uint8Array {
  const bytes = new Uint8Array(latin1.length)
  for (let at = 0; at < latin1.length; at += 1) bytes[at] = latin1.charCodeAt(at)
  return bytes
}

const poolLength = 4096

/**
 * Asking the generator costs the same for 4 kB as for 12 bytes, and an act asks ten times. Every byte is given out
 * once, as a copy, and wiped here.
 */
function randomPool(): (length: number) => Uint8Array {
  const pool = new Uint8Array(poolLength)
  let used = poolLength
  return (length) => {
    if (length > poolLength) return randomFillSync(new Uint8Array(length))
    if (used + length > poolLength) {
      randomFillSync(pool)
      used = 0
    }
    const given = pool.slice(used, used + length)
    pool.fill(0, used, used + length)
    used += length
    return given
  }
}
