/** A point in time as pages get it: an instant, or ISO 8601 text as it stands in records. */
export type Moment = Temporal.Instant | string

/** Throws `RangeError` for text that is no instant: records are never that, and a page must not guess. */
export function toInstant(at: Moment): Temporal.Instant {
  return typeof at === 'string' ? Temporal.Instant.from(at) : at
}

/** `Fri 13 Mar 2026, 16:00 UTC`. English day and month names: the interface's language, whatever the server's is. */
export function inUtc(at: Temporal.Instant, only?: 'day'): string {
  const { day, hour } = inZone(at, 'UTC')
  const year = at.toZonedDateTimeISO('UTC').year
  return only === 'day' ? `${day} ${year}` : `${day} ${year}, ${hour} UTC`
}

/** `Fri 13 Mar` and `16:00` in an IANA time zone. */
export function inZone(at: Temporal.Instant, zone: string): { day: string; hour: string } {
  const local = at.toZonedDateTimeISO(zone)
  const day = `${days[local.dayOfWeek - 1]} ${local.day} ${months[local.month - 1]}`
  return { day, hour: `${twoDigits(local.hour)}:${twoDigits(local.minute)}` }
}

export interface ReleaseZone {
  readonly name: string
  readonly zone: string
  readonly city: string
}

/** The three the recommended hour was chosen for (clause V8). */
export const releaseZones: readonly ReleaseZone[] = [
  { name: 'Pacific', zone: 'America/Los_Angeles', city: 'Los Angeles' },
  { name: 'Europe', zone: 'Europe/Berlin', city: 'Berlin' },
  { name: 'Asia', zone: 'Asia/Kolkata', city: 'Kolkata' },
]

/** How long, in the two largest units that matter: `3 d 4 h`, `5 h 20 min`, `12 min`. Never negative. */
export function howLong(from: Temporal.Instant, to: Temporal.Instant): string {
  const minutes = Math.floor(Math.abs(to.epochMilliseconds - from.epochMilliseconds) / 60_000)
  const [d, h, min] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (d >= 10) return `${d} d`
  if (d > 0) return h > 0 ? `${d} d ${h} h` : `${d} d`
  if (h > 0) return min > 0 ? `${h} h ${min} min` : `${h} h`
  return minutes > 0 ? `${min} min` : 'less than a minute'
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
