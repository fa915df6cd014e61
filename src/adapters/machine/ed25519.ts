import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import type { Ed25519 } from '../../core/log/index.ts'

/** What stands before the 32 bytes of a key in its DER form (RFC 8410, sections 4 and 7). */
const privateHead = Uint8Array.fromHex('302e020100300506032b657004220420')
const publicHead = Uint8Array.fromHex('302a300506032b6570032100')

/** Making a key object costs more than checking a signature, and one key signs many. */
const atHand = 16

export function ed25519(): Ed25519 {
  const publicKeys = new Map<string, KeyObject | undefined>()

  function publicKeyOf(bytes: Uint8Array): KeyObject | undefined {
    const name = bytes.toHex()
    if (publicKeys.has(name)) return publicKeys.get(name)
    if (publicKeys.size >= atHand) publicKeys.clear()
    const key = bytes.length === 32 ? parsed(bytes) : undefined
    publicKeys.set(name, key)
    return key
  }

  return {
    publicKey(seed) {
      const spki = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' })
      return new Uint8Array(spki.subarray(publicHead.length))
    },
    sign: (seed, text) => new Uint8Array(sign(null, Buffer.from(text), privateKeyOf(seed))),
    verify(publicKey, text, signature) {
      const key = publicKeyOf(publicKey)
      return key !== undefined && signature.length === 64 && verify(null, Buffer.from(text), key, signature)
    },
  }
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' })
}

/** Not every 32 bytes are a point on the curve. */
function parsed(bytes: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.concat([publicHead, bytes]), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}
