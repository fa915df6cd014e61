import type { Child } from 'hono/jsx'
import type { Listed } from '../../../app/index.ts'
import { phaseTitles } from '../../../core/process/index.ts'
import { Badge, DeadlineMark, Severity } from '../components/index.ts'
import { scoreOf, severityOf } from '../severity.ts'

export const caseColumns = [
  { label: 'Case', head: true },
  { label: 'Phase' },
  { label: 'Severity' },
  { label: 'Next due' },
  { label: 'Release' },
] as const

/** A case in a table, as far as its reader may know it. */
export function caseCells({ case: id, phase, open, nextDue, summary, erased }: Listed, now: Temporal.Instant) {
  const title = summary?.title ?? (erased ? `Erased: ${id}` : 'An invitation: read the terms first')
  return [
    <>
      <a href={`/cases/${id}`}>
        <bdi>{title}</bdi>
      </a>
      {summary !== null && summary.project !== '' && <span class="soft small"> {summary.project}</span>}
      {summary?.asap && (
        <>
          {' '}
          <Badge tone="late">As soon as possible</Badge>
        </>
      )}
    </>,
    phaseTitles[phase],
    summary === null ? '' : <Severity severity={severityOf(summary.severity)} {...scoreOf(summary.score)} />,
    !open || nextDue === null ? <Nothing>nothing</Nothing> : <DeadlineMark now={now} due={nextDue} brief />,
    summary?.release ?? <Nothing>none</Nothing>,
  ]
}

/** A cell of a table must not be empty; a card of a narrow screen goes without the line. */
function Nothing({ children }: { readonly children?: Child }) {
  return <span class="soft nothing">{children}</span>
}
