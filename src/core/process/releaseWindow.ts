import { after, isBefore, later } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import { deadlines, type Deadline } from './deadlines.ts'
import type { At } from './events.ts'
import type { Case } from './state.ts'

/** Of a case's deadlines the policy's own for the release, whatever both sides have agreed on. */
export function releaseDeadline(all: readonly Deadline[], { schedule: { clocks } }: Policy): Deadline | undefined {
  return all.find(({ id, reaches }) => reaches === 'announced' && clocks.some((clock) => clock.id === id))
}

/**
 * S6: when the window for the release opens, where at some instant that is still to come: before, distributions and
 * users have had no time to get ready. `null`: it is open then, or everything is as soon as possible (S2).
 */
export function windowAhead(
  all: readonly Deadline[],
  policy: Policy,
  at: Temporal.Instant,
): { readonly clause: string; readonly opens: At } | null {
  const release = releaseDeadline(all, policy)
  if (release?.opens == null || release.asap || !isBefore(at, Temporal.Instant.from(release.opens))) return null
  return { clause: release.clause, opens: release.opens }
}

/** V8: the earliest announcement to recommend: the usual time after an opening now, or at upstream's date, in the window. */
export function earliestRelease(c: Case, policy: Policy, now: Temporal.Instant): Temporal.Instant {
  const upstream = c.upstream?.date == null ? now : Temporal.Instant.from(c.upstream.date)
  const ready = after(later(now, upstream), policy.release.merge.usualBefore)
  return Temporal.Instant.from(windowAhead(deadlines(c, policy, now), policy, ready)?.opens ?? ready)
}
