/** SHA-256 of bytes, 32 bytes long. It must not keep the bytes it is given. Passed in: core does no cryptography. */
export type Digest = (bytes: Uint8Array) => Uint8Array

/** Ed25519 (RFC 8032) over a text's UTF-8 bytes. A seed and a public key have 32 bytes, a signature 64. Passed in. */
export interface Ed25519 {
  publicKey(seed: Uint8Array): Uint8Array
  sign(seed: Uint8Array, text: string): Uint8Array
  /** False, too, for bytes that are no key or no signature at all. */
  verify(publicKey: Uint8Array, text: string, signature: Uint8Array): boolean
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export function same(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false
  return true
}

/** A text's UTF-8 bytes: core knows no TextEncoder. For short texts. Throws `URIError` for a lone surrogate. */
export function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text)
  const bytes = escaped.match(/%[0-9A-F]{2}|[^%]/g) ?? []
  return Uint8Array.from(bytes, (one) => (one.length === 3 ? Number.parseInt(one.slice(1), 16) : one.charCodeAt(0)))
}
