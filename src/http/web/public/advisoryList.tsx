import type { PublicAdvisory } from '../../../app/index.ts'
import { Empty, Severity, Table, When } from '../components/index.ts'
import { scoreOf, severityOf } from '../severity.ts'

/** The newest first. */
export function AdvisoryList({ advisories }: { readonly advisories: readonly PublicAdvisory[] }) {
  return (
    <Table
      id="advisories"
      caption="Advisories"
      columns={[{ label: 'Advisory', head: true }, { label: 'Severity' }, { label: 'Published' }]}
      rows={advisories.map(({ id, document, severity, published }) => [
        <>
          <a href={`/advisories/${id}`}>{document.title}</a> <span class="soft small">{id}</span>
        </>,
        <Severity severity={severityOf(severity?.class ?? null)} {...scoreOf(severity?.score ?? null)} />,
        <When at={published} only="day" />,
      ])}
      empty={<Empty title="No advisory so far" says="When something is fixed, it is announced here." />}
    />
  )
}
