import { after, earlier, later, stamp } from '../clock/index.ts'
import { durationInWords, milestoneWords, type Clock, type Policy } from '../policy/index.ts'
import type { Deadline } from './deadline.ts'
import type { At } from './events.ts'
import { afterIn, lengthsOn, type Lengths } from './lengths.ts'
import { maySlow } from './lowRisk.ts'
import type { Case } from './state.ts'

interface Placed extends Pick<Deadline, 'opens' | 'original' | 'asap' | 'because'> {
  readonly start: At
  readonly lengths: Lengths
  readonly maySlow: boolean
  readonly due: At
}

/** Most events move no deadline: where one lies follows from its start and the recorded causes alone. */
const places = new WeakMap<Clock, WeakMap<Case['causes'], Placed>>()

/** Where a clock's deadline lies once it counts from `start`, and why. */
export function placed(c: Case, policy: Policy, clock: Clock, start: At): Placed {
  const ofThis = places.get(clock) ?? new WeakMap<Case['causes'], Placed>()
  places.set(clock, ofThis)
  const known = ofThis.get(c.causes)
  const lengths = lengthsOn(c, clock)
  const slows = maySlow(c, clock, policy)
  if (known?.start === start && known.lengths === lengths && known.maySlow === slows) return known
  const from = Temporal.Instant.from(start)
  const original = afterIn(clock, from, lengths.due)
  const because = [ruleOf(clock, lengths)]
  const moved = move(c, policy, clock, original, because)
  const first = lengths.opens ?? clock.opens
  const opens = first === undefined ? null : stamp(earlier(afterIn(clock, from, first), moved.due))
  const place = {
    start,
    lengths,
    maySlow: slows,
    opens,
    original: stamp(original),
    asap: moved.asap,
    because,
    due: stamp(moved.due),
  }
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
    } else if (cause.deadline === clock.id && cause.kind === 'slowed' && !maySlow(c, clock, policy)) {
      because.push(
        `${slowDown.clause}: slowed down to ${cause.to} on ${cause.at}; not any more: the severity has risen`,
      )
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

const rules = new WeakMap<Lengths, string>()

/** The policy's own sentence about a clock. */
export function ruleOf(clock: Clock, lengths: Lengths): string {
  const known = rules.get(lengths)
  if (known !== undefined) return known
  const [from] = milestoneWords[clock.countsFrom]
  const opens = lengths.opens ?? clock.opens
  const length = (text: string) =>
    clock.counts === 'business-days' ? durationInWords(text).replace('day', 'business day') : durationInWords(text)
  const within =
    opens === undefined
      ? `within ${length(lengths.due)} of ${from}`
      : `${length(opens)} to ${length(lengths.due)} after ${from}`
  const whose = 'classes' in lengths && Array.isArray(lengths.classes) ? ` (${lengths.classes.join(', ')})` : ''
  const told = `${clock.clause}: ${clock.title}${whose}: ${within}`
  rules.set(lengths, told)
  return told
}
