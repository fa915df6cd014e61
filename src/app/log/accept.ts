import { refuse, type Refused } from '../../core/kernel/index.ts'
import type { World } from '../world.ts'
import { reachedBy } from './reached.ts'

export interface Accepted {
  /** The note of the checkpoint that the log does not go on from. */
  readonly lost: string
  /** How many leaves the log has, from which it goes on. */
  readonly size: number
}

/**
 * Lets the log go on from where it stands, although it had come further or another way: the records were put back to an
 * earlier state by whoever answers for them. Servers take it up at their next start.
 */
export async function acceptLog({ store, landmark }: World): Promise<Accepted | Refused> {
  const lost = await landmark.read()
  const then = reachedBy(lost)
  const [there] = then.size === 0 ? [] : await store.logBatches(then.size - 1, 1)
  const goesOn = then.size > 0 && reachedBy(there?.note).text === then.text
  if (lost === undefined || goesOn) {
    const says = 'The log goes on from the checkpoint that is known on this machine.'
    return refuse('nothing_to_accept', '-', says, 'tocsin log verify says what else is wrong with it.')
  }
  const last = await store.lastLogBatch()
  await landmark.write(last?.note ?? null)
  return { lost, size: last?.size ?? 0 }
}
