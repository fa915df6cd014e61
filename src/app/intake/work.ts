import { stamp } from '../../core/clock/index.ts'
import type { Store } from '../ports/index.ts'
import type { World } from '../world.ts'

/**
 * A proof of work: who has `challenge` looks for a number `nonce` so that SHA-256 of `<challenge>:<nonce>` begins with
 * `bits` zero bits, and sends `<challenge>:<nonce>`. Nothing is kept for a challenge: it carries its own seal. Each is
 * good for one report.
 */
export interface Challenge {
  readonly challenge: string
  readonly bits: number
  /** The last moment at which its proof is taken. */
  readonly expires: string
}

/** Long enough to write a report in peace. */
const lasts = { hours: 12 } as const

export function newChallenge(world: World, bits: number): Challenge {
  const until = world.machine.now().add(lasts)
  const once = world.machine.random(16).toBase64({ alphabet: 'base64url', omitPadding: true })
  const what = `${bits}.${until.epochMilliseconds}.${once}`
  return { challenge: `${what}.${sealOf(world, what)}`, bits, expires: stamp(until) }
}

/** True once for each proof that holds. */
export function spendProof(world: World, proof: string): boolean {
  const [, challenge = '', what = '', bits = '', until = '', seal = ''] = formed.exec(proof) ?? []
  if (challenge === '' || sealOf(world, what) !== seal) return false
  const now = world.machine.now().epochMilliseconds
  if (Number(until) < now || zeroBits(world.machine.sha256(proof)) < Number(bits)) return false
  return spend(world, challenge, Number(until), now)
}

const formed = /^((([0-9]{1,2})\.([0-9]{13})\.[\w-]{22})\.([0-9a-f]{32})):[0-9]{1,15}$/

function sealOf({ vault }: World, what: string): string {
  return vault.blind('report challenge', what).slice(0, 32)
}

/** Of a hexadecimal digest. */
function zeroBits(hex: string): number {
  const zeros = hex.length - hex.replace(/^0+/, '').length
  const next = Number.parseInt(hex[zeros] ?? '0', 16)
  return zeros * 4 + (next === 0 ? 0 : Math.clz32(next) - 28)
}

/** Challenges that were used here, with the moment at which they end anyway. Bounded by what their proofs cost. */
const spent = new WeakMap<Store, Map<string, number>>()
const most = 100_000

function spend({ store }: World, challenge: string, until: number, now: number): boolean {
  const used = spent.get(store) ?? new Map<string, number>()
  spent.set(store, used)
  if (used.has(challenge)) return false
  if (used.size >= most) for (const [one, ends] of used) if (ends < now) used.delete(one)
  if (used.size >= most) return false
  used.set(challenge, until)
  return true
}
