import { after, isBefore, stamp } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import type { At } from './events.ts'
import { nextRound, rounds } from './rounds.ts'
import type { Case } from './state.ts'

type Came = Pick<Case, 'via' | 'opened'>

/**
 * An import brings many cases whose deadlines passed long before. They count and show; but nobody is reminded of all of
 * them at that moment. The first reminder comes one round later, at a whole hour, and so do those after it: what was
 * imported within an hour is told together.
 */
export function lateRounds(c: Came, due: At, policy: Policy, now: Temporal.Instant): number {
  const { againEvery } = policy.schedule.remind
  const from = firstReminder(c, due, policy)
  if (from === null) return 1 + rounds(due, againEvery, now)
  if (isBefore(now, from)) return 0
  return 1 + rounds(due, againEvery, from) + rounds(from, againEvery, now)
}

/** When the next one is due, of a deadline that has passed. */
export function nextLateRound(c: Came, due: At, policy: Policy, now: Temporal.Instant): Temporal.Instant {
  const { againEvery } = policy.schedule.remind
  const from = firstReminder(c, due, policy)
  if (from === null) return nextRound(due, againEvery, now)
  return isBefore(now, from) ? from : nextRound(from, againEvery, now)
}

/** Since when it is counted how long nobody holds a duty. */
export function unheldSince(c: Came): At {
  return c.via === 'import' ? stamp(wholeHour(Temporal.Instant.from(c.opened))) : c.opened
}

/** Whether a case came with deadlines that had passed, of which a reminder at this instant tells with those of others. */
export function isToldTogether(c: Came, due: At): boolean {
  return c.via === 'import' && isBefore(Temporal.Instant.from(due), Temporal.Instant.from(c.opened))
}

function firstReminder(c: Came, due: At, policy: Policy): Temporal.Instant | null {
  if (!isToldTogether(c, due)) return null
  return wholeHour(after(Temporal.Instant.from(c.opened), policy.schedule.remind.againEvery))
}

function wholeHour(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: 'hour', roundingMode: 'ceil' })
}
