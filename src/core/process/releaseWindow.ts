import { isBefore } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import { deadlines } from './deadlines.ts'
import type { At } from './events.ts'
import type { Case } from './state.ts'

/**
 * S6: when the window for the release opens, where that is still to come: before, distributions and users have had no
 * time to get ready. `null`: it is open, or everything is as soon as possible (S2).
 */
export function windowAhead(
  c: Case,
  policy: Policy,
  now: Temporal.Instant,
): { readonly clause: string; readonly opens: At } | null {
  const clocks = policy.schedule.clocks.map(({ id }) => id)
  const release = deadlines(c, policy, now).find(({ id, reaches }) => reaches === 'announced' && clocks.includes(id))
  if (release?.opens == null || release.asap || !isBefore(now, Temporal.Instant.from(release.opens))) return null
  return { clause: release.clause, opens: release.opens }
}
