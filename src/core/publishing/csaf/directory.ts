import { lastChangedFirst, type Card } from '../card.ts'
import { csafFile } from '../paths.ts'

/** `index.txt`: every file, seen from its own folder, a line each (CSAF 2.0, requirement 12). */
export function csafIndex(cards: readonly Card[]): string {
  return cards
    .map((card) => `${csafFile(card)}\n`)
    .toSorted()
    .join('')
}

/** `changes.csv`: every file with when it changed, the last first (CSAF 2.0, requirement 13). */
export function csafChanges(cards: readonly Card[]): string {
  return lastChangedFirst(cards)
    .map((card) => `"${csafFile(card)}","${card.modified}"\n`)
    .join('')
}

/** A file of hashes, as `sha256sum` reads it (CSAF 2.0, requirement 18). */
export function hashLine(hash: string, name: string): string {
  return `${hash}  ${name}\n`
}
