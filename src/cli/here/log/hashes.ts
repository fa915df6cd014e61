import type { Digest, Ed25519, HmacSha256, Sha256 } from '../../../core/log/index.ts'

/** What verifying takes of a machine: also of one that has no installation. */
export interface Hashes {
  readonly sha256: Sha256
  readonly hmac: HmacSha256
  readonly digest: Digest
  readonly ed25519: Ed25519
}
