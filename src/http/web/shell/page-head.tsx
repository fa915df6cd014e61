import type { Child } from 'hono/jsx'

export interface PageHeadProps {
  readonly title: Child
  /** One or two sentences. */
  readonly lead?: Child
  /** Buttons or badges at the other end of the line. */
  readonly end?: Child
}

export function PageHead({ title, lead, end }: PageHeadProps) {
  return (
    <div class="page-head">
      <div class="page-title">
        <h1>{title}</h1>
        {end}
      </div>
      {lead && <p class="page-lead">{lead}</p>}
    </div>
  )
}
