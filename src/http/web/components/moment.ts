export { inUtc, inZone } from '../../../core/clock/index.ts'

/** A point in time as pages get it: an instant, or ISO 8601 text as it stands in records. */
export type Moment = Temporal.Instant | string

/** Throws `RangeError` for text that is no instant: records are never that, and a page must not guess. */
export function toInstant(at: Moment): Temporal.Instant {
  return typeof at === 'string' ? Temporal.Instant.from(at) : at
}

interface ReleaseZone {
  readonly name: string
  readonly zone: string
  readonly city: string
}

/** The three that the recommended hour was chosen for (clause V8), by their part of the world. */
const namedZones: readonly ReleaseZone[] = [
  { name: 'Pacific', zone: 'America/Los_Angeles', city: 'Los Angeles' },
  { name: 'Europe', zone: 'Europe/Berlin', city: 'Berlin' },
  { name: 'Asia', zone: 'Asia/Kolkata', city: 'Kolkata' },
]

/** The zones in which a policy shows the hour (V8, `releaseDay.showIn`); others than the named ones by their city. */
export function zonesOf(showIn: readonly string[]): readonly ReleaseZone[] {
  return showIn.map((zone) => {
    const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
    return namedZones.find((one) => one.zone === zone) ?? { name: city, zone, city: '' }
  })
}

/** How long, in the two largest units that matter: `3 d 4 h`, `5 h 20 min`, `12 min`. Never negative. */
export function howLong(from: Temporal.Instant, to: Temporal.Instant): string {
  const minutes = Math.floor(Math.abs(to.epochMilliseconds - from.epochMilliseconds) / 60_000)
  const [d, h, min] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (d >= 10) return `${d} d`
  if (d > 0) return h > 0 ? `${d} d ${h} h` : `${d} d`
  if (h > 0) return min > 0 ? `${h} h ${min} min` : `${h} h`
  return minutes > 0 ? `${min} min` : 'less than a minute'
}
