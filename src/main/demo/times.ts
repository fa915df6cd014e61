import { before } from '../../core/clock/index.ts'

/** 16:00 UTC on the last day that lies at least so long back. */
export function lastAfternoon(now: Temporal.Instant, atLeast: string): Temporal.Instant {
  const latest = before(now, atLeast).toZonedDateTimeISO('UTC')
  const then = afternoon(latest)
  return Temporal.ZonedDateTime.compare(then, latest) > 0 ? then.subtract({ days: 1 }).toInstant() : then.toInstant()
}

/** 16:00 UTC on the last recommended weekday (V8) that lies at least so long back. */
export function lastSlot(now: Temporal.Instant, atLeast: string): Temporal.Instant {
  let then = lastAfternoon(now, atLeast)
  while (isUnusual(then)) then = then.subtract({ hours: 24 })
  return then
}

export function tomorrowAfternoon(now: Temporal.Instant): Temporal.Instant {
  return afternoon(now.toZonedDateTimeISO('UTC').add({ days: 1 })).toInstant()
}

/** A Friday or a day of the weekend: the policy then asks for a reason. */
export function isUnusual(instant: Temporal.Instant): boolean {
  return instant.toZonedDateTimeISO('UTC').dayOfWeek >= 5
}

function afternoon(day: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return day.withPlainTime('16:00')
}
