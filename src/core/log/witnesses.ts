import type { Digest } from './digest.ts'
import { readKey, writeKey, type VerifierKey } from './key.ts'

/** Who cosigns this log's checkpoints. */
export interface Witness {
  readonly key: VerifierKey
  /** Its signatures are still verified; new ones are no longer taken in. */
  readonly retired: boolean
}

/** The setting that they stand in: one in a line, public. */
export const witnessesRow = 'log_witnesses'

export function writeWitnesses(all: readonly Witness[]): string {
  return all.map(({ key, retired }) => `${writeKey(key)}${retired ? ' retired' : ''}`).join('\n')
}

/** Throws `BadNote` (`bad_key`). */
export function readWitnesses(digest: Digest, text: string): readonly Witness[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => {
    const retired = line.endsWith(' retired')
    return { key: readKey(digest, retired ? line.slice(0, -' retired'.length) : line), retired }
  })
}
