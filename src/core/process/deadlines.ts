import type { Clock, Policy } from '../policy/index.ts'
import { ofAgreements } from './agreements.ts'
import type { Deadline } from './deadline.ts'
import { lengthsOn } from './lengths.ts'
import { reached } from './milestones.ts'
import { placed, ruleOf } from './placed.ts'
import { reportersOf } from './reporters.ts'
import { isResting, standing } from './standing.ts'
import type { Case } from './state.ts'

export { isLate, isRunning, type Deadline } from './deadline.ts'

/**
 * Every deadline of a case under a policy, at an instant; pure. A deadline moves only for a cause on record:
 * disclosure set earlier, S1 moved, S2 ASAP, S3 upstream, S8 slowed, or the milestone it counts from.
 */
export function deadlines(c: Case, policy: Policy, now: Temporal.Instant): readonly Deadline[] {
  const known = last.get(c)
  if (known !== undefined && known.policy === policy && known.now.equals(now)) return known.found
  const found = [
    ...policy.schedule.clocks.map((clock) => ofClock(c, policy, clock, now)),
    ...ofAgreements(c, policy, now),
  ]
  last.set(c, { policy, now, found })
  return found
}

/** One act or page asks for the same deadlines several times: for its list, its steps, its next look. */
const last = new WeakMap<Case, { policy: Policy; now: Temporal.Instant; found: readonly Deadline[] }>()

function ofClock(c: Case, policy: Policy, clock: Clock, now: Temporal.Instant): Deadline {
  const start = reached[clock.countsFrom](c)
  const { id, clause, title, duty, done: reaches } = clock
  const base = { id, clause, title, duty, reaches }
  if (start === null) {
    const because = [ruleOf(clock, lengthsOn(c, clock))]
    const state = isResting(c) ? 'moot' : 'waiting'
    return { ...base, opens: null, due: null, original: null, state, doneAt: null, asap: false, because }
  }
  const { opens, original, asap, because, due } = placed(c, policy, clock, start)
  const found = { ...base, opens, original, asap, because, ...standing(c, policy, reached[clock.done](c), due, now) }
  if (clock.done !== 'acknowledged' || found.doneAt !== null || reportersOf(c).length > 0) return found
  return { ...found, state: 'moot', because: [...because, `${clause}: nobody is known who waits for an answer`] }
}
