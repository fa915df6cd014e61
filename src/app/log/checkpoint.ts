import { refuse, type Refused } from '../../core/kernel/index.ts'
import { readCheckpoint, readNote, writeKey } from '../../core/log/index.ts'
import type { World } from '../world.ts'
import { logKey } from './key.ts'
import { readLog } from './leaves.ts'

/** The newest signed checkpoint with all its cosignatures; `undefined` while the log is empty. */
export async function newestCheckpoint({ store }: World): Promise<string | undefined> {
  return (await store.lastLogBatch())?.note
}

/** The key that checkpoints verify with, as `name+id+key`; `undefined` while the log has none. */
export async function logVerifierKey(world: World): Promise<string | undefined> {
  const key = await logKey(world)
  return key === undefined ? undefined : writeKey(key.key)
}

/**
 * What a witness is sent that saw the log at size `since` (0: never): the body of C2SP tlog-witness's add-checkpoint,
 * which is the old size, the consistency proof, and the newest checkpoint.
 */
export async function witnessRequest(world: World, since: number): Promise<string | Refused> {
  const log = await readLog(world.store, world.machine)
  if (log === undefined) return noCheckpoint()
  const { size } = readCheckpoint(readNote(log.last.note).text)
  if (!Number.isSafeInteger(since) || since < 0 || since > size) {
    return refuse('no_such_size', '-', `The log has no size ${since}.`, `Name a size from 0 to ${size}.`)
  }
  const proof = since === 0 ? [] : log.proofs.consistency(since, size)
  return `old ${since}\n${proof.map((hash) => `${hash.toBase64()}\n`).join('')}\n${log.last.note}`
}

export function noCheckpoint(): Refused {
  return refuse('no_checkpoint', '-', 'The log is empty.', 'Set the community up first; the log begins with that.')
}
