import type { At, Day } from './events.ts'

/** Midnight in UTC at which a day begins. */
export function beginOf(day: Day): Temporal.Instant {
  return Temporal.Instant.from(`${day}T00:00:00Z`)
}

/** Midnight after a day. */
export function endOf(day: Day): Temporal.Instant {
  return beginOf(day).add({ hours: 24 })
}

export function dayAfter(day: Day, days = 1): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** Both days included. */
export function daysFrom(from: Day, to: Day, most = 800): readonly Day[] {
  const found: Day[] = []
  for (let day = from; day <= to && found.length < most; day = dayAfter(day)) found.push(day)
  return found
}

/** Whether an interval of days, both included, is at least, and at most, as long as a calendar length. */
export function isAtLeast(from: Day, to: Day, length: string): boolean {
  return dayAfter(to) >= Temporal.PlainDate.from(from).add(length).toString()
}

export function isAtMost(from: Day, to: Day, length: string): boolean {
  return dayAfter(to) <= Temporal.PlainDate.from(from).add(length).toString()
}

export function instantOf(at: At): Temporal.Instant {
  return Temporal.Instant.from(at)
}
