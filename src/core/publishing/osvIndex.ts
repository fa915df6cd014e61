import { osvId } from '../advisory/index.ts'
import { lastChangedFirst, type Card } from './card.ts'

/** Every advisory with when it changed, the last first: `2026-03-17T16:00:00Z,CVE-2026-10001`, as OSV's own export has it. */
export function osvModified(cards: readonly Card[]): string {
  return lastChangedFirst(cards)
    .map(({ id, modified }) => `${modified},${osvId(id)}\n`)
    .join('')
}
