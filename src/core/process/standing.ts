import { after, before, isBefore, stamp } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import type { Deadline } from './deadline.ts'
import type { At } from './events.ts'
import type { Case } from './state.ts'

/**
 * `resting`: the case whose rest makes the deadline moot, `null` where nothing does. `grace`: how long after `due` it
 * still counts as on time, for an instant before which nobody may act (V8, R3).
 */
export function standing(
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

/** Set aside or closed: what the policy asks of a case is not asked of it now. */
export function isResting(c: Case): boolean {
  return c.closed !== null || c.setAside !== null
}
