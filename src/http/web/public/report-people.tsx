import { Button, Form } from '../components/index.ts'
import { ActForm, cameBack, type ReporterActProps } from './report-act-form.tsx'
import { Folded } from './report-folded.tsx'
import { ProblemNotice } from '../voice.tsx'

/** Who found it, too, and has a link of their own; and how to bring in another. */
export function CoReporters(props: ReporterActProps) {
  const { view, me } = props
  const { case: c, people } = view
  const others = c.coReporters.filter((one) => one !== me)
  if (c.closed !== null && others.length === 0) return <></>
  return (
    <Folded
      {...props}
      act="nameCoReporter"
      title="Somebody found it with me"
      open={cameBack(props, 'removeCoReporter')}
    >
      {others.length > 0 && (
        <ul class="plain-list" aria-label="Co-reporters">
          {others.map((one) => (
            <li>
              <EndAccess {...props} person={one} name={people.get(one)?.name ?? 'somebody'} />
            </li>
          ))}
        </ul>
      )}
      {c.closed === null && (
        <ActForm
          {...props}
          act="nameCoReporter"
          button="Send them a link"
          fields={[
            { name: 'name', label: 'Their name', required: true },
            {
              name: 'email',
              kind: 'email',
              label: 'Their e-mail',
              required: true,
              hint: 'They get a link of their own to this report by mail, and can do here what you can.',
            },
          ]}
        />
      )}
    </Folded>
  )
}

function EndAccess({
  secret,
  attempt,
  person,
  name,
}: ReporterActProps & { readonly person: string; readonly name: string }) {
  const refused = attempt?.act === 'removeCoReporter' && attempt.values['person'] === person ? attempt : undefined
  return (
    <Form
      action={`/report/${secret}/removeCoReporter`}
      hidden={{ person }}
      layout="row"
      label={`End the access of ${name}`}
    >
      {refused !== undefined && <ProblemNotice problem={refused.problem} />}
      <p>{name} has a link to this report.</p>
      <Button tone="quiet">End their access</Button>
    </Form>
  )
}
