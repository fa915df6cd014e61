import { outcomeOf } from '../policy/index.ts'
import { isRunning, type Deadline } from './deadlines.ts'
import { agreedRelease } from './milestones.ts'
import type { Case } from './state.ts'

/** What will have happened, in words for somebody outside, and by when. */
export interface Promised {
  readonly says: string
  readonly due: string | null
  readonly clause: string
  readonly asap: boolean
  /** Holds only if the committee finds that it is a vulnerability, which it has not said yet. */
  readonly ifAccepted: boolean
}

/** What is promised of any report, whatever it turns out to be. */
const ofAnyReport: ReadonlySet<string> = new Set(['disclosed', 'acknowledged', 'assessed'])

/** What whoever reported a case is promised, the nearest first: no internal detail, and nothing that is over. */
export function promised(c: Case, deadlines: readonly Deadline[]): readonly Promised[] {
  if (c.closed !== null || c.setAside !== null) return []
  const agreed = agreedRelease(c)
  const running = deadlines.filter((one) => isRunning(one) && one.reaches !== null)
  // Once both sides have agreed on the hour, the clock that led there says nothing more.
  const shown = running.filter(({ id, reaches }) => agreed === null || reaches !== 'announced' || id === 'announcement')
  return shown
    .toSorted((one, other) => (one.due ?? '9').localeCompare(other.due ?? '9'))
    .flatMap(({ reaches, due, clause, asap }) =>
      reaches === null
        ? []
        : [
            {
              says: outcomeOf(reaches),
              due,
              clause,
              asap,
              ifAccepted: c.accepted === null && !ofAnyReport.has(reaches),
            },
          ],
    )
}
