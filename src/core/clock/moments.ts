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

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
