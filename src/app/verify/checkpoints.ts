import {
  BadNote,
  isBy,
  readCheckpoint,
  readNote,
  same,
  verdictOf,
  type Checkpoint,
  type Note,
  type VerifierKey,
  type Witness,
} from '../../core/log/index.ts'
import type { Machine } from '../ports/index.ts'
import type { Tell } from './verification.ts'

export interface Judging {
  readonly machine: Pick<Machine, 'ed25519'>
  /** `null`: signatures are not verified. */
  readonly key: VerifierKey | null
  readonly witnesses: readonly Witness[]
  readonly tell: Tell
}

export interface ReadCheckpoint {
  readonly note: Note
  readonly checkpoint: Checkpoint
}

/** `undefined` for what is no checkpoint. */
export function checkpointIn(written: string): ReadCheckpoint | undefined {
  try {
    const note = readNote(written)
    return { note, checkpoint: readCheckpoint(note.text) }
  } catch (error) {
    if (error instanceof BadNote) return undefined
    throw error
  }
}

/**
 * Looks at a checkpoint that the log signed at this size, against the root that its leaves give (`null`: they are not
 * all there). True where the two agree; where the note itself was changed, its signature says so and nothing else.
 */
export function checkCheckpoint(
  { machine, key, witnesses, tell }: Judging,
  written: string,
  size: number,
  root: Uint8Array | null,
): boolean {
  const place = `checkpoint ${size}`
  const read = checkpointIn(written)
  if (read === undefined || read.checkpoint.size !== size || (key !== null && read.checkpoint.origin !== key.name)) {
    tell('checkpoint_broken', place)
    return true
  }
  const keys = [...(key === null ? [] : [key]), ...witnesses.map((one) => one.key)]
  for (const by of keys) {
    const { verdict } = verdictOf(machine.ed25519, read.note, by)
    if (verdict === 'broken') tell('signature_broken', place, `it is not ${by.name} that signed this`)
    if (verdict === 'absent' && by === key) tell('signature_missing', place)
    if (verdict !== 'signed' && by === key) return true
  }
  const strangers = key === null ? [] : read.note.signatures.filter((one) => !keys.some((known) => isBy(one, known)))
  for (const { name } of strangers) tell('signature_unknown', place, `nobody here knows the key of ${name}`)
  return root === null || same(root, read.checkpoint.root)
}
