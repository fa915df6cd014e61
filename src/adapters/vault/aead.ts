import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'
import { VaultFailed } from '../../app/ports/index.ts'

/** Sealed form: 1 byte version, 12 bytes nonce, the ciphertext, 16 bytes tag (NIST SP 800-38D, 96-bit nonce). */
const version = 1
const nonceAt = 1
const textAt = 13
const tagLength = 16

/** Random nonces are safe for 2^32 texts under one key (SP 800-38D, 8.3): far more than a stream has events. */
export function seal(key: Uint8Array, place: string, plain: Uint8Array): Uint8Array {
  const nonce = freshNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  cipher.setAAD(bound(place))
  const text = cipher.update(plain)
  cipher.final()
  // A view into Node's shared buffer pool would drag its neighbours along between threads.
  const sealed = new Uint8Array(textAt + text.length + tagLength)
  sealed[0] = version
  sealed.set(nonce, nonceAt)
  sealed.set(text, textAt)
  sealed.set(cipher.getAuthTag(), textAt + text.length)
  return sealed
}

/** Nonces are drawn many at once: asking the generator costs more than sealing a short text. Each is used once. */
const nonces = new Uint8Array(341 * (textAt - nonceAt))
let drawn = nonces.length

function freshNonce(): Uint8Array {
  if (drawn === nonces.length) {
    randomFillSync(nonces)
    drawn = 0
  }
  const nonce = nonces.slice(drawn, drawn + textAt - nonceAt)
  drawn += nonce.length
  return nonce
}

/** Throws `VaultFailed` with `tampered` unless key, place, and every byte are the ones that were sealed. */
export function unseal(key: Uint8Array, place: string, sealed: Uint8Array): Uint8Array {
  if (sealed.length < textAt + tagLength || sealed[0] !== version) throw tampered()
  const tagAt = sealed.length - tagLength
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(nonceAt, textAt), { authTagLength: tagLength })
  decipher.setAAD(bound(place))
  decipher.setAuthTag(sealed.subarray(tagAt))
  const plain = decipher.update(sealed.subarray(textAt, tagAt))
  try {
    decipher.final()
  } catch (cause) {
    throw tampered(cause)
  }
  return plain
}

function bound(place: string): Uint8Array {
  return Buffer.from(`tocsin sealed ${version}\n${place}`)
}

function tampered(cause?: unknown): VaultFailed {
  return new VaultFailed('tampered', 'a sealed record, its place, or the key is not the right one', { cause })
}
