/** Calendar arithmetic in UTC: `P1D` is the same time on the next day, `PT24H` is 24 hours. */
export function after(start: Temporal.Instant, duration: string): Temporal.Instant {
  const { exact, calendar } = parsed(duration)
  return exact === null ? start.toZonedDateTimeISO('UTC').add(calendar).toInstant() : start.add(exact)
}

export function before(end: Temporal.Instant, duration: string): Temporal.Instant {
  const { exact, calendar } = parsed(duration)
  return exact === null ? end.toZonedDateTimeISO('UTC').subtract(calendar).toInstant() : end.subtract(exact)
}

interface Parsed {
  readonly calendar: Temporal.Duration
  /** The same in hours and less, where it has no months or years: every day in UTC has 24 hours. */
  readonly exact: Temporal.Duration | null
}

const known = new Map<string, Parsed>()
const most = 1000

/** A policy's durations are few and asked for all the time. */
function parsed(duration: string): Parsed {
  const found = known.get(duration)
  if (found !== undefined) return found
  const calendar = Temporal.Duration.from(duration)
  const { years, months, weeks, days, hours } = calendar
  const exact =
    years === 0 && months === 0 ? calendar.with({ weeks: 0, days: 0, hours: hours + 24 * (days + 7 * weeks) }) : null
  if (known.size >= most) known.clear()
  known.set(duration, { calendar, exact })
  return { calendar, exact }
}

export function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  // Whole milliseconds are cheaper to compare, and nearly always tell.
  const [first, second] = [one.epochMilliseconds, other.epochMilliseconds]
  return first === second ? Temporal.Instant.compare(one, other) < 0 : first < second
}

export function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return isBefore(other, one) ? other : one
}

export function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return isBefore(one, other) ? other : one
}
