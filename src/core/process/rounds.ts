import { after, secondsBetween } from '../clock/index.ts'
import type { At } from './events.ts'

/** How many whole rounds of a length lie between an instant and now. A round is at least an hour. */
export function rounds(from: Temporal.Instant | At, length: string, now: Temporal.Instant): number {
  const start = Temporal.Instant.from(from)
  return Math.max(0, Math.trunc(secondsBetween(start, now) / roundSeconds(start, length)))
}

/** When the next one has passed. */
export function nextRound(from: Temporal.Instant | At, length: string, now: Temporal.Instant): Temporal.Instant {
  const start = Temporal.Instant.from(from)
  return start.add({ seconds: (rounds(from, length, now) + 1) * roundSeconds(start, length) })
}

function roundSeconds(start: Temporal.Instant, length: string): number {
  return Math.max(3600, secondsBetween(start, after(start, length)))
}
