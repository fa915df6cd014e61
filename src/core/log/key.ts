import { joined, same, utf8, type Digest } from './digest.ts'
import { BadNote } from './badNote.ts'

/** The kinds of signatures that we read and write (C2SP signed-note): a log's own, and a witness's with a time. */
export const signatureTypes = { log: 1, witness: 4 } as const
export type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes]

export interface VerifierKey {
  /** Whose key: an address without `https://`, without spaces and plus. */
  readonly name: string
  /** Tells keys apart, and proves nothing: eight hexadecimal digits. */
  readonly id: string
  readonly type: SignatureType
  readonly publicKey: Uint8Array
}

/** Key id = SHA-256(name ‖ 0x0A ‖ type ‖ public key), the first four bytes (C2SP signed-note, "Signatures"). */
export function keyOf(digest: Digest, name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new BadNote('bad_key', 'a key’s name has no spaces, no plus, and at least one character')
  if (publicKey.length !== 32) throw new BadNote('bad_key', 'an Ed25519 public key has 32 bytes')
  const id = digest(joined(utf8(name), Uint8Array.of(0x0a, type), publicKey))
    .slice(0, 4)
    .toHex()
  return { name, id, type, publicKey }
}

/** `name+id+base64(type ‖ public key)`, the form in which verifier keys are handed on. */
export function writeKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${joined(Uint8Array.of(type), publicKey).toBase64()}`
}

/** Throws `BadNote` (`bad_key`) for what is no verifier key of ours, or one whose id does not belong to it. */
export function readKey(digest: Digest, text: string): VerifierKey {
  const [, name = '', id = '', material = ''] = /^([^+]{1,255})\+([0-9a-f]{8})\+([^\s]{1,100})$/.exec(text) ?? []
  const bytes = fromBase64(material)
  const type = Object.values(signatureTypes).find((known) => known === bytes?.[0])
  if (bytes === undefined || type === undefined || bytes.length !== 33) {
    throw new BadNote('bad_key', 'not a verifier key of the form name+id+key with an Ed25519 key')
  }
  const key = keyOf(digest, name, type, bytes.slice(1))
  if (key.id !== id) throw new BadNote('bad_key', `the key’s id should be ${key.id}, not ${id}`)
  return key
}

export function sameKey(one: VerifierKey, other: VerifierKey): boolean {
  return one.name === other.name && one.type === other.type && same(one.publicKey, other.publicKey)
}

export function isKeyName(name: string): boolean {
  return /^[^\s+\p{Cc}]{1,255}$/u.test(name)
}

/** Standard base64 in its one spelling: `fromBase64` alone would skip spaces and stray bits. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.fromBase64(text, { lastChunkHandling: 'strict' })
    return bytes.toBase64() === text ? bytes : undefined
  } catch {
    return undefined
  }
}
