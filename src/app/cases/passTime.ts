import { passing, lawful, nextLook } from '../../core/process/index.ts'
import { isRefused, type CaseId } from '../../core/kernel/index.ts'
import type { World } from '../world.ts'
import { commitDecided } from './act.ts'
import { loadCase } from './load.ts'
import { standingOf, summaryOf } from './summary.ts'

/**
 * Time passing is a command too: looks at every case whose alarm is due, records what the product has to (reminders),
 * and sets the next alarm. Answers how many cases it looked at.
 */
export async function passTime(world: World, limit = 50): Promise<number> {
  const due = await world.store.dueAlarms(world.machine.now().toString({ smallestUnit: 'millisecond' }), limit)
  for (const stream of due) await lookAt(world, stream as CaseId)
  return due.length
}

async function lookAt(world: World, id: CaseId): Promise<void> {
  const loaded = await loadCase(world, id)
  if (loaded === undefined) {
    await world.store.commit({ alarms: [{ stream: id, at: null }] })
    return
  }
  const { case: c, policy } = loaded
  const now = world.machine.now()
  const events = lawful(c, passing(c, policy, now), 'S1')
  if (isRefused(events)) throw new Error(`time could not pass for ${id}: ${events.code}`)
  if (events.length > 0) {
    // A conflict leaves the alarm where it is: the next round looks again.
    await commitDecided(world, loaded, [{ case: c, events }], 'product', now)
    return
  }
  const row = {
    case: id,
    community: world.community,
    ...standingOf(c, policy, now),
    opened: c.opened,
    updated: c.updated,
  }
  const summary = await world.records.seal(id, 'summary', summaryOf(c))
  await world.store.commit({
    alarms: [{ stream: id, at: nextLook(c, policy, now) }],
    cases: [{ ...row, version: c.version, summary }],
  })
}
