import { exactStamp, isBefore } from '../../core/clock/index.ts'
import type { World } from '../world.ts'

/** Minutes that clocks of servers may differ by, as at the start. */
const tolerance = { minutes: 5 }
/** Longer than anything is leased for. */
const lease = { minutes: 15 }
const name = 'clock_seen'

/**
 * For a start, and for every minute. While a clock was ahead, the next look at each case was put off as far, and so was
 * the next try of a mail; once it has been set back, all are looked at now. Answers whether that was so.
 */
export async function followClock(world: World): Promise<boolean> {
  const now = world.machine.now()
  const seen = await world.store.setting(name)
  const isBack = seen !== undefined && isBefore(now.add(tolerance), Temporal.Instant.from(seen))
  await world.store.commit({
    settings: [{ name, value: exactStamp(now) }],
    ...(isBack ? { clockBack: { now: exactStamp(now), leases: exactStamp(now.add(lease)) } } : {}),
  })
  if (isBack) world.lines.warn('clock_was_ahead', { seen })
  return isBack
}
