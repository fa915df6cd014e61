import type { EventOf } from '../../core/process/index.ts'
import type { World } from '../world.ts'
import { asksNow, floodRules } from './asked.ts'
import { countReport } from './busy.ts'

/**
 * In a flood a report by mail waits for its sender's word, too: they get a link to confirm it by. `null`: nothing is asked,
 * or they cannot be asked, and then people look at it.
 */
export async function screenedByMail(
  world: World,
  email: string,
): Promise<Omit<EventOf<'ReportScreened'>, 'type'> | null> {
  const { strangers } = await floodRules(world)
  const asked = asksNow(world, strangers)
  countReport(world)
  return asked && email !== '' ? { proof: 'held', network: null, range: null } : null
}
