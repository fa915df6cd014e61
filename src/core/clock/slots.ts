import { isBefore } from './arithmetic.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]

/** When releases are announced best (V8): a time of day in a zone, on some weekdays. */
export interface SlotRule {
  readonly time: string
  readonly zone: string
  readonly weekdays: readonly Weekday[]
}

export function weekdayOf(instant: Temporal.Instant, zone: string): Weekday {
  return weekdays[instant.toZonedDateTimeISO(zone).dayOfWeek - 1] ?? 'monday'
}

/** The rule's slots from `from` up to and including `to`, at most `limit`. */
export function slots(rule: SlotRule, from: Temporal.Instant, to: Temporal.Instant, limit = 60): Temporal.Instant[] {
  const found: Temporal.Instant[] = []
  let day = from.toZonedDateTimeISO(rule.zone).toPlainDate()
  while (found.length < limit) {
    const slot = slotOn(day, rule)
    if (isBefore(to, slot)) break
    if (!isBefore(slot, from) && rule.weekdays.includes(weekdayOf(slot, rule.zone))) found.push(slot)
    day = day.add({ days: 1 })
  }
  return found
}

/** A time that the zone's clocks skip on that day (DST) is the same length after the jump. */
function slotOn(day: Temporal.PlainDate, { zone, time }: SlotRule): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
}

/** Why an instant is not one of the rule's slots; empty when it is. */
export function slotWarnings(rule: SlotRule, instant: Temporal.Instant): string[] {
  const warnings: string[] = []
  const local = instant.toZonedDateTimeISO(rule.zone)
  const weekday = weekdayOf(instant, rule.zone)
  if (!rule.weekdays.includes(weekday))
    warnings.push(`it falls on a ${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}`)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  if (time !== rule.time && !slotOn(local.toPlainDate(), rule).equals(instant))
    warnings.push(`it is at ${time}, not at ${rule.time} ${rule.zone}`)
  return warnings
}
