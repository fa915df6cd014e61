import { canonical } from '../kernel/index.ts'

/** SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. Passed in: core does no cryptography. */
export type Sha256 = (text: string) => string
/** HMAC-SHA-256 under a key given as hexadecimal digits, over a text's UTF-8 bytes; 64 hexadecimal digits. */
export type HmacSha256 = (keyHex: string, text: string) => string

/** What one event binds into its stream's chain; all of it may be public without revealing the event. */
export interface Link {
  readonly stream: string
  readonly version: number
  readonly at: string
  /** Commitment to the event's public part. */
  readonly open: string
  /** Commitment to the event's personal part: the actor and the fields that name or quote people. */
  readonly personal: string
}

/** The link before a stream's first event. */
export const genesis = '0'.repeat(64)

/**
 * A commitment hides and binds: without the random opening nothing can be guessed from it, and with the opening
 * only this text fits. The opening is 32 bytes as hexadecimal digits, fresh for every part of every event.
 */
export function commitment(hmac: HmacSha256, openingHex: string, part: Parameters<typeof canonical>[0]): string {
  return hmac(openingHex, canonical(part))
}

/** What a chain value is the hash of: the link and the value before it, in canonical form. */
export function linkText(before: string, { stream, version, at, open, personal }: Link): string {
  // In the canonical order of members, which every event of every record goes through.
  return `{"at":${canonical(at)},"before":${canonical(before)},"open":${canonical(open)},"personal":${canonical(personal)},"stream":${canonical(stream)},"version":${canonical(version)}}`
}

/** The chain value after `link`, given the value before it. */
export function chained(sha256: Sha256, before: string, link: Link): string {
  return sha256(linkText(before, link))
}
