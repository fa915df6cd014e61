import type { SeverityProposal } from '../../../../core/process/index.ts'
import { isBadVector, metricsOf, parseVector, type Metric, type Vector } from '../../../../core/scoring/index.ts'
import { Severity as Class, Table } from '../../components/index.ts'
import { scoreOf } from '../../severity.ts'
import { nameOf, type Seen } from '../seen.ts'

interface Read {
  readonly proposal: SeverityProposal
  readonly vector: Vector
}

/** V1: where proposals differ, metric by metric: who chose what. One table a version; of each person, the newest. */
export function Differences({ seen }: { seen: Seen }) {
  const read = newestOfEach(seen.view.case.proposals).flatMap((proposal): readonly Read[] => {
    if (proposal.vector === null) return []
    const vector = parseVector(proposal.vector)
    return isBadVector(vector) ? [] : [{ proposal, vector }]
  })
  const versions = [...new Set(read.map(({ vector }) => vector.version))]
  const compared = versions
    .map((version) => read.filter(({ vector }) => vector.version === version))
    .filter((those) => those.length > 1)
  if (compared.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="differences">
      <h2 id="differences">Side by side</h2>
      {compared.map((those) => (
        <Compared seen={seen} those={those} />
      ))}
    </section>
  )
}

function Compared({ seen, those }: { seen: Seen; those: readonly Read[] }) {
  const version = those[0]?.vector.version ?? '3.1'
  const chosen = metricsOf(version).filter(({ key }) => those.some(({ vector }) => vector.metrics[key] !== undefined))
  const isAgreed = ({ key }: Metric) => new Set(those.map(({ vector }) => vector.metrics[key])).size === 1
  const agreed = chosen.filter(isAgreed).map(({ name }) => name)
  const apart = chosen.filter((metric) => !isAgreed(metric))
  return (
    <>
      <Table
        caption={`Who chose what in CVSS ${version}`}
        titled
        narrow="scroll"
        columns={[
          { label: 'Metric', head: true },
          ...those.map(({ proposal }) => ({ label: nameOf(seen.view, proposal.by) })),
        ]}
        rows={[
          ['Score', ...those.map(({ proposal }) => <Class severity={proposal.class} {...scoreOf(proposal.score)} />)],
          ...apart.map((metric) => [
            <>
              {metric.name} <code>{metric.key}</code>
            </>,
            ...those.map(({ vector }) => valueOf(metric, vector)),
          ]),
        ]}
      />
      <p class="soft">
        {apart.length === 0 ? 'They agree on everything.' : `They agree on: ${agreed.join(', ') || 'nothing'}.`}
      </p>
    </>
  )
}

function valueOf({ key, choices }: Metric, { metrics }: Vector) {
  const value = metrics[key]
  if (value === undefined) return 'not defined'
  return (
    <>
      {choices[value]?.name ?? value} <code>{value}</code>
    </>
  )
}

/** A person who proposes again has changed their mind, in that version. */
function newestOfEach(proposals: readonly SeverityProposal[]): readonly SeverityProposal[] {
  return proposals.filter(
    ({ by, version }, place) =>
      !proposals.slice(place + 1).some((later) => later.by === by && later.version === version),
  )
}
