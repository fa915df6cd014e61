/** Calendar arithmetic in UTC: `P1D` is the same time on the next day, `PT24H` is 24 hours. */
export function after(start: Temporal.Instant, duration: string): Temporal.Instant {
  return start.toZonedDateTimeISO('UTC').add(Temporal.Duration.from(duration)).toInstant()
}

export function before(end: Temporal.Instant, duration: string): Temporal.Instant {
  return end.toZonedDateTimeISO('UTC').subtract(Temporal.Duration.from(duration)).toInstant()
}

export function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}

export function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return isBefore(other, one) ? other : one
}

export function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return isBefore(one, other) ? other : one
}

/** To the second, ISO 8601 in UTC: the form in which instants stand in records and on pages. */
export function stamp(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' })
}
