import { isBefore } from '../clock/index.ts'
import type { Case } from './state.ts'

/** So far ahead a record may be of a clock that was only corrected. */
const leeway = { hours: 1 }

/**
 * How often something was reminded of. What a clock recorded that was far ahead and was set back since does not count: it
 * told people of what had not come, and they have to hear of it when it does.
 */
export function timesReminded({ reminded }: Pick<Case, 'reminded'>, of: string, now: Temporal.Instant): number {
  const last = reminded[of]
  if (last === undefined || isBefore(now.add(leeway), Temporal.Instant.from(last.at))) return 0
  return last.nth
}
