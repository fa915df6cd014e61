import { dayOf } from '../../../../core/clock/index.ts'
import { timeline } from '../../../../core/process/index.ts'
import { Code, Field } from '../../components/index.ts'
import { wrong, type Seen } from '../seen.ts'
import { at } from './rows.tsx'

interface TimelineProps {
  readonly seen: Seen
  readonly value: readonly string[]
}

/** What happened when, a line an event; what the record could tell stands beside it to be taken over. */
export function TimelineField({ seen, value }: TimelineProps) {
  const told = timeline(seen.view.case)
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
    .map(({ at: when, what }) => `${dayOf(when)} ${what}`)
    .filter((line) => !value.includes(line))
  return (
    <div class="stack stack-tight">
      <Field
        id={at('timeline')}
        name="timeline"
        kind="lines"
        rows={4}
        label="Timeline"
        hint="One event per line, its day first: 2026-01-31 Reported to the project. With a time: 2026-01-31 16:00 UTC Reported."
        value={value}
        error={wrong(seen, 'reviseAdvisory', 'timeline')}
      />
      {told.length > 0 && (
        <details>
          <summary>What the record could tell</summary>
          <Code label="Events of the record, to be copied">{told.join('\n')}</Code>
        </details>
      )}
    </div>
  )
}
