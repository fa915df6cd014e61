import { isBefore, stamp } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import { deadlines, isRunning } from './deadlines.ts'
import type { CaseEvent } from './events.ts'
import { lateRounds, nextLateRound, unheldSince } from './imported.ts'
import { quietReminder, quietUntil } from './quiet.ts'
import { timesReminded } from './reminded.ts'
import { nextRound, rounds } from './rounds.ts'
import { isHeld } from './screening.ts'
import { turnsOf } from './standing.ts'
import type { Case } from './state.ts'
import { unheldDuties } from './unheld.ts'
import { unansweredReminder, unansweredUntil } from './unanswered.ts'

/**
 * Time passing is a command too: what the product itself records when it looks at a case at an instant. A deadline
 * that comes near is reminded of once, one that is late again and again (S1); duties nobody holds likewise (C2).
 */
export function passing(c: Case, policy: Policy, now: Temporal.Instant): readonly CaseEvent[] {
  if (isHeld(c)) return []
  if (c.closed !== null) return unansweredReminder(c, policy, now)
  const late: CaseEvent[] = deadlines(c, policy, now).flatMap((deadline): CaseEvent[] => {
    if (!isRunning(deadline) || deadline.due === null || deadline.state === 'open') return []
    const kind = deadline.state === 'late' ? 'late' : 'soon'
    const nth = kind === 'soon' ? 1 : lateRounds(c, deadline.due, policy, now)
    const reminded = timesReminded(c, `${deadline.id}:${kind}:${deadline.due}`, now)
    return nth > reminded ? [{ type: 'DeadlineReminded', deadline: deadline.id, due: deadline.due, kind, nth }] : []
  })
  late.push(...quietReminder(c, policy, now), ...unansweredReminder(c, policy, now))
  const unheld = unheldDuties(c, policy)
  if (!isWorkedOn(c) || unheld.length === 0) return late
  const nth = rounds(unheldSince(c), policy.committee.duties.remindWhenUnheld, now)
  return nth > timesReminded(c, 'duties', now) ? [...late, { type: 'DutyReminded', duties: unheld, nth }] : late
}

/** When the scheduler should look at the case next; `null`: never, until something else happens. */
export function nextLook(c: Case, policy: Policy, now: Temporal.Instant): string | null {
  if (isHeld(c)) return null
  const running = c.closed === null ? deadlines(c, policy, now) : []
  const moments = running.flatMap((deadline) => {
    if (!isRunning(deadline) || deadline.due === null) return []
    const { soon, end } = turnsOf(deadline.id, deadline.due, policy)
    if (isBefore(now, soon)) return [soon]
    if (!isBefore(end, now)) return [end.add({ seconds: 1 })]
    return [nextLateRound(c, deadline.due, policy, now)]
  })
  if (isWorkedOn(c) && unheldDuties(c, policy).length > 0) {
    moments.push(nextRound(unheldSince(c), policy.committee.duties.remindWhenUnheld, now))
  }
  if (c.closed === null) moments.push(...quietUntil(c, policy, now))
  moments.push(...unansweredUntil(c, policy, now))
  const first = moments.sort((one, other) => Temporal.Instant.compare(one, other))[0]
  // Rounded up: a look a fraction too early would find nothing to do and be asked for again at once.
  return first === undefined ? null : stamp(first.round({ smallestUnit: 'second', roundingMode: 'ceil' }))
}

function isWorkedOn(c: Case): boolean {
  return c.closed === null && c.setAside === null && c.announced === null
}
