import { same } from '../../core/log/index.ts'
import type { LogBatch, LogState } from '../ports/index.ts'
import { checkCheckpoint, type Judging, type ReadCheckpoint } from './checkpoints.ts'
import { leavesIn, type Matching } from './leaves.ts'
import type { Roots } from './roots.ts'

/** The log from its first leaf on: its batches one after the other, each against its events and what was signed. */
export interface Walk {
  /** How many leaves and checkpoints were gone past. */
  readonly size: () => number
  readonly checkpoints: () => number
  /** The batch that comes next; what is wrong with it is told. */
  take(batch: LogBatch): Promise<void>
  /** What the log says of its own end, and what earlier checkpoints say of it, against what was gone past. */
  end(state: LogState): void
}

export interface Walking {
  readonly matching: Matching
  /** Grows by each leaf. */
  readonly roots: Roots
  /** Checkpoints of this log that were kept elsewhere: it must have gone on from them. */
  readonly earlier: readonly ReadCheckpoint[]
  readonly judging: Judging
}

export function walkLog({ matching, roots, earlier, judging }: Walking): Walk {
  const { tell } = judging
  /** Where leaves are missing no root says anything any more; once one disagrees, those after it do as well. */
  let [whole, agreed] = [true, true]
  let [checkpoints, size] = [0, 0]

  async function takeLeaves(batch: LogBatch): Promise<void> {
    const leaves = leavesIn(batch)
    if (leaves === undefined || batch.size !== size + leaves.length) {
      const says = `the log’s rows do not fit together from leaf ${size} to ${batch.size - 1}`
      tell('leaves_missing', `leaf ${size}`, says)
      whole = false
    }
    for (const [index, [named, hash]] of (leaves ?? []).entries()) {
      const leaf = matching.leaf(named, hash, batch.size - (leaves?.length ?? 0) + index)
      roots.push(leaf instanceof Promise ? await leaf : leaf)
      if (whole) compareEarlier()
    }
  }

  function compareEarlier(): void {
    for (const { checkpoint } of earlier) {
      if (roots.size() !== checkpoint.size || same(checkpoint.root, roots.root())) continue
      const says = `the log’s first ${checkpoint.size} leaves are not those of that checkpoint`
      tell('forked', `checkpoint ${checkpoint.size}`, says)
    }
  }

  function agrees(batch: LogBatch): boolean {
    const now = checkCheckpoint(judging, batch.note, batch.size, whole ? roots.root() : null)
    if (!now && agreed) {
      const says = `leaves ${size} to ${batch.size - 1} are not those that were signed, or earlier ones`
      tell('root_broken', `checkpoint ${batch.size}`, says)
    }
    return now
  }

  return {
    size: () => size,
    checkpoints: () => checkpoints,
    async take(batch) {
      await takeLeaves(batch)
      agreed = agrees(batch)
      size = batch.size
      checkpoints += 1
    },
    end(state) {
      const subtrees = roots.subtrees().map((hash) => hash.toHex())
      const fits = state.size === size && state.roots === subtrees.join('') && state.position === matching.position()
      if (whole && !fits) tell('state_broken', 'log')
      for (const { checkpoint } of earlier) {
        if (checkpoint.size > size) tell('log_shorter', `checkpoint ${checkpoint.size}`, `the log has ${size} leaves`)
      }
    },
  }
}
