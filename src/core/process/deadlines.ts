import { after, before, earlier, isBefore, later, stamp } from '../clock/index.ts'
import type { Clock, Duty, Milestone, Policy } from '../policy/index.ts'
import { whoseDate } from './consent.ts'
import { noticesTo } from './distributors.ts'
import type { At } from './events.ts'
import { afterIn, lengthsOn, type Lengths } from './lengths.ts'
import { agreedRelease, reached } from './milestones.ts'
import { reportersOf } from './reporters.ts'
import { reproducerOf } from './screening.ts'
import type { Case } from './state.ts'

export interface Deadline {
  /** The policy's clock id, or `embargo`, `opening`, `announcement`, `distributors-1`, `reproducer`. */
  readonly id: string
  readonly clause: string
  readonly title: string
  readonly duty: Duty
  /** What stops it; `null` for the embargo, which is stopped by ending it, and for notices to distributors (R1) and for answers of reporters. */
  readonly reaches: Milestone | null
  /** Null: what it counts from has not happened yet. */
  readonly opens: At | null
  readonly due: At | null
  /** Where the policy alone would put it. */
  readonly original: At | null
  /** `moot`: the case was set aside or closed before it mattered, or nobody waits for it. `waiting`: it has not started counting. */
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

export function isLate(deadline: Deadline): boolean {
  return deadline.state === 'late'
}

export function isRunning(deadline: Deadline): boolean {
  return deadline.state === 'open' || deadline.state === 'soon' || deadline.state === 'late'
}

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

interface Placed extends Pick<Deadline, 'opens' | 'original' | 'asap' | 'because'> {
  readonly start: At
  readonly lengths: Lengths
  readonly due: At
}

/** Most events move no deadline: where one lies follows from its start and the recorded causes alone. */
const places = new WeakMap<Clock, WeakMap<Case['causes'], Placed>>()

function placed(c: Case, policy: Policy, clock: Clock, start: At): Placed {
  const ofThis = places.get(clock) ?? new WeakMap<Case['causes'], Placed>()
  places.set(clock, ofThis)
  const known = ofThis.get(c.causes)
  const lengths = lengthsOn(c, clock)
  if (known !== undefined && known.start === start && known.lengths === lengths) return known
  const from = Temporal.Instant.from(start)
  const original = afterIn(clock, from, lengths.due)
  const because = [ruleOf(clock, lengths)]
  const moved = move(c, policy, clock, original, because)
  const first = lengths.opens ?? clock.opens
  const opens = first === undefined ? null : stamp(earlier(afterIn(clock, from, first), moved.due))
  const place = { start, lengths, opens, original: stamp(original), asap: moved.asap, because, due: stamp(moved.due) }
  ofThis.set(c.causes, place)
  return place
}

/**
 * Applies the recorded causes in order; appends a sentence for each that tells. What was recorded after the deed
 * moves nothing: what was met stays met.
 */
function move(
  c: Case,
  policy: Policy,
  clock: Clock,
  original: Temporal.Instant,
  because: string[],
): { due: Temporal.Instant; asap: boolean } {
  const { asap: hurry, upstream, move: moving, slowDown } = policy.schedule
  let due = original
  let asap = false
  let notBefore: Temporal.Instant | null = null
  for (const cause of c.causes) {
    if (cause.after.includes(clock.done)) continue
    if (cause.kind === 'merged') {
      if (clock.countsFrom === 'disclosed') {
        because.push(
          `C2: counts from ${cause.disclosed}, when ${cause.case} was disclosed, since they were merged on ${cause.at}`,
        )
      }
      continue
    }
    if (cause.kind === 'asap') {
      if (clock.underAsap === 'unchanged') continue
      asap = true
      due = earlier(due, after(Temporal.Instant.from(cause.at), hurry.within))
      because.push(`${hurry.clause}: as soon as possible since ${cause.at}: ${cause.why}`)
    } else if (cause.kind === 'upstream') {
      // Users are at risk now: what is public does not wait for upstream (S2 before S3).
      if (!clock.followsUpstream || asap) continue
      notBefore = cause.date === null ? null : Temporal.Instant.from(cause.date)
      const date = cause.date === null ? 'names no date' : `discloses on ${cause.date}`
      because.push(`${upstream.clause}: ${cause.project} ${date}`)
    } else if (cause.deadline === clock.id) {
      // People's own date stands until upstream's changes again.
      due = Temporal.Instant.from(cause.to)
      notBefore = null
      const clause = cause.kind === 'moved' ? moving.clause : slowDown.clause
      because.push(`${clause}: moved to ${cause.to} on ${cause.at}: ${cause.reason}`)
    }
  }
  return { due: notBefore !== null && !asap ? later(due, notBefore) : due, asap }
}

/** Deadlines that people agreed to: the two instants of the release day (V8, R3) and the embargo's end. */
function ofAgreements(c: Case, policy: Policy, now: Temporal.Instant): Deadline[] {
  const found: Deadline[] = []
  const add = (
    what: Pick<Deadline, 'id' | 'clause' | 'title' | 'duty' | 'reaches'>,
    due: At,
    doneAt: At | null,
    why: string,
  ) => {
    const { grace } = policy.development.releaseDay
    found.push({
      ...what,
      opens: null,
      original: due,
      asap: false,
      because: [`${what.clause}: ${why}`],
      // Setting a case aside or closing it does not end its embargo (Vultron).
      ...standing(what.id === 'embargo' ? null : c, policy, doneAt, due, now, grace),
    })
  }
  const agreed = agreedRelease(c)
  if (agreed !== null) {
    const { merge } = policy.release
    const both = `agreed by committee and fix team on ${agreed.at}`
    const opening = { id: 'opening', title: 'Opening: the first public merge', reaches: 'opened' } as const
    add({ ...opening, clause: merge.clause, duty: 'release' }, agreed.opening, reached.opened(c), both)
    const announcement = { id: 'announcement', title: 'Announcement', reaches: 'announced' } as const
    const { clause } = policy.development.releaseDay
    add({ ...announcement, clause, duty: 'disclosure' }, agreed.announcement, reached.announced(c), both)
  }
  for (const { id, title, clause, opens, due, doneAt, why } of noticesTo(c, policy)) {
    const what = { id, clause, title, duty: 'disclosure', reaches: null } as const
    add(what, due, doneAt, why)
    const told = found.pop()
    // Once the release is announced, telling them ahead is over.
    if (told !== undefined)
      found.push({ ...told, opens, ...(told.state === 'late' && c.announced !== null && { state: 'missed' }) })
  }
  const asked = reproducerOf(c)
  if (asked !== null) {
    const reproducer = { id: 'reproducer', title: 'A reproducer from the reporter', duty: 'triage' } as const
    add({ ...reproducer, clause: 'C2', reaches: null }, asked.due, asked.answered, 'what the reporter was promised')
  }
  if (c.embargo.until !== null && c.shadow.em !== 'N' && c.shadow.em !== 'P') {
    const embargo = { id: 'embargo', title: 'The embargo ends', duty: 'disclosure', reaches: null } as const
    const { clause } = policy.disclosure.embargo
    add({ ...embargo, clause }, c.embargo.until, c.embargo.ended?.at ?? null, whoseDate(c))
  }
  return found
}

/**
 * `resting`: the case whose rest makes the deadline moot, `null` where nothing does. `grace`: how long after `due` it
 * still counts as on time, for an instant before which nobody may act (V8, R3).
 */
function standing(
  resting: Case | null,
  policy: Policy,
  doneAt: At | null,
  due: At,
  now: Temporal.Instant,
  grace = 'PT0S',
): Pick<Deadline, 'due' | 'doneAt' | 'state'> {
  const { at, soon, end } = turnsAt(due, policy.schedule.remind.before, grace)
  if (doneAt !== null) {
    const met = !isBefore(end, Temporal.Instant.from(stamp(Temporal.Instant.from(doneAt))))
    return { due: at, doneAt, state: met ? 'met' : 'missed' }
  }
  if (resting !== null && isResting(resting)) return { due: at, doneAt, state: 'moot' }
  if (isBefore(end, now)) return { due: at, doneAt, state: 'late' }
  return { due: at, doneAt, state: isBefore(now, soon) ? 'open' : 'soon' }
}

/** When a deadline's standing changes by itself: it is near from `soon`, and late after `end`. */
export interface Turns {
  /** The deadline itself, to the second. */
  readonly at: At
  readonly soon: Temporal.Instant
  readonly end: Temporal.Instant
}

/** The turns of a running deadline. */
export function turnsOf(id: string, due: At, policy: Policy): Turns {
  const agreed = !policy.schedule.clocks.some((clock) => clock.id === id)
  return turnsAt(due, policy.schedule.remind.before, agreed ? policy.development.releaseDay.grace : 'PT0S')
}

const turns = new Map<string, Turns>()
const mostTurns = 4000

function turnsAt(text: At, warning: string, grace: string): Turns {
  const key = `${text} ${warning} ${grace}`
  const known = turns.get(key)
  if (known !== undefined) return known
  const at = stamp(Temporal.Instant.from(text))
  const due = Temporal.Instant.from(at)
  const found = { at, soon: before(due, warning), end: after(due, grace) }
  if (turns.size >= mostTurns) turns.clear()
  turns.set(key, found)
  return found
}

function isResting(c: Case): boolean {
  return c.closed !== null || c.setAside !== null
}

const milestoneWords: Partial<Record<string, string>> = { disclosed: 'disclosure', announced: 'the release' }

const rules = new WeakMap<Lengths, string>()

/** The policy's own sentence about a clock. */
function ruleOf(clock: Clock, lengths: Lengths): string {
  const known = rules.get(lengths)
  if (known !== undefined) return known
  const from = milestoneWords[clock.countsFrom] ?? clock.countsFrom
  const opens = lengths.opens ?? clock.opens
  const length = (text: string) =>
    clock.counts === 'business-days' ? inWords(text).replace('day', 'business day') : inWords(text)
  const within =
    opens === undefined
      ? `within ${length(lengths.due)} of ${from}`
      : `${length(opens)} to ${length(lengths.due)} after ${from}`
  const whose = 'classes' in lengths && Array.isArray(lengths.classes) ? ` (${lengths.classes.join(', ')})` : ''
  const told = `${clock.clause}: ${clock.title}${whose}: ${within}`
  rules.set(lengths, told)
  return told
}

function inWords(duration: string): string {
  const { years, months, weeks, days, hours, minutes } = Temporal.Duration.from(duration)
  const units = { year: years, month: months, week: weeks, day: days, hour: hours, minute: minutes }
  const parts = Object.entries(units).filter(([, count]) => count > 0)
  return parts.map(([unit, count]) => `${count} ${unit}${count === 1 ? '' : 's'}`).join(' ') || 'at once'
}
