import type { Child } from 'hono/jsx'
import type { PersonId } from '../../../core/kernel/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { caseActs, type CaseActName } from '../../../core/process/index.ts'
import type { Problem } from '../../gate/index.ts'
import { Button, ErrorSummary, Field, Form, type FieldProps } from '../components/index.ts'
import { labelled } from '../fields.ts'
import { ProblemNotice } from '../voice.tsx'

/** What a reporter can do by their link; each has its row in the table of access. */
export const reporterActs = [
  'post',
  'editPost',
  'commentOnAdvisory',
  'nameCoReporter',
  'removeCoReporter',
  'confirmSender',
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
  /** Whose link it is. */
  readonly me: PersonId
  readonly secret: string
  readonly attempt: Attempt | undefined
}

interface ActFormProps extends ReporterActProps {
  readonly act: ReporterAct
  readonly button: string
  readonly tone?: 'primary' | 'plain'
  readonly fields?: readonly FieldProps[]
  readonly draft?: boolean
  readonly hidden?: Readonly<Record<string, string>>
  /** Which of several forms of one act it is: the one that came back is filled again. */
  readonly of?: string
  readonly files?: boolean
  readonly children?: Child
}

/** A form for one act; after a refusal with what was typed, and why not. */
export function ActForm({ act, button, tone = 'plain', fields = [], draft, files, children, ...of }: ActFormProps) {
  const { secret, attempt, hidden, of: which } = of
  const isThis =
    attempt?.act === act && Object.entries(hidden ?? {}).every(([name, value]) => attempt.values[name] === value)
  const mine = isThis ? attempt : undefined
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
  const wrong = mine?.problem.fields ?? []
  const place = which === undefined ? act : `${act}-${which}`
  return (
    <Form
      action={`/report/${secret}/${act}`}
      label={caseActs[act].title}
      {...(hidden === undefined ? {} : { hidden })}
      {...(draft ? { draft: place } : {})}
      {...(files ? { files } : {})}
    >
      <ErrorSummary problems={labelled(wrong, labels).map((one) => ({ ...one, field: idOf(place, one.field) }))} />
      {mine !== undefined && wrong.length === 0 && <ProblemNotice problem={mine.problem} />}
      {children}
      {fields.map((field) => {
        const error = wrong.find((one) => one.field === field.name)?.says
        return <Field {...filled(field, mine?.values[field.name])} id={idOf(place, field.name)} error={error} />
      })}
      <Button tone={tone}>{button}</Button>
    </Form>
  )
}

function idOf(place: string, name: string): string {
  return `field-${place}-${name}`
}

function filled(field: FieldProps, typed: string | undefined): FieldProps {
  if (typed === undefined || field.kind === 'lines' || field.kind === 'file') return field
  if (field.kind === 'checkbox') return { ...field, checked: typed !== '' }
  if (field.kind === 'datetime')
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(typed) ? { ...field, value: `${typed}Z` } : field
  return { ...field, value: typed }
}

/** A form that came back is shown again, even if the case has moved on and nobody would be asked any more. */
export function cameBack({ attempt }: ReporterActProps, act: ReporterAct): boolean {
  return attempt?.act === act
}
