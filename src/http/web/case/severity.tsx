import { explainVector, isBadVector, parseVector, score, type Vector } from '../../../core/scoring/index.ts'
import type { SeverityProposal } from '../../../core/process/index.ts'
import {
  Badge,
  Button,
  Clause,
  Definitions,
  Empty,
  Evidence,
  Field,
  Form,
  Notice,
  Severity as Class,
  Table,
  When,
} from '../components/index.ts'
import { addressOf } from './areas.ts'
import { ActForm } from './doPage.tsx'
import { labelOf } from './labels.ts'
import { may, nameOf, typed, type Seen } from './seen.ts'
import { StepsHere } from './steps.tsx'
import { clauseOf } from './text.tsx'

/** V1: what was proposed, side by side; what was decided, and why; and V2, the CVE id. */
export function Severity({ seen }: { readonly seen: Seen }) {
  const { case: c } = seen.view
  const open = c.closed === null
  return (
    <div class="stack stack-loose">
      <StepsHere seen={seen} page="severity" />
      <Decided seen={seen} />
      <section class="stack" aria-labelledby="proposals">
        <h2 id="proposals">Proposals</h2>
        <Proposals seen={seen} />
      </section>
      <Explained seen={seen} />
      <div class="case-pair">
        {open && may(seen, 'decideSeverity') && (
          <section class="stack" aria-labelledby="decide">
            <h2 id="decide">Decide</h2>
            <p class="soft">
              The committee’s final call. Quickly beats perfectly; the class may differ from the score, with a reason.
            </p>
            <ActForm seen={seen} act="decideSeverity" within />
          </section>
        )}
        {open && may(seen, 'proposeSeverity') && (
          <section class="stack" aria-labelledby="propose">
            <h2 id="propose">Propose</h2>
            <p class="soft">Anyone on the case may. A mistake in the vector is shown to the character.</p>
            <ActForm seen={seen} act="proposeSeverity" within />
          </section>
        )}
      </div>
      <Cve seen={seen} />
    </div>
  )
}

function Decided({ seen: { view } }: { seen: Seen }) {
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

function Proposals({ seen }: { seen: Seen }) {
  const { view } = seen
  const { proposals, id, closed } = view.case
  const decides = may(seen, 'decideSeverity') && closed === null
  const link = (proposal: SeverityProposal, to: string, words: string) => (
    <a href={`${addressOf(id, 'severity')}?vector=${encodeURIComponent(proposal.vector)}#${to}`}>{words}</a>
  )
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
          <code class="case-vector">{link(proposal, 'explained', proposal.vector)}</code>,
          <Class severity={proposal.class} score={proposal.score.toFixed(1)} />,
          nameOf(view, proposal.by),
          proposal.note,
          <When at={proposal.at} />,
          ...(decides ? [link(proposal, 'decide', 'Decide on this')] : []),
        ])}
      empty={<Empty title="Nothing is proposed yet" says="Committee and fix team work it out together." />}
    />
  )
}

/** The vector in words, metric by metric: the one in the form, else the decided one, else the newest proposal. */
function Explained({ seen }: { seen: Seen }) {
  const { case: c } = seen.view
  const asked = typed(seen, 'decideSeverity', 'vector') ?? typed(seen, 'proposeSeverity', 'vector')
  const text = asked ?? seen.query('vector') ?? c.severity?.vector ?? c.proposals.at(-1)?.vector
  const vector = text === undefined || text === '' ? undefined : parseVector(text)
  return (
    <section class="stack" aria-labelledby="explained">
      <h2 id="explained">In words</h2>
      <Form action={`${addressOf(c.id, 'severity')}#explained`} method="get" layout="row" label="Explain a vector">
        <Field id="field-explain" name="vector" label="A vector to explain" required value={text} />
        <Button>Explain it</Button>
      </Form>
      {vector !== undefined && isBadVector(vector) && (
        <Notice
          tone="note"
          says={`${vector.says} (at character ${vector.position + 1})`}
          instead={vector.instead}
          clause={clauseOf('V1')}
        />
      )}
      {vector !== undefined && !isBadVector(vector) && <InWords vector={vector} />}
    </section>
  )
}

function InWords({ vector }: { vector: Vector }) {
  const { overall, class: severity } = score(vector)
  return (
    <>
      <p>
        <Class severity={severity} score={overall.toFixed(1)} /> <Badge>CVSS {vector.version}</Badge>
      </p>
      <Table
        caption="The vector in words"
        columns={[{ label: 'Metric', head: true }, { label: 'Value' }, { label: 'What it says' }]}
        rows={explainVector(vector).map(({ metric, value, metricName, valueName, says }) => [
          <>
            {metricName} <code>{metric}</code>
          </>,
          <>
            {valueName} <code>{value}</code>
          </>,
          says,
        ])}
      />
    </>
  )
}

function Cve({ seen }: { seen: Seen }) {
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
