import type { CommitteeRecord } from '../../../app/index.ts'
import { Clause, Table, When } from '../components/index.ts'
import { PageHead } from '../shell/index.ts'
import { clauseOf } from './seen.ts'

/** What happened to the committee, in words. */
export function RecordPage({
  records,
  names,
}: {
  readonly records: readonly CommitteeRecord[]
  readonly names: (by: CommitteeRecord['by']) => string
}) {
  return (
    <>
      <PageHead title="The committee’s record" lead="The newest first: seats, proposals, ballots and their reasons." />
      <div class="stack stack-loose">
        <Table
          caption="The committee’s record"
          columns={[{ label: 'When', head: true }, { label: 'Who' }, { label: 'What' }, { label: 'Clause' }]}
          rows={records.map(({ at, by, clause, says }) => [
            <When at={at} />,
            names(by),
            says,
            <Clause {...clauseOf(clause)} />,
          ])}
        />
        <p>
          <a href="/committee">Back to the committee</a>
        </p>
      </div>
    </>
  )
}
