import type { Child } from 'hono/jsx'
import { stamp } from '../../../core/clock/index.ts'
import { Clause, type ClauseProps } from './clause.tsx'
import { inUtc, inZone, toInstant, type Moment } from './moment.ts'

export interface TimelineEntry {
  readonly at: Moment
  /** A person's name, or `Tocsin` where the product acted by itself. */
  readonly who: string
  /** In words, after the name: `invited Cleo Marsh to the fix team`. */
  readonly what: Child
  readonly clause?: ClauseProps
  /** More, folded away. */
  readonly detail?: Child
  /** `outward`: it left the house. `product`: nobody's act. */
  readonly kind?: 'act' | 'outward' | 'product'
}

export interface TimelineProps {
  /** In the order to be shown. */
  readonly entries: readonly TimelineEntry[]
  readonly label?: string
}

/** The record, day by day in UTC. */
export function Timeline({ entries, label = 'Record' }: TimelineProps) {
  return (
    <div class="timeline" aria-label={label} role="group" data-walk=".timeline-entry">
      {byDay(entries).map(({ day, entries: those }) => (
        <section class="timeline-day">
          <h3>{day}</h3>
          <ol role="list">
            {those.map((entry) => (
              <li class={`timeline-entry is-${entry.kind ?? 'act'}`}>
                <time datetime={stamp(toInstant(entry.at))} data-local="title">
                  {inZone(toInstant(entry.at), 'UTC').hour}
                </time>
                <div>
                  <p>
                    <strong>{entry.who}</strong> {entry.what} {entry.clause && <Clause {...entry.clause} />}
                  </p>
                  {entry.detail && (
                    <details>
                      <summary>Details</summary>
                      {entry.detail}
                    </details>
                  )}
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function byDay(entries: readonly TimelineEntry[]): { day: string; entries: TimelineEntry[] }[] {
  const days: { day: string; entries: TimelineEntry[] }[] = []
  for (const entry of entries) {
    const day = inUtc(toInstant(entry.at), 'day')
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}
