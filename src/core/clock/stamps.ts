/**
 * How instants are spelled: ISO 8601 in UTC, as long as what they are for needs. Texts of one of these sort as time does;
 * of two they do not ('…00.5Z' comes before '…00Z'), nor as `toString()` prints them, which drops idle zeros.
 */

/** To the second, the rest cut off: as people give and read them. */
export function stamp(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' })
}

/** To the millisecond, as fine as the machine's clock tells: in records, and for what is due. */
export function exactStamp(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' })
}

/** The day in UTC: `2026-03-17`. A text is an instant in ISO 8601 and UTC, however fine. */
export function dayOf(instant: Temporal.Instant | string): string {
  return String(instant).slice(0, 10)
}

/** As people read it in a table or a plain text, in UTC: `2026-03-17 16:00`. */
export function minuteOf(instant: Temporal.Instant | string): string {
  return String(instant).slice(0, 16).replace('T', ' ')
}
