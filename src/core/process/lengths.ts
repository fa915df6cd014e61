import { after, afterBusinessDays } from '../clock/index.ts'
import type { Clock } from '../policy/index.ts'
import { judgedFor } from './lowRisk.ts'
import type { Case } from './state.ts'

/** A clock's lengths: its own, or those of a severity. */
export interface Lengths {
  readonly opens?: string | undefined
  readonly due: string
}

/**
 * The lengths that a clock has on a case: those for the severity, once the committee has decided one. What was decided
 * after the deed changes nothing: what was met stays met. The same object for the same answer.
 */
export function lengthsOn(c: Case, clock: Clock): Lengths {
  if (clock.bySeverity === undefined) return clock
  const decided = judgedFor(c, clock)
  return clock.bySeverity.find(({ classes }) => decided !== undefined && classes.includes(decided.class)) ?? clock
}

/** An instant that lies a clock's length after another one, in the days that the clock counts. */
export function afterIn({ counts }: Clock, start: Temporal.Instant, length: string): Temporal.Instant {
  if (counts !== 'business-days') return after(start, length)
  return afterBusinessDays(start, Temporal.Duration.from(length).days)
}
