import type { Duty, Milestone } from '../policy/index.ts'
import type { At } from './events.ts'

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

export function isLate(deadline: Deadline): boolean {
  return deadline.state === 'late'
}

export function isRunning(deadline: Deadline): boolean {
  return deadline.state === 'open' || deadline.state === 'soon' || deadline.state === 'late'
}
