/**
 * So many business days later, at the same time of day: Monday to Friday in UTC. A report that comes in on a weekend
 * counts from there, so that its first business day ends on Monday. Holidays differ by place and are not known here.
 */
export function afterBusinessDays(start: Temporal.Instant, days: number): Temporal.Instant {
  let day = start.toZonedDateTimeISO('UTC')
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek <= 5) left--
  }
  return day.toInstant()
}
