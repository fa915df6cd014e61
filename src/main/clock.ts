import { performance } from 'node:perf_hooks'
import { stamp } from '../core/clock/index.ts'
import type { World } from '../app/index.ts'
import { StoreFailed } from '../app/ports/index.ts'
import { Failed } from './failure.ts'

/** Minutes that a clock may be behind the newest record: servers differ, and clocks are corrected, by seconds. */
const tolerance = 5
/** How often the running clock is looked at, in milliseconds, and by how many seconds it may have jumped in between. */
const every = 10_000
const jump = 5

/**
 * What is recorded at a time before what is recorded already contradicts it for ever: a report older than its community,
 * a decision before its report. Throws `Failed` (`clock_behind`) before anything can be; `trusted`: somebody has looked,
 * and it was the record that was made under a wrong clock.
 */
export async function assertClock(world: World, { trusted }: { readonly trusted: boolean }): Promise<void> {
  const newest = await newestRecord(world)
  const now = world.machine.now()
  if (newest === undefined || Temporal.Instant.compare(newest, now.add({ minutes: tolerance })) <= 0) return
  if (trusted) {
    world.lines.warn('clock_behind', { newest: stamp(newest) })
    return
  }
  throw new Failed(
    'clock_behind',
    `this machine’s clock says ${stamp(now)}, and the newest record was made at ${stamp(newest)}`,
    'Set the clock and start again; if the clock is right and the record’s time is wrong, set TOCSIN_CLOCK=trust.',
  )
}

/** When the last committed event was recorded. Nothing to go by: none, or a transaction hangs that may be the last. */
async function newestRecord({ store }: World): Promise<Temporal.Instant | undefined> {
  const page = 1_000
  try {
    let links = await store.scanLinks((await store.logState()).position - 1, page)
    for (let next = links; next.length === page;) {
      next = await store.scanLinks(next.at(-1)?.position ?? 0, page)
      if (next.length > 0) links = next
    }
    const at = links.at(-1)?.event.at
    return at === undefined ? undefined : Temporal.Instant.from(at)
  } catch (error) {
    if (error instanceof StoreFailed && error.code === 'busy') return undefined
    throw error
  }
}

/**
 * Tells when the clock was set while the product runs, by comparing it with one that nobody sets; a machine that slept
 * looks the same. Deadlines are counted by the clock, whatever it says. `elapsed`: milliseconds that only grow.
 */
export function watchClock({ machine, lines }: World, elapsed = () => performance.now()): () => void {
  let last = { at: machine.now(), elapsed: elapsed() }
  const watching = setInterval(() => {
    const next = { at: machine.now(), elapsed: elapsed() }
    const seconds = Math.round((next.at.since(last.at).total('milliseconds') - (next.elapsed - last.elapsed)) / 1000)
    last = next
    if (Math.abs(seconds) >= jump) lines.warn(seconds < 0 ? 'clock_went_back' : 'clock_went_ahead', { seconds })
  }, every)
  watching.unref()
  return () => clearInterval(watching)
}
