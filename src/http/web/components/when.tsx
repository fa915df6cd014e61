import { stamp } from '../../../core/clock/index.ts'
import { inUtc, inZone, toInstant, zonesOf, type Moment } from './moment.ts'

export interface WhenProps {
  readonly at: Moment
  /** `day` leaves the hour out. */
  readonly only?: 'day'
}

/** A point in time, in UTC. A browser module adds the reader's own time beside it. */
export function When({ at, only }: WhenProps) {
  const instant = toInstant(at)
  return (
    <time class="when" datetime={stamp(instant)} data-local={only ?? 'minute'}>
      {inUtc(instant, only)}
    </time>
  )
}

/** A whole day, the same for every reader, or a time: as a timeline has them. */
export function DayOrTime({ at }: { readonly at: string }) {
  if (at.length > 10) return <When at={at} />
  return <time datetime={at}>{inUtc(Temporal.Instant.from(`${at}T00:00:00Z`), 'day')}</time>
}

export interface ReleaseHourProps {
  readonly at: Moment
  /** IANA zones as the policy names them (`releaseDay.showIn`); UTC comes first by itself. */
  readonly showIn: readonly string[]
}

/** The agreed hour as those see it who wait for it (clause V8: morning Pacific, early evening Europe, late evening Asia). */
export function ReleaseHour({ at, showIn }: ReleaseHourProps) {
  const instant = toInstant(at)
  return (
    <dl class="release-hour">
      {[{ name: 'UTC', zone: 'UTC', city: '' }, ...zonesOf(showIn)].map(({ name, zone, city }) => {
        const { day, hour } = inZone(instant, zone)
        return (
          <div>
            <dt>
              {name} {city && <span class="soft">{city}</span>}
            </dt>
            <dd>
              <time datetime={stamp(instant)}>
                <strong>{hour}</strong> {day}
              </time>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
