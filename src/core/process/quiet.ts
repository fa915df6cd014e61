import { after, isBefore, stamp } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import type { CaseEvent } from './events.ts'
import { timesReminded } from './reminded.ts'
import type { Case } from './state.ts'

/**
 * S1: a case on which nobody acts for longer than its severity allows is brought up, once for each such length of
 * silence. The product's own records are no acts.
 */
export function quietReminder(c: Case, policy: Policy, now: Temporal.Instant): readonly CaseEvent[] {
  const silence = silenceAt(c, policy, now)
  if (silence === null || silence.nth <= timesReminded(c, `quiet:late:${silence.due}`, now)) return []
  return [{ type: 'DeadlineReminded', deadline: 'quiet', due: silence.due, kind: 'late', nth: silence.nth }]
}

/** When that is to be looked at next; empty where nothing is watched. */
export function quietUntil(c: Case, policy: Policy, now: Temporal.Instant): readonly Temporal.Instant[] {
  const silence = silenceAt(c, policy, now)
  return silence === null ? watched(c, policy).map(({ due }) => due) : [silence.next]
}

function silenceAt(c: Case, policy: Policy, now: Temporal.Instant) {
  const [limit] = watched(c, policy)
  if (limit === undefined || isBefore(now, limit.due)) return null
  let nth = 1
  let next = after(limit.due, limit.length)
  // At least an hour each (the schema's interval); a case that lay for ten years gives 90,000 rounds at most.
  while (!isBefore(now, next)) {
    nth++
    next = after(next, limit.length)
  }
  return { due: stamp(limit.due), nth, next }
}

function watched(c: Case, { schedule: { quiet } }: Policy) {
  const { severity } = c
  if (quiet === undefined || severity === null || c.setAside !== null || c.announced !== null) return []
  const found = quiet.limits.find(({ classes }) => classes.includes(severity.class))
  if (found === undefined) return []
  return [{ due: after(Temporal.Instant.from(c.lastAct), found.after), length: found.after }]
}
