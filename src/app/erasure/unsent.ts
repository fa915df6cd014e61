import { exactStamp } from '../../core/clock/index.ts'
import type { StreamId } from '../../core/kernel/index.ts'
import type { OutboxChange } from '../ports/index.ts'
import type { World } from '../world.ts'

/** What waits to be sent, or for a person's word, is not sent any more. */
export async function unsentOf(world: World, id: StreamId, now: Temporal.Instant): Promise<readonly OutboxChange[]> {
  const at = exactStamp(now)
  const rows = await world.store.outbox({ stream: id, states: ['waiting', 'dead', 'unsure'], limit: 10_000 })
  return rows.map(({ id: entry, attempts, due }) => ({
    id: entry,
    state: 'done',
    attempts,
    due,
    failure: 'erased',
    settled: at,
  }))
}
