import { explainVector, isBadVector, parseVector, score, type Vector } from '../../../../core/scoring/index.ts'
import { Badge, Button, Field, Form, Notice, Severity as Class, Table } from '../../components/index.ts'
import { addressOf } from '../areas.ts'
import type { Seen } from '../seen.ts'
import { clauseOf } from '../text.tsx'
import { vectorAt } from './chosen.ts'

/** The vector in words, metric by metric: the one in the form, else the decided one, else the newest proposal. */
export function Explained({ seen }: { seen: Seen }) {
  const { case: c } = seen.view
  const text = vectorAt(seen)
  const vector = text === undefined || text === '' ? undefined : parseVector(text)
  return (
    <section class="stack" aria-labelledby="explained">
      <h2 id="explained">In words</h2>
      <Form action={`${addressOf(c.id, 'severity')}#explained`} method="get" layout="row" label="Explain a vector">
        <Field id="field-explain" name="vector" long label="A vector to explain" required value={text} />
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
