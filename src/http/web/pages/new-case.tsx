import { openByMember, theCommunity } from '../../../app/index.ts'
import { formOf, problemOf, type AskedByPerson, type Problem, type Route } from '../../gate/index.ts'
import type { CaseId } from '../../../core/kernel/index.ts'
import {
  Button,
  Buttons,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  Notice,
  problemOf as problemAt,
} from '../components/index.ts'
import { leaveFlash } from '../flash.ts'
import { labelled, textsOf } from '../fields.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { ProblemNotice } from '../voice.tsx'

export const newCaseRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/cases/new', act: 'openCase', handle: (asked) => page(asked, {}) },
  { scope: 'person', method: 'post', path: '/cases/new', act: 'openCase', handle: takeCase },
]

type Values = Readonly<Record<string, string>>

async function takeCase(asked: AskedByPerson) {
  const values = textsOf(await formOf(asked.c))
  const disclosed = values['disclosed'] ?? ''
  // A date-time field means UTC and sends no zone.
  const told = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(disclosed) ? { disclosed: withSeconds(disclosed) } : {}
  const opened = await openByMember(asked.world, asked.person.id, { ...values, ...told })
  const problem = problemOf(opened)
  if (problem !== undefined) return page(asked, values, problem)
  if (!('case' in opened)) throw new TypeError('a case that is neither open nor refused')
  if (opened.secret !== undefined) return handOver(asked, opened.case, opened.secret)
  leaveFlash(asked.c, 'case-opened')
  return asked.c.redirect(`/cases/${opened.case}`, 303)
}

/** Where the reporter has no address, the member who knows them carries their link: this once. */
async function handOver(asked: AskedByPerson, id: CaseId, secret: string) {
  const { address } = await theCommunity(asked.world)
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title="The case is open" current="cases">
      <PageHead title="The case is open" lead="Every member is being told." />
      <div class="stack stack-loose">
        <section class="stack" aria-labelledby="link">
          <h2 id="link">The reporter’s link</h2>
          <p class="prose">
            No mail can reach the reporter, so this is their only way to the case: to read what we write to them, and to
            answer. Whoever has it has their rights.
          </p>
          <p class="secret-link">{`${address}/report/${secret}`}</p>
          <Notice
            tone="warning"
            says="The link is shown this once; nobody can look it up again."
            instead="Hand it to the reporter now, by a way that others do not read."
          />
        </section>
        <Buttons>
          <Button tone="primary" href={`/cases/${id}`}>
            Go to the case
          </Button>
        </Buttons>
      </div>
    </Workroom>,
    201,
  )
}

function withSeconds(local: string): string {
  return local.length === 16 ? `${local}:00Z` : `${local}Z`
}

const labels: Readonly<Record<string, string>> = {
  title: 'In one line',
  project: 'Project',
  versions: 'Affected versions',
  impact: 'What can an attacker do?',
  steps: 'Steps to reproduce',
  disclosed: 'It first reached us at',
  name: 'Reporter’s name',
  email: 'Reporter’s e-mail',
  publicWhere: 'Where is it public?',
  publishOn: 'The reporter publishes on',
}

async function page(asked: AskedByPerson, values: Values, problem?: Problem) {
  const { projects } = await theCommunity(asked.world)
  const problems = problem?.fields ?? []
  const of = (name: string) => ({
    name,
    label: labels[name] ?? name,
    value: values[name],
    error: problemAt(problems, name),
  })
  const { value: at, ...disclosed } = of('disclosed')
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title="Open a case" current="cases">
      <PageHead
        title="Open a case"
        lead="For what reached you otherwise: a mail, a talk, a public post. Every member is told."
      />
      <ErrorSummary problems={labelled(problems, labels)} />
      {problem !== undefined && problems.length === 0 && <ProblemNotice problem={problem} />}
      <Form action="/cases/new" draft="new-case" label="Open a case">
        <Fieldset legend="What it is">
          <Field {...of('title')} required maxlength={200} hint="Name the project and the problem." />
          <Field
            {...of('project')}
            {...(projects.length === 0
              ? {}
              : {
                  hint: projects.map(({ name }) => name).join(', '),
                  suggest: projects.map(({ name }) => ({ value: name, label: name })),
                })}
          />
          <Field {...of('versions')} />
          <Field {...of('impact')} kind="multiline" required />
          <Field {...of('steps')} kind="multiline" mono />
        </Fieldset>
        <Fieldset legend="When and by whom">
          <Field
            {...disclosed}
            kind="datetime"
            {...(at !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at) ? { value: `${at.slice(0, 16)}:00Z` } : {})}
            hint="All deadlines count from here. Empty: now."
          />
          <Field
            {...of('name')}
            hint="Empty: nobody, or unknown. With a name and no address you get their link, to hand over."
          />
          <Field {...of('email')} kind="email" hint="They get a link of their own when there is news." />
        </Fieldset>
        <Fieldset legend="Who else knows">
          <Field name="public" kind="checkbox" label="It is public" checked={Boolean(values['public'])} />
          <Field {...of('publicWhere')} kind="multiline" rows={2} />
          <Field
            name="exploited"
            kind="checkbox"
            label="It is being exploited"
            checked={Boolean(values['exploited'])}
          />
          <Field
            name="intendsToPublish"
            kind="checkbox"
            label="The reporter intends to publish before a fix"
            checked={Boolean(values['intendsToPublish'])}
          />
          <Field {...of('publishOn')} kind="date" />
        </Fieldset>
        <Buttons>
          <Button tone="primary">Open the case</Button>
          <Button tone="quiet" href="/cases">
            Not now
          </Button>
        </Buttons>
      </Form>
    </Workroom>,
    problem?.status ?? 200,
  )
}
