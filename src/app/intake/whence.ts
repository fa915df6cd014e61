import type { Blockable } from '../../core/community/index.ts'
import type { World } from '../world.ts'

/** Where something comes from, as far as that is known: what a block can be about. */
export interface Whence {
  /** As the sender gives it; empty: none. */
  readonly email: string
  /** An IPv4 address, an IPv6 network of 64 bits; `null`: not known, or this machine. */
  readonly network: string | null
  /** The range around it: 24 bits of IPv4, 48 of IPv6. */
  readonly range: string | null
}

/** A keyed hash that stands for a sender here and nowhere else: what is kept instead of an address. */
export function markOf({ vault }: World, what: Blockable, whence: Whence): string | null {
  const text = what === 'address' ? whence.email.trim().toLowerCase() : whence[what]
  return text === null || text === '' ? null : vault.blind(`sender ${what}`, text).slice(0, 32)
}
