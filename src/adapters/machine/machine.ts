import { createHmac, hash, randomBytes } from 'node:crypto'
import type { Machine } from '../../app/ports/index.ts'

/** This machine. Its time is given to the millisecond: more digits would only tell how busy it was. */
export function machine(): Machine {
  return {
    now: () => Temporal.Now.instant().round({ smallestUnit: 'millisecond', roundingMode: 'floor' }),
    // A copy: small random buffers are views into a pool that Node shares.
    random: (length) => new Uint8Array(randomBytes(length)),
    sha256: (text) => hash('sha256', text),
    // `fromHex` throws on anything but digits, where Buffer.from would quietly use a shorter key.
    hmac: (keyHex, text) => createHmac('sha256', Uint8Array.fromHex(keyHex)).update(text).digest('hex'),
  }
}
