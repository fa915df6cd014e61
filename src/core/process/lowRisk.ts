import type { Clock, Policy } from '../policy/index.ts'
import type { Case } from './state.ts'

/** A decision on the severity, as far as schedules ask for it. */
type Judged = Pick<Case['judged'][number], 'class' | 'score'>

/** S8: a score under the policy's bound, or a risk assessed as low. */
export function isLow({ class: of, score }: Judged, { schedule: { slowDown } }: Policy): boolean {
  const below = score !== null && score < (slowDown.scoreBelow ?? 0)
  return below || of === slowDown.orAssessed || of === 'none'
}

/** The newest decision that counts for a clock: what was decided after the deed changes nothing. */
export function judgedFor(c: Case, clock: Clock): Case['judged'][number] | undefined {
  return c.judged.findLast(({ after: reached }) => !reached.includes(clock.done))
}

/** S8: that the fix team took more time holds for as long as the severity that allowed it. */
export function maySlow(c: Case, clock: Clock, policy: Policy): boolean {
  const judged = judgedFor(c, clock)
  return judged !== undefined && isLow(judged, policy)
}
