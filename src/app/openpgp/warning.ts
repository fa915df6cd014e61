import type { OpenPgpKeySeen } from '../ports/index.ts'

/** What its owner should know of a key. `days`: whole ones until it ends. */
export type KeyWarning =
  | { readonly kind: 'unreadable' | 'expired' | 'revoked' | 'cannot_encrypt' }
  | { readonly kind: 'ends'; readonly days: number }

/** So long before its end its owner is asked to renew it. */
const ahead = { hours: 30 * 24 }

/** `null`: nothing is wrong, and nothing will be for a month. */
export function keyWarning(key: OpenPgpKeySeen | null, now: Temporal.Instant): KeyWarning | null {
  if (key === null) return { kind: 'unreadable' }
  if (key.unusable !== null) return { kind: key.unusable }
  if (key.expires === null) return null
  const end = Temporal.Instant.from(key.expires)
  if (Temporal.Instant.compare(end, now.add(ahead)) > 0) return null
  return { kind: 'ends', days: Math.floor(now.until(end).total('days')) }
}
