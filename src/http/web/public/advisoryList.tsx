import type { Card } from '../../../core/publishing/index.ts'
import { Empty, Severity, Table, When } from '../components/index.ts'
import { scoreOf, severityOf } from '../severity.ts'

interface AdvisoryListProps {
  readonly cards: readonly Card[]
  /** Where an advisory's page stands, seen from this one. */
  readonly href?: (id: string) => string
}

/** The newest first. */
export function AdvisoryList({ cards, href = (id) => `/advisories/${id}` }: AdvisoryListProps) {
  return (
    <Table
      id="advisories"
      caption="Advisories"
      columns={[{ label: 'Advisory', head: true }, { label: 'Severity' }, { label: 'Published' }]}
      rows={cards.map(({ id, title, severity, score, published }) => [
        <>
          <a href={href(id)}>{title}</a> <span class="soft small nowrap">{id}</span>
        </>,
        <Severity severity={severityOf(severity)} {...scoreOf(score)} />,
        <When at={published} only="day" />,
      ])}
      empty={<Empty title="No advisory so far" says="When something is fixed, it is announced here." />}
    />
  )
}
