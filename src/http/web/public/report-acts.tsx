import type { Child } from 'hono/jsx'
import type { CaseView } from '../../../app/index.ts'
import { caseActs, isSecret, type CaseActName } from '../../../core/process/index.ts'
import type { Problem } from '../../gate/index.ts'
import {
  Button,
  ErrorSummary,
  Field,
  Form,
  inUtc,
  Notice,
  toInstant,
  When,
  type FieldProps,
} from '../components/index.ts'
import { labelled } from '../fields.ts'
import { ProblemNotice } from '../voice.tsx'

/** What a reporter can do by their link; each has its row in the table of access. */
export const reporterActs = [
  'post',
  'answerPrivateHandling',
  'answerEmbargo',
  'confirmEmbargo',
  'proposeEmbargo',
  'stateIntent',
  'notePublic',
  'chooseCredit',
  'withdrawReport',
] as const satisfies readonly CaseActName[]
export type ReporterAct = (typeof reporterActs)[number]

/** What was sent and refused: shown again where it was typed. */
export interface Attempt {
  readonly act: ReporterAct
  readonly values: Readonly<Record<string, string>>
  readonly problem: Problem
}

export interface ReporterActProps {
  readonly view: CaseView
  readonly secret: string
  readonly attempt: Attempt | undefined
}

interface ActFormProps extends ReporterActProps {
  readonly act: ReporterAct
  readonly button: string
  readonly tone?: 'primary' | 'plain'
  readonly fields?: readonly FieldProps[]
  readonly draft?: boolean
  readonly children?: Child
}

/** A form for one act; after a refusal with what was typed, and why not. */
export function ActForm({ act, button, tone = 'plain', fields = [], draft, children, ...of }: ActFormProps) {
  const { secret, attempt } = of
  const mine = attempt?.act === act ? attempt : undefined
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
  const wrong = mine?.problem.fields ?? []
  return (
    <Form action={`/report/${secret}/${act}`} label={caseActs[act].title} {...(draft ? { draft: act } : {})}>
      <ErrorSummary problems={labelled(wrong, labels).map((one) => ({ ...one, field: idOf(act, one.field) }))} />
      {mine !== undefined && wrong.length === 0 && <ProblemNotice problem={mine.problem} />}
      {children}
      {fields.map((field) => {
        const error = wrong.find((one) => one.field === field.name)?.says
        return <Field {...filled(field, mine?.values[field.name])} id={idOf(act, field.name)} error={error} />
      })}
      <Button tone={tone}>{button}</Button>
    </Form>
  )
}

function idOf(act: string, name: string): string {
  return `field-${act}-${name}`
}

function filled(field: FieldProps, typed: string | undefined): FieldProps {
  if (typed === undefined || field.kind === 'lines' || field.kind === 'file') return field
  if (field.kind === 'checkbox') return { ...field, checked: typed !== '' }
  if (field.kind === 'datetime')
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(typed) ? { ...field, value: `${typed}Z` } : field
  return { ...field, value: typed }
}

/** What the committee asks of the reporter now: it stands above everything else. */
export function Questions(props: ReporterActProps) {
  const { case: c } = props.view
  const me = c.reporter
  const asked = c.privateHandling.requested !== null && c.privateHandling.answered === null && isSecret(c.shadow)
  const theirs = c.embargo.proposed.filter((until) => !c.embargo.byReporter.includes(until)).sort()[0]
  const lapsed = me !== null && c.shadow.consent[me] === 'lapsed'
  return (
    <>
      {asked && <PrivateHandling {...props} />}
      {!asked && theirs !== undefined && isSecret(c.shadow) && <Proposal {...props} until={theirs} />}
      {lapsed && (
        <section class="stack" aria-labelledby="confirm-embargo">
          <h2 id="confirm-embargo">The date has moved</h2>
          <ActForm {...props} act="confirmEmbargo" button="I keep it private until then" tone="primary">
            <p class="prose">
              The embargo was extended{' '}
              {c.embargo.until !== null && (
                <>
                  until <When at={c.embargo.until} />
                </>
              )}
              . You agreed to the earlier date; does the new one hold for you, too?
            </p>
          </ActForm>
        </section>
      )}
    </>
  )
}

function PrivateHandling(props: ReporterActProps) {
  return (
    <section class="stack" aria-labelledby="private-handling">
      <h2 id="private-handling">Can it stay private until there is a fix?</h2>
      <Notice
        tone="note"
        says="You said that you intend to publish. The committee asks you to wait; its message is in the thread below."
        instead="If you decline, nobody is angry: everything is then done as soon as possible."
        clause={{ id: 'D3', href: '/policy#D3' }}
      />
      <ActForm
        {...props}
        act="answerPrivateHandling"
        button="Send my answer"
        tone="primary"
        fields={[
          {
            name: 'agreed',
            kind: 'choice',
            label: 'Your answer',
            required: true,
            options: [
              { value: 'yes', label: 'Yes, I keep it private' },
              { value: 'no', label: 'No, I publish before the fix' },
            ],
          },
          {
            name: 'until',
            kind: 'datetime',
            label: 'If yes: until when at most?',
            hint: 'Empty: until the embargo’s date as it stands.',
          },
          { name: 'note', kind: 'multiline', rows: 3, label: 'Anything to add?' },
        ]}
      />
    </section>
  )
}

function Proposal(props: ReporterActProps & { readonly until: string }) {
  return (
    <section class="stack" aria-labelledby="embargo-proposal">
      <h2 id="embargo-proposal">A date is proposed to you</h2>
      <ActForm
        {...props}
        act="answerEmbargo"
        button="Send my answer"
        tone="primary"
        fields={[
          {
            name: 'accept',
            kind: 'choice',
            label: `Keep it private until ${inUtc(toInstant(props.until))}?`,
            required: true,
            options: [
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' },
            ],
          },
          { name: 'note', kind: 'multiline', rows: 3, label: 'Anything to add?' },
        ]}
      />
    </section>
  )
}

/** What the reporter may want to say or change, folded away until it is wanted. */
export function MoreActs(props: ReporterActProps) {
  const { case: c } = props.view
  const secret = isSecret(c.shadow)
  const credit = c.reporter === null ? undefined : c.credits[c.reporter]
  return (
    <section class="stack" aria-labelledby="more">
      <h2 id="more">More that you can do</h2>
      <Folded {...props} act="chooseCredit" title="Choose whether you are named">
        <ActForm
          {...props}
          act="chooseCredit"
          button="Save"
          fields={[
            {
              name: 'named',
              kind: 'checkbox',
              label: 'Name me in the advisory and the retrospective',
              checked: credit?.named ?? false,
            },
            { name: 'as', label: 'As', hint: 'The name to print. Empty: the one you gave.', value: credit?.as },
          ]}
        />
      </Folded>
      {secret && c.intent === null && (
        <Folded {...props} act="stateIntent" title="I intend to publish before there is a fix">
          <ActForm
            {...props}
            act="stateIntent"
            button="Tell the committee"
            fields={[
              { name: 'publishOn', kind: 'datetime', label: 'When?' },
              { name: 'note', kind: 'multiline', rows: 3, label: 'What and why?', required: true },
            ]}
          />
        </Folded>
      )}
      {secret && c.shadow.em !== 'X' && (
        <Folded {...props} act="proposeEmbargo" title="Propose another embargo date">
          <ActForm
            {...props}
            act="proposeEmbargo"
            button="Propose it"
            fields={[
              { name: 'until', kind: 'datetime', label: 'Private until', required: true },
              { name: 'reason', kind: 'multiline', rows: 3, label: 'Why then?', required: true },
            ]}
          />
        </Folded>
      )}
      {c.publicSince === null && (
        <Folded {...props} act="notePublic" title="It has become public">
          <ActForm
            {...props}
            act="notePublic"
            button="Tell the committee at once"
            fields={[
              { name: 'how', label: 'How did it become public?', required: true },
              { name: 'evidence', kind: 'multiline', rows: 2, label: 'Where can one see it?', required: true },
            ]}
          />
        </Folded>
      )}
      {c.accepted === null && c.setAside === null && c.closed === null && (
        <Folded {...props} act="withdrawReport" title="Withdraw the report">
          <ActForm
            {...props}
            act="withdrawReport"
            button="Withdraw it"
            fields={[{ name: 'reason', kind: 'multiline', rows: 3, label: 'Why?', required: true }]}
          />
        </Folded>
      )}
    </section>
  )
}

interface FoldedProps extends ReporterActProps {
  readonly act: ReporterAct
  readonly title: string
  readonly children?: Child
}

function Folded({ act, title, attempt, children }: FoldedProps) {
  return (
    <details class="folded" open={attempt?.act === act}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
