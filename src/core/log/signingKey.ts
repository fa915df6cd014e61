import { BadNote } from './badNote.ts'
import type { Digest, Ed25519 } from './digest.ts'
import { keyOf, signatureTypes, type VerifierKey } from './key.ts'

/** The key that signs a log's checkpoints, and the name it signs them with. Both last as long as the log. */
export interface SigningKey {
  readonly key: VerifierKey
  readonly seed: Uint8Array
}

/** Under which name its sealed form is kept, and the place it is sealed in. */
export const signingKeyRow = { kind: 'log', key: 'signing key' } as const
export function signingKeyPlace(community: string): string {
  return `${community}/log signing key`
}

/** What is sealed. */
export function writeSigningKey({ key, seed }: SigningKey): string {
  return JSON.stringify({ origin: key.name, seed: seed.toHex() })
}

/** Throws `BadNote` (`bad_key`). */
export function readSigningKey(text: string, by: { readonly digest: Digest; readonly ed25519: Ed25519 }): SigningKey {
  const { origin, seed } = JSON.parse(text) as { readonly origin?: unknown; readonly seed?: unknown }
  if (typeof origin !== 'string' || typeof seed !== 'string' || !/^[0-9a-f]{64}$/.test(seed)) {
    throw new BadNote('bad_key', 'not a signing key as it was sealed')
  }
  return signingKeyOf(origin, Uint8Array.fromHex(seed), by)
}

export function signingKeyOf(
  origin: string,
  seed: Uint8Array,
  { digest, ed25519 }: { readonly digest: Digest; readonly ed25519: Ed25519 },
): SigningKey {
  return { key: keyOf(digest, origin, signatureTypes.log, ed25519.publicKey(seed)), seed }
}
