import type { Digest, Ed25519, HmacSha256, Sha256 } from '../../core/log/index.ts'

/** What the product asks of the machine it runs on besides keeping and sending. */
export interface Machine {
  now(): Temporal.Instant
  /** Cryptographically random bytes. */
  random(length: number): Uint8Array
  readonly sha256: Sha256
  readonly hmac: HmacSha256
  /** SHA-256 of bytes. */
  readonly digest: Digest
  readonly ed25519: Ed25519
  /** SHA-1 of a text's UTF-8 bytes, hexadecimal: for names that others compute so, never for what has to hold. */
  sha1(text: string): string
  /** SHA-512 of a text's UTF-8 bytes, hexadecimal. */
  sha512(text: string): string
  /** A text's UTF-8 bytes as they lie in an archive: their CRC-32, how many they are, and raw DEFLATE (RFC 1951). */
  pack(text: string): { readonly crc32: number; readonly size: number; readonly deflated: Uint8Array }
}

/** A clock that can be wound forward, in demonstrations and tests only. */
export interface WindableClock {
  wind(by: Temporal.Duration): Promise<Temporal.Instant>
}

/** Structured log lines. Values are opaque ids, codes, counts and times: never a sealed value. */
export interface Lines {
  info(event: string, values?: Record<string, string | number | boolean | null>): void
  warn(event: string, values?: Record<string, string | number | boolean | null>): void
  error(event: string, values?: Record<string, string | number | boolean | null>): void
}
