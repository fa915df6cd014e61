import { after, before, dayOf, isBefore, later } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import { beginOf, dayAfter, instantOf } from './days.ts'
import { coverOn, gapsIn } from './duties.ts'
import type { CommitteeEventOf, Day } from './events.ts'
import type { Committee } from './state.ts'

/**
 * C10: a duty that will lack cover is told when it comes near (as near as a leave is agreed on with the others), and as
 * often as one that nobody holds (C2), until it is covered.
 */
export function coverReminder(
  committee: Committee,
  policy: Policy,
  now: Temporal.Instant,
): CommitteeEventOf<'CoverReminded'> | undefined {
  const gaps = nearGaps(committee, policy, now)
  return gaps.length === 0 || isBefore(now, nextTime(committee, policy, now))
    ? undefined
    : { type: 'CoverReminded', gaps }
}

/** When the next reminder is due as things stand; `undefined`: nothing that is known of will lack cover. */
export function nextCoverLook(
  committee: Committee,
  policy: Policy,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  if (committee.seats.length === 0) return undefined
  if (nearGaps(committee, policy, now).length > 0) return nextTime(committee, policy, now)
  const first = turningDays(committee, dayOf(now)).find((day) => coverOn(committee, policy, day).lacks.length > 0)
  return first === undefined ? undefined : later(before(beginOf(first), policy.committee.leave.coordinateFrom), now)
}

function nearGaps(committee: Committee, policy: Policy, now: Temporal.Instant) {
  const today = dayOf(now)
  return gapsIn(committee, policy, today, dayOf(after(now, policy.committee.leave.coordinateFrom)))
}

function nextTime({ coverTold }: Committee, policy: Policy, now: Temporal.Instant): Temporal.Instant {
  return coverTold === null ? now : after(instantOf(coverTold), policy.committee.duties.remindWhenUnheld)
}

/** Days from which on other people are there, in order; between them cover stays as it is. */
function turningDays({ leaves, seats }: Committee, today: Day): readonly Day[] {
  const days = [
    ...leaves.flatMap(({ from, to, ended }) => (ended === null ? [from, dayAfter(to)] : [])),
    ...seats.flatMap(({ ends }) => (ends === null ? [] : [ends])),
  ]
  return days.filter((day) => day > today).toSorted()
}
