import { z } from 'zod'
import { line } from '../kernel/index.ts'

/**
 * A day, or an instant in UTC, each in one way of writing. Midnight stands for the day: CVE has instants only, and a day
 * there is its first one.
 */
function momentOf(text: string): string | undefined {
  const written = text.trim()
  if (!/^(?:19[7-9]|2\d\d)\d-\d\d-\d\d/.test(written) || written.includes(':60')) return undefined
  try {
    if (written.length === 10) return Temporal.PlainDate.from(written, { overflow: 'reject' }).toString()
    const instant = Temporal.Instant.from(written).toString()
    return instant.endsWith('T00:00:00Z') ? instant.slice(0, 10) : instant
  } catch {
    return undefined
  }
}

const moment = z
  .string()
  .max(50, { error: 'a day such as 2026-01-31' })
  .overwrite((text) => momentOf(text) ?? text)
  .refine((text) => momentOf(text) === text, { error: 'a day such as 2026-01-31, or a time such as 2026-01-31T16:00Z' })

export const TimelineEntry = z
  .strictObject({
    at: moment.meta({ title: 'When', description: 'A day, or a time in UTC' }),
    says: line(500).meta({ title: 'What happened' }),
  })
  .meta({ title: 'Event' })
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** Sorted by time; events of one moment keep their order. */
export function inOrder(timeline: readonly TimelineEntry[]): TimelineEntry[] {
  const instant = ({ at }: TimelineEntry) => Temporal.Instant.from(at.length === 10 ? `${at}T00:00:00Z` : at)
  return timeline.toSorted((one, other) => {
    try {
      return Temporal.Instant.compare(instant(one), instant(other))
    } catch {
      return 0
    }
  })
}

/** `2026-01-31: Reported to the project.` */
export function eventInWords({ at, says }: TimelineEntry): string {
  return `${at}: ${says}`
}

/** The other way round; `undefined` where any line is none. */
export function eventsIn(lines: readonly string[]): TimelineEntry[] | undefined {
  const found = lines.flatMap((one) => {
    const [, at = '', says = ''] = /^(\d{4}-\d{2}-\d{2}\S*): (.*)$/.exec(one) ?? []
    return TimelineEntry.safeParse({ at, says }).data ?? []
  })
  const same = found.map(eventInWords)
  return same.length === lines.length && same.every((one, index) => one === lines[index]) ? found : undefined
}
