import { hashLength, proofsOver, type Proofs } from '../../core/log/index.ts'
import type { LogBatch, Machine, Store } from '../ports/index.ts'

const page = 1000

/** The log's newest checkpoint, and proofs out of all its leaves: for a million of them, some seconds. */
export interface WholeLog {
  readonly last: LogBatch
  readonly proofs: Proofs
  /** `stream/version` → the index of its leaf. */
  readonly indexes: ReadonlyMap<string, number>
}

/** `undefined` while the log is empty. */
export async function readLog(store: Store, { digest }: Pick<Machine, 'digest'>): Promise<WholeLog | undefined> {
  const leaves: Uint8Array[] = []
  const indexes = new Map<string, number>()
  let last: LogBatch | undefined
  for (;;) {
    const batches = await store.logBatches(last?.size ?? 0, page)
    for (const batch of batches) {
      for (const [index, { stream, version }] of batch.events.entries()) {
        indexes.set(`${stream}/${version}`, leaves.length)
        leaves.push(batch.leaves.subarray(index * hashLength, (index + 1) * hashLength))
      }
      last = batch
    }
    if (batches.length < page)
      return last === undefined ? undefined : { last, proofs: proofsOver(digest, leaves), indexes }
  }
}
