import { eraseCase } from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import { formOf, problemOf, type AskedOfCase, type Problem } from '../../gate/index.ts'
import { Button, Buttons, ErrorSummary, Field, Form, problemOf as problemAt } from '../components/index.ts'
import { labelled, textsOf } from '../fields.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { ProblemNotice } from '../voice.tsx'
import { titleOf, type Seen } from './seen.ts'

const labels = { reason: 'Why', confirm: 'The case’s id' }

/** Where a closed case ends for good; only for who may. */
export function EraseLink({ seen: { view } }: { readonly seen: Seen }) {
  const { id, closed } = view.case
  if (closed === null || !can(view.roles, 'eraseCase')) return <></>
  return (
    <p class="soft">
      Did it come to nothing? <a href={`/cases/${id}/erase`}>Erase the case</a>
    </p>
  )
}

export function askErase(asked: AskedOfCase): Promise<Response> {
  return page(asked, {})
}

export async function carryOutErase(asked: AskedOfCase): Promise<Response> {
  const { c, world, person, view } = asked
  const values = textsOf(await formOf(c))
  const problem = problemOf(await eraseCase(world, person.id, view.case.id, values))
  if (problem !== undefined) return page(asked, values, problem)
  return c.redirect('/cases?show=closed', 303)
}

async function page(asked: AskedOfCase, values: Readonly<Record<string, string>>, problem?: Problem) {
  const { id } = asked.view.case
  const problems = problem?.fields ?? []
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title="Erase the case">
      <PageHead
        title="Erase the case"
        lead="Its texts, files, key and search terms are destroyed, for good. That it was erased, by whom and why, stays in the community’s record."
      />
      <div class="stack">
        {can(asked.view.roles, 'readCase') && (
          <p>
            This is about{' '}
            <a href={`/cases/${id}`}>
              <bdi>{titleOf(asked.view)}</bdi>
            </a>
            .
          </p>
        )}
        <ErrorSummary problems={labelled(problems, labels)} />
        {problem !== undefined && problems.length === 0 && <ProblemNotice problem={problem} />}
        <Form action={`/cases/${id}/erase`} label="Erase the case">
          <Field
            name="reason"
            kind="multiline"
            rows={3}
            label={labels.reason}
            required
            hint="Repeat nothing of the case: this text stays."
            value={values['reason']}
            error={problemAt(problems, 'reason')}
          />
          <Field
            name="confirm"
            label={labels.confirm}
            required
            hint={`Type ${id}. This cannot be taken back; backups made before still hold the case.`}
            value={values['confirm']}
            error={problemAt(problems, 'confirm')}
          />
          <Buttons>
            <Button tone="grave">Erase it</Button>
            <Button href={`/cases/${id}`}>Keep it</Button>
          </Buttons>
        </Form>
      </div>
    </Workroom>,
    problem?.status ?? 200,
  )
}
