import { dayOf } from '../../core/clock/index.ts'
import { coverFrom, dayAfter, type DayCover } from '../../core/committee/index.ts'
import type { Community } from '../../core/community/index.ts'
import { policyOf } from '../community/index.ts'

/** C10: the days of the next four weeks on which a duty lacks cover. */
export function coverLacking(community: Community, now: Temporal.Instant): readonly DayCover[] {
  const today = dayOf(now)
  const ahead = coverFrom(community.committee, policyOf(community), today, dayAfter(today, 27))
  return ahead.filter(({ lacks }) => lacks.length > 0)
}
