import type { Keystore } from '../keystore.ts'
import { factsIn } from './facts.ts'
import { keysIn } from './keys.ts'
import { movingIn } from './moving.ts'
import { openPlace } from './place.ts'
import { rewrappingIn } from './rewrapping.ts'
import { turnsIn } from './turns.ts'

/**
 * The keystore in a file: SQLite, asked and written at once; only the disk is waited for. Made where it is missing,
 * unless it is only read.
 */
export function openKeystoreFile(path: string, how: { readonly readOnly: boolean }): Keystore {
  const place = openPlace(path, how)
  const facts = factsIn(place)
  return {
    isShared: false,
    ...keysIn(place, facts),
    ...rewrappingIn(place),
    ...facts.kept,
    ...movingIn(place, facts),
    ...turnsIn(place),
    close: place.close,
  }
}
