import type { SeverityProposal } from '../../../../core/process/index.ts'
import { Definitions, Empty, Severity as Class, Table, When } from '../../components/index.ts'
import { addressOf } from '../areas.ts'
import { scoreOf } from '../../severity.ts'
import { may, nameOf, type Seen } from '../seen.ts'

/** V1: the committee’s final call, and why. */
export function Decided({ seen: { view } }: { seen: Seen }) {
  const { severity } = view.case
  if (severity === null) return <></>
  const { score, vector, reason, at, by, first } = severity
  return (
    <section class="stack" aria-labelledby="decided">
      <h2 id="decided">Decided</h2>
      <Definitions
        label="The decided severity"
        items={[
          {
            term: 'Severity',
            value: <Class severity={severity.class} {...(score === null ? {} : { score: score.toFixed(1) })} />,
          },
          { term: 'Vector', value: vector === null ? 'none, by judgement' : <code>{vector}</code> },
          { term: 'Reason', value: reason === '' ? 'the score’s own class' : reason },
          {
            term: 'By',
            value: (
              <>
                {nameOf(view, by)}, <When at={at} />
                {first === at ? '' : ' (decided anew)'}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}

/** What was proposed, side by side: score, class, who. */
export function Proposals({ seen }: { seen: Seen }) {
  const { view } = seen
  const { proposals, id, closed } = view.case
  const decides = may(seen, 'decideSeverity') && closed === null
  const link = (proposal: SeverityProposal, to: string, words: string) => {
    const { vector, class: of } = proposal
    const taken = vector === null ? `class=${of}` : `vector=${encodeURIComponent(vector)}`
    return <a href={`${addressOf(id, 'severity')}?${taken}#${to}`}>{words}</a>
  }
  return (
    <Table
      caption="Proposed severities"
      columns={[
        { label: 'Vector', head: true },
        { label: 'Severity' },
        { label: 'Who' },
        { label: 'Why' },
        { label: 'When' },
        ...(decides ? [{ label: 'Take it' }] : []),
      ]}
      rows={proposals
        .toReversed()
        .map((proposal) => [
          proposal.vector === null ? (
            'by judgement'
          ) : (
            <code class="case-vector">{link(proposal, 'explained', proposal.vector)}</code>
          ),
          <Class severity={proposal.class} {...scoreOf(proposal.score)} />,
          nameOf(view, proposal.by),
          proposal.note,
          <When at={proposal.at} />,
          ...(decides ? [link(proposal, 'decide', 'Decide on this')] : []),
        ])}
      empty={<Empty title="Nothing is proposed yet" says="Committee and fix team work it out together." />}
    />
  )
}
