import { hashOf } from './postings.ts'
import { commonTraits } from './ordinary.ts'

/**
 * As if so many ordinary texts about vulnerabilities had been read before the first record: in a community’s first fifty
 * cases, “certificate” in two is no coincidence worth telling, and a function’s name in two is.
 */
export const readBefore = 2_000

const shares = new Map<number, number>(
  Object.entries(commonTraits).flatMap(([share, keys]) =>
    keys.split(' ').map((word) => [hashOf(keyOf(word)), Number(share) / 1_000] as const),
  ),
)

/** `word x`, or, of several words joined by `_`, the kind of vulnerability. */
function keyOf(word: string): string {
  return word.startsWith('=') ? `class ${word.slice(1).replaceAll('_', ' ')}` : `word ${word}`
}

/** Which share of ordinary texts has a trait; 0: no more than one of five hundred. */
export function shareOf(hash: number): number {
  return shares.get(hash) ?? 0
}
