import { isRefused, type CaseId } from '../../core/kernel/index.ts'
import { lawful, nextLook, passing } from '../../core/process/index.ts'
import { StoreFailed } from '../ports/index.ts'
import type { World } from '../world.ts'
import { commitDecided } from './act.ts'
import { rebuildAudiences, staleAudiences } from './audiences.ts'
import { loadCase } from './load.ts'
import { rowOf } from './summary.ts'
import { inTurn } from './turns.ts'

/**
 * Time passing is a command too: looks at every case whose alarm is due, records what the product has to (reminders),
 * and sets the next alarm. Answers how many cases it looked at. One that cannot be looked at does not keep the others
 * waiting: it is told in the log lines and looked at again in a quarter of an hour. Throws `StoreFailed`.
 */
export async function passTime(world: World, limit = 50): Promise<number> {
  if ((await world.store.setting(staleAudiences)) !== undefined) await rebuildAudiences(world)
  const due = (await world.store.dueAlarms(stamp(world.machine.now()), limit)) as readonly CaseId[]
  for (const id of due)
    await inTurn(world, id, () => lookAt(world, id)).catch((error: unknown) => putOff(world, id, error))
  return due.length
}

async function lookAt(world: World, id: CaseId): Promise<void> {
  const loaded = await loadCase(world, id)
  if (loaded === undefined) {
    await world.store.commit({ alarms: [{ stream: id, at: null }] })
    return
  }
  const { case: c, policy, stream } = loaded
  const now = world.machine.now()
  const events = lawful(c, passing(c, policy, now), 'S1')
  if (isRefused(events)) throw new TypeError(`time could not pass: ${events.code}`)
  // A conflict leaves the alarm where it is: the next round looks again.
  if (events.length > 0) await commitDecided(world, loaded, [{ case: c, events }], 'product', now)
  else {
    await world.store.commit({
      appends: [world.records.unchanged('case', stream)],
      alarms: [{ stream: id, at: nextLook(c, policy, now) }],
      cases: [await rowOf(world, c, policy, now)],
    })
  }
}

async function putOff(world: World, id: CaseId, error: unknown): Promise<void> {
  if (error instanceof StoreFailed) throw error
  const code = (error as { code?: unknown }).code
  world.lines.error('time_could_not_pass', { case: id, code: typeof code === 'string' ? code : 'failed' })
  await world.store.commit({ alarms: [{ stream: id, at: stamp(world.machine.now().add({ minutes: 15 })) }] })
}

function stamp(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' })
}
