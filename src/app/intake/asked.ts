import { floodsOf, type Floods } from '../../core/policy/index.ts'
import { policyOf, theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'
import { reportsThisHour } from './busy.ts'
import { newChallenge, type Challenge } from './work.ts'

/** What is asked of somebody whom nobody knows before their report is brought to people. */
export interface Asked extends Challenge {
  /** False: nothing is asked at the moment. It may be a moment later. */
  readonly now: boolean
}

/** `null`: the policy asks strangers for nothing, ever. */
export async function askedOfStrangers(world: World): Promise<Asked | null> {
  const { strangers } = await floodRules(world)
  if (strangers.confirm === 'never') return null
  return { ...newChallenge(world, strangers.work), now: asksNow(world, strangers) }
}

export function asksNow(world: World, { confirm, busyFrom }: Floods['strangers']): boolean {
  return confirm === 'always' || (confirm === 'when-busy' && reportsThisHour(world) >= busyFrom)
}

export async function floodRules(world: World): Promise<Floods> {
  return floodsOf(policyOf(await theCommunity(world)))
}
