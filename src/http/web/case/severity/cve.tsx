import { Button, Clause, Definitions, Evidence, When } from '../../components/index.ts'
import { labelOf } from '../labels.ts'
import { may, nameOf, type Seen } from '../seen.ts'
import { clauseOf } from '../text.tsx'

/** V2: where the id was asked for, and the id. */
export function Cve({ seen }: { seen: Seen }) {
  const { view } = seen
  const { cve, id, closed } = view.case
  const form = view.policy.development.cve.form
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
      {form !== undefined && cve.id === null && (
        <p class="soft">
          MITRE’s form: <Evidence kind="link" value={form} href={form} />
        </p>
      )}
    </section>
  )
}
