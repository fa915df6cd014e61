import type { Machine, Store, WindableClock } from '../../app/ports/index.ts'
import { machine } from './machine.ts'

const setting = 'clock_offset'

/**
 * A machine whose clock can be wound forward, for demonstrations and tests. How far is kept in the store, so that
 * time does not jump back at a restart. `wind` throws `RangeError` for anything but forwards, and for months and
 * years, which have no fixed length; it resolves to the new time once that is on disk.
 */
export async function windableMachine(
  store: Pick<Store, 'setting' | 'commit'>,
  real: Machine = machine(),
): Promise<Machine & WindableClock> {
  let offset = Temporal.Duration.from((await store.setting(setting)) ?? 'PT0S')
  let winding: Promise<unknown> = Promise.resolve()
  const now = () => real.now().add(offset)

  async function windOnce(by: Temporal.Duration): Promise<Temporal.Instant> {
    if (by.sign !== 1) throw new RangeError('the clock can only be wound forwards')
    const further = offset.add(by).round({ largestUnit: 'hour' })
    await store.commit({ settings: [{ name: setting, value: further.toString() }] })
    offset = further
    return now()
  }
  return {
    ...real,
    now,
    /** One after the other: two at once add up. */
    wind(by) {
      const turn = winding.then(() => windOnce(by))
      winding = turn.catch(() => undefined)
      return turn
    },
  }
}
