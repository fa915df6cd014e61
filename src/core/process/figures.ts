import { secondsBetween } from '../clock/index.ts'
import type { Case } from './state.ts'

/** The two headline figures of a case, in seconds. */
export interface Figures {
  /** From disclosure to a fixed release that users can install; while there is none, until now. */
  readonly toFixedRelease: number
  /** From the moment it was public or exploited until that release; 0 if it never was before. */
  readonly exposure: number
  /** True while the figure still grows. */
  readonly running: { readonly toFixedRelease: boolean; readonly exposure: boolean }
}

/** Where the figures stop: users can install the fix, or the case ended otherwise. One put off runs on. */
function stopped(c: Case): string | undefined {
  if (c.fixReleased !== null) return c.fixReleased
  if (c.setAside !== null && c.setAside.as !== 'deferred') return c.setAside.at
  return c.closed?.at
}

/**
 * "To reduce the total time users are vulnerable to publicly and privately known exploits": both figures follow from
 * the events alone, and from `now` while they run. A case that was set aside or closed unfixed stops where it ended.
 */
export function figures(c: Case, now: Temporal.Instant): Figures {
  const stop = stopped(c)
  const end = stop === undefined ? now : Temporal.Instant.from(stop)
  const known = [c.publicSince, c.exploitSince, c.attacksSince].filter((at) => at !== null).sort()[0]
  const exposedFrom = known === undefined ? null : Temporal.Instant.from(known)
  return {
    toFixedRelease: Math.max(0, secondsBetween(Temporal.Instant.from(c.disclosed), end)),
    exposure: exposedFrom === null ? 0 : Math.max(0, secondsBetween(exposedFrom, end)),
    running: { toFixedRelease: stop === undefined, exposure: stop === undefined && exposedFrom !== null },
  }
}
