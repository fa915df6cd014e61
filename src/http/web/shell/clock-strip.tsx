import { type FormTarget, Hidden, type Moment, When } from '../components/index.ts'

export interface ClockStripProps extends FormTarget {
  readonly now: Moment
  /** Each a button; `value` is an ISO 8601 duration. */
  readonly steps?: readonly { readonly label: string; readonly value: string }[]
}

const usualSteps = [
  { label: '1 hour', value: 'PT1H' },
  { label: '1 day', value: 'P1D' },
  { label: '1 week', value: 'P7D' },
]

/** The demonstration's own time, and buttons that wind it forward (sent as `by`). */
export function ClockStrip({ now, action, hidden, steps = usualSteps }: ClockStripProps) {
  return (
    <aside class="clock-strip" aria-label="Demonstration clock">
      <div>
        <p>
          Demonstration. It is <When at={now} /> here.
        </p>
        <form method="post" action={action}>
          <Hidden fields={hidden} />
          {steps.map(({ label, value }) => (
            <button name="by" value={value} aria-label={`Wind forward ${label}`}>
              +{label}
            </button>
          ))}
        </form>
      </div>
    </aside>
  )
}
