import { exactStamp } from '../../core/clock/index.ts'
import type { World } from '../world.ts'

/** So many are looked at: the rest comes in its own time. */
const most = 1_000

/**
 * Notices that failed and wait for their next try are due now: what kept them may be mended. How often they were tried
 * stays. Mails to a list are left alone: one that another server takes up at this moment would go out twice.
 */
export async function tryWaitingNow(world: World): Promise<void> {
  const waiting = await world.store.outbox({ states: ['waiting'], limit: most })
  const due = exactStamp(world.machine.now())
  const failed = waiting.filter((row) => row.class === 'notice' && row.failure !== null)
  if (failed.length === 0) return
  await world.store.commit({
    outboxChanges: failed.map(({ id, attempts, failure, settled }) => ({
      id,
      state: 'waiting' as const,
      attempts,
      due,
      failure,
      settled,
      from: ['waiting'] as const,
    })),
  })
}
