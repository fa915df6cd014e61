import { after, earlier, isBefore, later, stamp } from '../clock/index.ts'
import type { Clock, Duty, Policy } from '../policy/index.ts'
import type { At } from './events.ts'
import { agreedRelease, reached } from './milestones.ts'
import type { Case } from './state.ts'

export interface Deadline {
  /** The policy's clock id, or `embargo`, `opening`, `announcement`. */
  readonly id: string
  readonly clause: string
  readonly title: string
  readonly duty: Duty
  /** Null: what it counts from has not happened yet. */
  readonly opens: At | null
  readonly due: At | null
  /** Where the policy alone would put it. */
  readonly original: At | null
  /** `moot`: the case was set aside or closed before it mattered. `waiting`: it has not started counting. */
  readonly state: 'waiting' | 'open' | 'soon' | 'late' | 'met' | 'missed' | 'moot'
  readonly doneAt: At | null
  readonly asap: boolean
  /** Why it is where it is, in sentences: the rule first, then each cause in the order recorded. */
  readonly because: readonly string[]
}

/**
 * Every deadline of a case under a policy, at an instant; pure. A deadline moves only for a cause on record:
 * disclosure set earlier, S1 moved, S2 ASAP, S3 upstream, S8 slowed, or the milestone it counts from.
 */
export function deadlines(c: Case, policy: Policy, now: Temporal.Instant): readonly Deadline[] {
  return [...policy.schedule.clocks.map((clock) => ofClock(c, policy, clock, now)), ...ofAgreements(c, policy, now)]
}

export function isLate(deadline: Deadline): boolean {
  return deadline.state === 'late'
}

export function isRunning(deadline: Deadline): boolean {
  return deadline.state === 'open' || deadline.state === 'soon' || deadline.state === 'late'
}

function ofClock(c: Case, policy: Policy, clock: Clock, now: Temporal.Instant): Deadline {
  const start = reached[clock.countsFrom](c)
  const because = [`${clock.clause}: ${clock.title}: ${rule(clock)}`]
  const base = { id: clock.id, clause: clock.clause, title: clock.title, duty: clock.duty }
  if (start === null) {
    return { ...base, opens: null, due: null, original: null, state: waiting(c), doneAt: null, asap: false, because }
  }
  const from = Temporal.Instant.from(start)
  const original = after(from, clock.due)
  const moved = move(c, policy, clock, original, because)
  const opens = clock.opens === undefined ? null : earlier(after(from, clock.opens), moved.due)
  return {
    ...base,
    opens: opens === null ? null : stamp(opens),
    original: stamp(original),
    asap: moved.asap,
    because,
    ...standing(c, policy, reached[clock.done](c), moved.due, now),
  }
}

/** Applies the recorded causes in order; appends a sentence for each that tells. */
function move(c: Case, policy: Policy, clock: Clock, original: Temporal.Instant, because: string[]) {
  let due = original
  let asap = false
  let upstream: Temporal.Instant | null = null
  for (const cause of c.causes) {
    if (cause.kind === 'asap') {
      if (clock.underAsap === 'unchanged') continue
      asap = true
      due = earlier(due, after(Temporal.Instant.from(cause.at), policy.schedule.asap.within))
      because.push(`${policy.schedule.asap.clause}: as soon as possible since ${cause.at}: ${cause.why}`)
    } else if (cause.kind === 'upstream') {
      if (!clock.followsUpstream) continue
      upstream = cause.date === null ? null : Temporal.Instant.from(cause.date)
      const date = cause.date === null ? 'names no date' : `discloses on ${cause.date}`
      because.push(`${policy.schedule.upstream.clause}: ${cause.project} ${date}`)
    } else if (cause.deadline === clock.id) {
      due = Temporal.Instant.from(cause.to)
      const clause = cause.kind === 'moved' ? policy.schedule.move.clause : policy.schedule.slowDown.clause
      because.push(`${clause}: moved to ${cause.to} on ${cause.at}: ${cause.reason}`)
    }
  }
  return { due: upstream !== null && !asap ? later(due, upstream) : due, asap }
}

function ofAgreements(c: Case, policy: Policy, now: Temporal.Instant): Deadline[] {
  const found: Deadline[] = []
  const one = (id: string, clause: string, title: string, duty: Duty, due: At, done: At | null, why: string) =>
    found.push({
      ...{ id, clause, title, duty, opens: null, original: due, asap: false, because: [`${clause}: ${why}`] },
      ...standing(c, policy, done, Temporal.Instant.from(due), now),
    })
  const agreed = agreedRelease(c)
  if (agreed !== null) {
    const { merge, announce } = policy.release
    const both = `agreed by committee and fix team on ${agreed.at}`
    one(
      'opening',
      merge.clause,
      'Opening: the first public merge',
      'release',
      agreed.opening,
      c.merged?.at ?? null,
      both,
    )
    one('announcement', announce.clause, 'Announcement', 'disclosure', agreed.announcement, c.announced, both)
  }
  if (c.embargo.until !== null && c.shadow.em !== 'N' && c.shadow.em !== 'P') {
    const ended = c.embargo.ended?.at ?? null
    const { clause } = policy.disclosure.embargo
    one(
      'embargo',
      clause,
      'The embargo ends',
      'disclosure',
      c.embargo.until,
      ended,
      'the date everyone on the case agreed to',
    )
  }
  return found
}

function standing(c: Case, policy: Policy, doneAt: At | null, due: Temporal.Instant, now: Temporal.Instant) {
  const at = stamp(due)
  if (doneAt !== null) {
    const met = !isBefore(due, Temporal.Instant.from(doneAt))
    return { due: at, doneAt, state: met ? ('met' as const) : ('missed' as const) }
  }
  if (c.closed !== null || c.setAside !== null) return { due: at, doneAt, state: 'moot' as const }
  if (isBefore(due, now)) return { due: at, doneAt, state: 'late' as const }
  const soon = !isBefore(after(now, policy.schedule.remind.before), due)
  return { due: at, doneAt, state: soon ? ('soon' as const) : ('open' as const) }
}

function waiting(c: Case): 'moot' | 'waiting' {
  return c.closed !== null || (c.setAside !== null && c.announced === null) ? 'moot' : 'waiting'
}

const milestoneWords: Partial<Record<string, string>> = { disclosed: 'disclosure', announced: 'the release' }

function rule(clock: Clock): string {
  const from = milestoneWords[clock.countsFrom] ?? clock.countsFrom
  return clock.opens === undefined
    ? `within ${inWords(clock.due)} of ${from}`
    : `${inWords(clock.opens)} to ${inWords(clock.due)} after ${from}`
}

function inWords(duration: string): string {
  const { years, months, weeks, days, hours, minutes } = Temporal.Duration.from(duration)
  const units = { year: years, month: months, week: weeks, day: days, hour: hours, minute: minutes }
  const parts = Object.entries(units).filter(([, count]) => count > 0)
  return parts.map(([unit, count]) => `${count} ${unit}${count === 1 ? '' : 's'}`).join(' ') || 'at once'
}
