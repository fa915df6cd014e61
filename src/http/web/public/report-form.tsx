import {
  askedOfStrangers,
  policyOf,
  receive,
  shownCommitteeKey,
  theCommunity,
  type Challenge,
} from '../../../app/index.ts'
import { filesOf, formOf, problemOf, senderOf, type Asked, type Problem, type Route } from '../../gate/index.ts'
import {
  Button,
  Clause,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  Notice,
  problemOf as problemAt,
} from '../components/index.ts'
import { fileField } from '../files.ts'
import { labelled, textsOf, type FieldProblem } from '../fields.ts'
import { publicFrame } from '../frame.tsx'
import { PageHead, PublicPage } from '../shell/index.ts'
import { ProblemNotice } from '../voice.tsx'
import { EncryptedMail } from './committeeKey.tsx'
import { sayHeld } from './report-held.tsx'

export const reportFormRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/report', act: 'report', handle: askReport },
  { scope: 'public', method: 'post', path: '/report', act: 'report', handle: takeReport },
  { scope: 'public', method: 'get', path: '/report/held', act: 'report', handle: sayHeld },
]

type Values = Readonly<Record<string, string>>

function askReport(asked: Asked) {
  // The first page's link for what is public already ticks the box.
  return formPage(asked, asked.c.req.query('public') === 'yes' ? { public: 'yes' } : {})
}

async function takeReport(asked: Asked) {
  const { proof = '', ...values } = textsOf(await formOf(asked.c, { files: 'later' }))
  const reported = await receive(asked.world, values, 'form', senderOf(asked, proof), filesOf(asked.c))
  const problem = problemOf(reported)
  if (problem !== undefined) return formPage(asked, values, problem)
  if ('held' in reported) return asked.c.redirect('/report/held', 303)
  if (!('secret' in reported)) throw new TypeError('a report that is neither kept nor refused')
  return asked.c.redirect(`/report/${reported.secret}/received`, 303)
}

const labels: Readonly<Record<string, string>> = {
  title: 'In one line',
  project: 'Which project?',
  versions: 'Which versions?',
  impact: 'What can an attacker do?',
  steps: 'How can we see it ourselves?',
  name: 'Your name',
  email: 'Your e-mail',
  publicWhere: 'Where is it public?',
  publishOn: 'I intend to publish on',
}

async function formPage(asked: Asked, values: Values, problem?: Problem) {
  const community = await theCommunity(asked.world)
  const policy = policyOf(community)
  const shown = await shownCommitteeKey(asked.world)
  const challenge = asked.caller.person === null ? await askedOfStrangers(asked.world) : null
  const problems = problem?.fields ?? []
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title="Report a vulnerability" current="report">
      <PageHead
        title="Report a vulnerability"
        lead="A title and what an attacker can do are enough. You can add the rest later, in your own thread with us."
      />
      <div class="stack">
        <ErrorSummary problems={labelled(problems, labels)} />
        {problem !== undefined && problems.length === 0 && <ProblemNotice problem={problem} />}
        {problem?.code === 'sender_blocked' && (
          <p>
            <a href="/report/appeal">Ask us to look again</a>
          </p>
        )}
        {challenge?.now === true && <Busy />}
      </div>
      <Form action="/report" draft="report" label="Report" files>
        {challenge !== null && <Proof {...challenge} />}
        <What values={values} problems={problems} projects={community.projects.map(({ name }) => name)} />
        <Known values={values} problems={problems} />
        <You values={values} problems={problems} />
        <Terms terms={policy.disclosure.embargo.terms} clause={policy.disclosure.embargo.clause} values={values} />
        <Field {...fileField} {...(problem === undefined ? {} : { hint: chooseAgain })} />
        <Button tone="primary">Send the report</Button>
        <p class="soft prose">
          It goes to the members of the committee and to nobody else. It is kept encrypted.{' '}
          <a href="/security">Who they are</a>
        </p>
        <EncryptedMail shown={shown} from={community.from} />
      </Form>
    </PublicPage>,
    problem?.status ?? 200,
  )
}

/** Many reports come in: what that means for this one, with JavaScript and without. */
function Busy() {
  return (
    <Notice
      tone="note"
      says="Many reports come in at the moment."
      instead="With JavaScript on, your browser shows by a second of work that you are in earnest: there is nothing for you to do. Without it, give your e-mail address, and confirm the report by the link that we send."
    />
  )
}

/** For the browser module that looks for the proof; a form without it is judged by its address. */
function Proof({ challenge, bits, now }: Challenge & { readonly now: boolean }) {
  const asks = { 'data-challenge': challenge, 'data-bits': String(bits), 'data-now': now ? 'yes' : undefined }
  return <input type="hidden" name="proof" value="" {...asks} />
}

/** Browsers fill in texts again, and never files. */
const chooseAgain = 'If you had chosen files, choose them again: a browser does not keep them.'

interface Part {
  readonly values: Values
  readonly problems: readonly FieldProblem[]
}

function What({ values, problems, projects }: Part & { readonly projects: readonly string[] }) {
  const of = (name: string) => ({
    name,
    label: labels[name] ?? name,
    value: values[name],
    error: problemAt(problems, name),
  })
  return (
    <Fieldset legend="What did you find?">
      <Field {...of('title')} required maxlength={200} hint="Name the project and the problem." />
      <Field
        {...of('project')}
        {...(projects.length === 0
          ? {}
          : {
              hint: `We look after ${projects.slice(0, 12).join(', ')}.`,
              suggest: projects.map((value) => ({ value, label: value })),
            })}
      />
      <Field {...of('versions')} hint="As far as you know. A guess helps." />
      <Field {...of('impact')} kind="multiline" required rows={6} />
      <Field
        {...of('steps')}
        kind="multiline"
        rows={8}
        mono
        hint="Commands, inputs, what you saw and what you expected."
      />
    </Fieldset>
  )
}

function Known({ values, problems }: Part) {
  return (
    <Fieldset legend="Who else knows?">
      <Field name="public" kind="checkbox" label="It is public already" checked={isTicked(values['public'])} />
      <Field
        name="publicWhere"
        kind="multiline"
        rows={2}
        label={labels['publicWhere'] ?? ''}
        hint="Links, if it is public."
        value={values['publicWhere']}
        error={problemAt(problems, 'publicWhere')}
      />
      <Field
        name="exploited"
        kind="checkbox"
        label="It is being exploited, as far as I can see"
        checked={isTicked(values['exploited'])}
      />
      <Field
        name="intendsToPublish"
        kind="checkbox"
        label="I intend to publish before there is a fix"
        hint="That is yours to decide. We will ask whether it can wait; if not, we hurry."
        checked={isTicked(values['intendsToPublish'])}
      />
      <Field
        name="publishOn"
        kind="date"
        label={labels['publishOn'] ?? ''}
        value={values['publishOn']}
        error={problemAt(problems, 'publishOn')}
      />
    </Fieldset>
  )
}

function You({ values, problems }: Part) {
  return (
    <Fieldset legend="Who are you?" hint="You can stay anonymous: your link is enough to talk with us.">
      <Field
        name="name"
        label="Your name"
        autocomplete="name"
        value={values['name']}
        error={problemAt(problems, 'name')}
        hint="Nobody names you in public unless you say so later."
      />
      <Field
        name="email"
        kind="email"
        label="Your e-mail"
        autocomplete="email"
        value={values['email']}
        error={problemAt(problems, 'email')}
        hint="We write when there is news. Nothing about the problem itself stands in those mails."
      />
    </Fieldset>
  )
}

function Terms({ terms, clause, values }: { terms: string; clause: string; values: Values }) {
  return (
    <Fieldset legend="Keeping it between us">
      <blockquote class="prose">
        <p>
          {terms} <Clause id={clause} href={`/policy#${clause}`} />
        </p>
      </blockquote>
      <Field
        name="terms"
        kind="checkbox"
        label="I handle this privately until the embargo ends"
        hint="We take your report without it, too."
        checked={isTicked(values['terms'])}
      />
    </Fieldset>
  )
}

function isTicked(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'no' && value !== 'false'
}
