import { Button, Clause, Definitions, When } from '../../components/index.ts'
import { labelOf } from '../labels.ts'
import { may, nameOf, type Seen } from '../seen.ts'
import { clauseOf } from '../text.tsx'
import { CveOrders } from './cveOrders.tsx'
import { MitreForm } from './mitreForm.tsx'

/** V2: where the id was asked for, and the id. */
export function Cve({ seen }: { seen: Seen }) {
  const { view } = seen
  const { cve, id, closed } = view.case
  return (
    <section class="stack" aria-labelledby="cve">
      <h2 id="cve">
        CVE <Clause {...clauseOf('V2')} />
      </h2>
      <Definitions
        label="CVE"
        items={[
          {
            term: 'Requested',
            value:
              cve.requested === null ? undefined : (
                <>
                  from {labelOf(cve.requested.from)} by {nameOf(view, cve.requested.by)}, <When at={cve.requested.at} />
                </>
              ),
          },
          { term: 'Id', value: cve.id ?? undefined },
          ...(cve.rejected.length === 0 ? [] : [{ term: 'Rejected', value: cve.rejected.join(', ') }]),
        ]}
      />
      {closed === null && may(seen, 'requestCve') && (
        <p class="buttons">
          {cve.requested === null && cve.id === null && (
            <Button href={`/cases/${id}/do/requestCve?back=severity`}>Request a CVE</Button>
          )}
          <Button href={`/cases/${id}/do/recordCve?back=severity`}>
            {cve.id === null ? 'Record the CVE id' : 'Replace the CVE id'}
          </Button>
        </p>
      )}
      <CveOrders seen={seen} />
      <MitreForm seen={seen} />
    </section>
  )
}
