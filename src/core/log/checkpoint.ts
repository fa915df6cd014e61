import { BadNote } from './badNote.ts'
import { fromBase64 } from './key.ts'
import { hashLength } from './tree.ts'

/** How far a log has come: the text of its signed note, after C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** The log's name, unlike any other's. */
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** The note's text. Without extension lines: nobody could audit them. */
export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toBase64()}\n`
}

/** Throws `BadNote` (`bad_checkpoint`). Extension lines of others' logs are let pass. */
export function readCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', hash = '', ...rest] = text.split('\n')
  const root = fromBase64(hash)
  const last = rest.pop()
  const count = Number(size)
  const sound = origin !== '' && /^(?:0|[1-9][0-9]{0,15})$/.test(size) && Number.isSafeInteger(count)
  if (!sound || root?.length !== hashLength || last !== '' || rest.includes('')) {
    throw new BadNote('bad_checkpoint', 'a checkpoint is an origin, a size and a root hash, each in its line')
  }
  return { origin, size: count, root }
}
