import { dayOf } from '../../core/clock/index.ts'
import { coverFrom, dayAfter, type DayCover } from '../../core/committee/index.ts'
import { policyOf, theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'

/** C10: the days of the next four weeks on which a duty lacks cover. */
export async function coverLacking(world: World): Promise<readonly DayCover[]> {
  const community = await theCommunity(world)
  const today = dayOf(world.machine.now())
  const ahead = coverFrom(community.committee, policyOf(community), today, dayAfter(today, 27))
  return ahead.filter(({ lacks }) => lacks.length > 0)
}
