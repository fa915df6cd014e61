import type { Child } from 'hono/jsx'
import { Button, ErrorSummary, Field, Fieldset, Form, type FieldProps } from '../components/index.ts'
import { labelled } from '../fields.ts'
import { ProblemNotice } from '../voice.tsx'
import type { Attempt, SettingForm as Name } from './attempt.ts'

export interface SettingFormProps {
  readonly form: Name
  readonly action: string
  readonly button: string
  readonly label: string
  readonly fields: readonly FieldProps[]
  /** Fields that belong together, each group under words of its own, after those that stand alone. */
  readonly groups?: readonly FieldGroup[]
  readonly attempt: Attempt | undefined
  readonly children?: Child
}

export interface FieldGroup {
  readonly legend: string
  readonly hint?: string
  readonly fields: readonly FieldProps[]
}

/** Folded away until it is wanted, or until it came back with problems. */
export function Folded({
  form,
  title,
  attempt,
  children,
}: {
  readonly form: Name
  readonly title: string
  readonly attempt: Attempt | undefined
  readonly children: Child
}) {
  return (
    <details class="folded" open={attempt?.form === form}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}

/** One form of the settings; after a refusal with what was typed, and why not. Passwords are typed again. */
export function SettingForm({ form, action, button, label, fields, groups = [], attempt, children }: SettingFormProps) {
  const mine = attempt?.form === form ? attempt : undefined
  const wrong = mine?.problem.fields ?? []
  const labels = Object.fromEntries(
    [fields, ...groups.map((group) => group.fields)].flat().map(({ name, label: words }) => [name, words]),
  )
  const shown = (field: FieldProps) => (
    <Field
      {...filled(field, mine?.values[field.name])}
      id={idOf(form, field.name)}
      error={wrong.find((one) => one.field === field.name)?.says}
    />
  )
  return (
    <Folded form={form} title={label} attempt={attempt}>
      <Form action={action} label={label}>
        <ErrorSummary problems={labelled(wrong, labels).map((one) => ({ ...one, field: idOf(form, one.field) }))} />
        {mine !== undefined && wrong.length === 0 && <ProblemNotice problem={mine.problem} />}
        {fields.map(shown)}
        {groups.map(({ legend, hint, fields: own }) => (
          <Fieldset legend={legend} {...(hint === undefined ? {} : { hint })}>
            {own.map(shown)}
          </Fieldset>
        ))}
        {children}
        <Button>{button}</Button>
      </Form>
    </Folded>
  )
}

function idOf(form: string, name: string): string {
  return `field-${form}-${name.replaceAll('.', '-')}`
}

function filled(field: FieldProps, typed: string | undefined): FieldProps {
  if (typed === undefined || field.kind === 'password') return field
  if (field.kind === 'lines' || field.kind === 'file' || field.kind === 'checkbox') return field
  return { ...field, value: typed }
}
