import { exactStamp } from '../../core/clock/index.ts'
import { codeOf, isRefused, type CaseId, type StreamId } from '../../core/kernel/index.ts'
import { lawful, nextLook, passing } from '../../core/process/index.ts'
import { StoreFailed } from '../ports/index.ts'
import type { World } from '../world.ts'
import { commitDecided } from './act.ts'
import { loadCase } from './load.ts'
import { rowOf } from './summary.ts'
import { inTurn } from './turns.ts'

/**
 * Looks at a case whose alarm is due: records what the product has to (reminders) and sets the next alarm. One that
 * cannot be looked at is told in the log lines and looked at again in a quarter of an hour. Throws `StoreFailed`.
 */
export async function passTimeOf(world: World, id: CaseId): Promise<void> {
  await inTurn(world, id, () => lookAt(world, id)).catch((error: unknown) => putOff(world, id, error))
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
  // After a conflict the alarm stands as the other commit has set it, or is taken again when its lease has ended.
  if (events.length > 0) await commitDecided(world, loaded, [{ case: c, events }], 'product', now)
  else {
    await world.store.commit({
      appends: [world.records.unchanged('case', stream)],
      alarms: [{ stream: id, at: nextLook(c, policy, now) }],
      cases: [await rowOf(world, c, policy, now)],
    })
  }
}

export async function putOff(world: World, id: StreamId, error: unknown): Promise<void> {
  if (error instanceof StoreFailed) throw error
  world.lines.error('time_could_not_pass', { stream: id, code: codeOf(error) ?? 'failed' })
  await world.store.commit({ alarms: [{ stream: id, at: exactStamp(world.machine.now().add({ minutes: 15 })) }] })
}
