import { holds, lacksReportersConsent, reportersOf } from '../../../core/process/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { EmbargoBand, type EmbargoState } from '../components/index.ts'
import { nameOf } from './seen.ts'
import { clauseOf } from './text.tsx'

/** Vultron's embargo states. An embargo that ended before anything was public leaves the case private. */
const states = { N: 'none', P: 'proposed', A: 'active', R: 'revise', X: 'none' } as const satisfies Record<
  string,
  EmbargoState
>

/** Whether the case is secret, until when, and who sees it: by name (EXPERIENCE). */
export function CaseBand({ view }: { readonly view: CaseView }) {
  const { case: c, policy, now } = view
  const isPublic = holds(c.shadow.cs, 'P')
  const embargoed = c.shadow.em === 'A' || c.shadow.em === 'R' || c.shadow.em === 'P'
  return (
    <EmbargoBand
      state={isPublic ? 'ended' : states[c.shadow.em]}
      now={now}
      {...(embargoed && c.embargo.until !== null ? { until: c.embargo.until } : {})}
      {...(isPublic && c.publicSince !== null ? { publicSince: c.publicSince } : {})}
      sees={readers(view)}
      end={
        lacksReportersConsent(c) && (
          <p>{reportersOf(c).length > 1 ? 'A' : 'The'} reporter has not accepted the embargo</p>
        )
      }
      clause={clauseOf(isPublic ? policy.schedule.asap.clause : policy.disclosure.embargo.clause)}
    />
  )
}

function readers(view: CaseView): { name: string; role: string }[] {
  const { case: c, members } = view
  const team = c.closed === null ? c.fixTeam.filter(({ state }) => state === 'accepted') : []
  return [
    ...members.map((person) => ({ name: nameOf(view, person), role: 'committee' })),
    ...team
      .filter(({ person }) => !members.includes(person))
      .map(({ person }) => ({ name: nameOf(view, person), role: 'fix team' })),
    ...reportersOf(c).map((person) => ({
      name: nameOf(view, person),
      role: person === c.reporter ? 'reporter' : 'co-reporter',
    })),
  ]
}
