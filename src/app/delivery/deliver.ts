import type { OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { attempt, type Outcome } from './attempt.ts'
import { settle, stamp, type Settled } from './settle.ts'

export type Delivered = { readonly sent: number; readonly later: number; readonly dead: number }

/** How long a delivery may take before it counts as interrupted: twice what the mail adapter gives one attempt. */
const lease = { minutes: 10 }
/** So many leave side by side, so that one slow server does not hold up everybody's mail, nor outlast their lease. */
const atOnce = 5

/**
 * Sends what is due, up to `limit` entries, the oldest first. What came of an effect is again on record. No entry
 * keeps another from being sent; throws `StoreFailed` only when nothing can be taken from the outbox at all.
 */
export async function deliverDue(world: World, limit = 50): Promise<Delivered> {
  await settleInterrupted(world)
  const count = { sent: 0, later: 0, dead: 0 }
  for (let taken = 0; taken < limit;) {
    const now = world.machine.now()
    const most = Math.min(atOnce, limit - taken)
    const rows = await world.store.leaseOutbox(stamp(now), stamp(now.add(lease)), most)
    if (rows.length === 0) break
    taken += rows.length
    for (const settled of await Promise.all(rows.map((row) => deliver(world, row)))) {
      if (settled !== 'unsettled') count[settled] += 1
    }
  }
  return count
}

async function deliver(world: World, row: OutboxRow): Promise<Settled | 'unsettled'> {
  return settled(world, row, await attempt(world, row))
}

/** Entries that were being sent when the product ended: a notice is sent again, an outward mail waits for a person. */
async function settleInterrupted(world: World): Promise<void> {
  for (const row of await world.store.interruptedOutbox(stamp(world.machine.now()))) {
    await settled(world, row, { outcome: 'unsure', code: 'interrupted' })
  }
}

/** An outcome that could not be noted leaves the entry as it is: when its lease has run out it was interrupted. */
async function settled(world: World, row: OutboxRow, outcome: Outcome): Promise<Settled | 'unsettled'> {
  try {
    return await settle(world, row, outcome)
  } catch (error) {
    const code = (error as { code?: unknown }).code
    world.lines.error('outcome_not_noted', { entry: row.id, code: typeof code === 'string' ? code : 'failed' })
    return 'unsettled'
  }
}
