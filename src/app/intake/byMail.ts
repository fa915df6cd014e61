import type { EventOf } from '../../core/process/index.ts'
import type { World } from '../world.ts'
import { asksNow, floodRules } from './asked.ts'
import { countReport } from './busy.ts'

/** In a flood, somebody who gives no address that one could ask: their mail waits for a member, and wakes nobody else. */
export async function cannotBeAsked(world: World, email: string): Promise<boolean> {
  return email === '' && asksNow(world, (await floodRules(world)).strangers)
}

/** In a flood a report by mail waits for its sender's word, too: they get a link to confirm it by. `null`: nothing is asked. */
export async function screenedByMail(
  world: World,
  email: string,
): Promise<Omit<EventOf<'ReportScreened'>, 'type'> | null> {
  const { strangers } = await floodRules(world)
  const asked = asksNow(world, strangers)
  countReport(world)
  return asked && email !== '' ? { proof: 'held', network: null, range: null } : null
}
