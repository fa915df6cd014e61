import { eraseMany, type CaseView } from '../../../app/index.ts'
import { formOf, problemOf, type AskedByPerson, type Problem } from '../../gate/index.ts'
import { Button, Buttons, Empty, ErrorSummary, Field, Form, problemOf as problemAt } from '../components/index.ts'
import { labelled, textOf } from '../fields.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { ProblemNotice } from '../voice.tsx'
import { chosen } from './chosen.ts'
import { Results } from './results.tsx'

const labels = { reason: 'Why', confirm: 'How many' }

/** The end of a flood: what was spam is erased together, for good. */
export async function askErasing(asked: AskedByPerson): Promise<Response> {
  return page(asked, await chosen(asked, asked.c.req.queries('case') ?? []), {})
}

export async function eraseThem(asked: AskedByPerson): Promise<Response> {
  const { c, world, person } = asked
  const sent = await formOf(c)
  const views = await chosen(asked, [sent['case'] ?? []].flat())
  const values = { reason: textOf(sent, 'reason'), confirm: textOf(sent, 'confirm') }
  const erased = await eraseMany(world, person.id, { ...values, cases: views.map(({ case: one }) => one.id) })
  const problem = problemOf(erased)
  if (problem !== undefined) return page(asked, views, values, problem)
  if ('badInput' in erased || 'refused' in erased) throw new TypeError('a refusal is a problem')
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="Erased" current="cases">
      <Results answers={erased} views={views} back="/cases?show=closed" />
    </Workroom>,
  )
}

type Values = Readonly<Record<string, string>>

async function page(asked: AskedByPerson, views: readonly CaseView[], values: Values, problem?: Problem) {
  const problems = problem?.fields ?? []
  const count = views.length === 1 ? 'one case' : `${views.length} cases`
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title={`Erase ${count}`} current="cases">
      <PageHead
        title={`Erase ${count}`}
        lead="Their texts, files, keys and search terms are destroyed, for good. That they were erased, by whom and why, stays in the community’s record."
      />
      {views.length === 0 ? (
        <Empty
          title="No case is chosen"
          says="Choose some in the list of closed cases."
          action={<Button href="/cases?show=closed">The closed cases</Button>}
        />
      ) : (
        <div class="stack">
          <ul class="case-instead" role="list">
            {views.map(({ case: one }) => (
              <li>
                <a href={`/cases/${one.id}`}>{one.report.title}</a>
              </li>
            ))}
          </ul>
          <ErrorSummary problems={labelled(problems, labels)} />
          {problem !== undefined && problems.length === 0 && <ProblemNotice problem={problem} />}
          <Form action="/cases/erase" label={`Erase ${count}`}>
            {views.map(({ case: one }) => (
              <input type="hidden" name="case" value={one.id} />
            ))}
            <Field
              name="reason"
              kind="multiline"
              rows={3}
              label={labels.reason}
              required
              hint="Repeat nothing of the cases: this text stays."
              value={values['reason']}
              error={problemAt(problems, 'reason')}
            />
            <Field
              name="confirm"
              kind="number"
              short
              label={labels.confirm}
              required
              hint={`Type ${views.length}. This cannot be taken back; backups made before still hold them.`}
              value={values['confirm']}
              error={problemAt(problems, 'confirm')}
            />
            <Buttons>
              <Button tone="grave">Erase them</Button>
              <Button tone="quiet" href="/cases?show=closed">
                Keep them
              </Button>
            </Buttons>
          </Form>
        </div>
      )}
    </Workroom>,
    problem?.status ?? 200,
  )
}
