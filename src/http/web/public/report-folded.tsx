import type { Child } from 'hono/jsx'
import type { ReporterAct, ReporterActProps } from './report-act-form.tsx'

interface FoldedProps extends ReporterActProps {
  readonly act: ReporterAct
  readonly title: string
  readonly open?: boolean
  readonly children?: Child
}

/** Folded away until it is wanted; open where its form came back. */
export function Folded({ act, title, open, attempt, children }: FoldedProps) {
  return (
    <details class="folded" open={open === true || attempt?.act === act}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
