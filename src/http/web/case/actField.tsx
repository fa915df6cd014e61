import { duties } from '../../../core/policy/index.ts'
import type { CaseActName } from '../../../core/process/index.ts'
import { Field, type Moment, type Option } from '../components/index.ts'
import { postAsked } from './abouts.tsx'
import { asksForACase, choicesFor } from './choices.ts'
import type { FormField } from './formOf.ts'
import { labelOf } from './labels.ts'
import { withNames } from './mentions.ts'
import { idOf, typed, wrong, type Seen } from './seen.ts'

/** Booleans that a form asks as a question: it names them here, so that no answer is not taken for a "no". */
export const asksYesOrNo = 'asked'

export interface ActFieldProps {
  readonly seen: Seen
  readonly act: CaseActName
  readonly field: FormField
}

/** One question of an act, filled with what was typed, else with what the link or the next step suggests. */
export function ActField({ seen, act, field }: ActFieldProps) {
  const { name, label, required } = field
  const value = typed(seen, act, name) ?? suggested(seen, act, field)
  const offered = choicesFor(seen, act, name) ?? field.options?.map((one) => asOption(one, name))
  const suggest = asksForACase[act] === name ? seen.cases : undefined
  const hint =
    field.hint ?? (suggest === undefined ? exampleOf(field, value, offered) : 'Choose it by its title, or type its id')
  const error = wrong(seen, act, name)
  const shared = { id: idOf(act, name), name, label, required, error, ...(hint === undefined ? {} : { hint }) }
  if (offered !== undefined && field.input !== 'checkbox') {
    return <Offered {...shared} value={value} options={offered} />
  }
  switch (field.input) {
    case 'checkbox':
      return <Field {...shared} kind="choice" required options={yesOrNo} value={answerOf(value)} />
    case 'multiline':
      return <Field {...shared} kind="multiline" rows={rowsFor(label)} value={value} />
    case 'instant':
      return <Field {...shared} kind="datetime" value={momentOf(value)} />
    case 'url':
      return <Field {...shared} kind="url" value={value} placeholder="https://" />
    case 'number':
      return <Field {...shared} kind="number" short value={value} />
    default:
      return (
        <Field
          {...shared}
          kind="text"
          value={value}
          {...(name === 'vector' ? { long: true } : {})}
          {...(suggest === undefined ? {} : { suggest })}
        />
      )
  }
}

/** Whoever sees the answers, or a field that shows its own form, needs no example. */
function exampleOf({ example, input }: FormField, value: string | undefined, offered: readonly Option[] | undefined) {
  if (example === undefined || offered !== undefined || input === 'instant') return undefined
  return (value ?? '') === '' ? `Such as ${example}` : undefined
}

const yesOrNo: readonly Option[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

function answerOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  return ['yes', 'on', 'true'].includes(value) ? 'yes' : 'no'
}

/** What an empty answer means, where it means something. */
const unchosen: Readonly<Record<string, string>> = {
  release: 'one of its own',
  to: 'nobody',
  by: 'nobody yet',
}

/** Few answers are all shown; many, or those with an empty one, fold into a list. */
function Offered(props: { options: readonly Option[]; required: boolean; value: string | undefined } & Asked) {
  const { options, required, value, ...rest } = props
  if (required && options.length > 0 && options.length <= 5) {
    const only = options.length === 1 ? options[0]?.value : undefined
    return <Field {...rest} kind="choice" required options={options} value={value ?? only} />
  }
  const empty = {
    value: '',
    label: required
      ? options.length === 0
        ? 'nothing to choose yet'
        : 'choose'
      : (unchosen[rest.name] ?? 'leave empty'),
  }
  return <Field {...rest} kind="select" required={required} options={[empty, ...options]} value={value} />
}

interface Asked {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly error: string | undefined
}

function suggested(seen: Seen, act: CaseActName, { name, usual }: FormField): string | undefined {
  const { view, query } = seen
  const step = view.steps.find((one) => one.act === act && one.fields[name] !== undefined && one.fields[name] !== '')
  const edited = act === 'editPost' && name === 'text' ? postAsked(seen) : undefined
  if (edited !== undefined) return withNames(edited.text, view)
  const taking = act === 'assignDuty' && name === 'to' && isFree(seen)
  return query(name) ?? step?.fields[name] ?? known[`${act}.${name}`]?.(view) ?? (taking ? seen.me : usual)
}

/** Whoever opens the form for a duty that nobody holds most likely takes it. */
function isFree({ view, me, query }: Seen): boolean {
  const asked = query('duty') ?? view.steps.find(({ act }) => act === 'assignDuty')?.fields['duty']
  const duty = duties.find((one) => one === asked)
  return duty !== undefined && view.case.duties[duty] === undefined && view.members.some((one) => one === me)
}

/** What the case knows already: nobody should have to copy it. */
const known: Readonly<Record<string, (view: Seen['view']) => string | undefined>> = {
  'approveFix.commit': ({ case: c }) => c.head ?? undefined,
  'shareAdvisory.revision': ({ case: c }) => c.advisory.at(-1)?.revision.toString(),
  'completeFix.commit': ({ case: c }) => c.head ?? undefined,
  'recordMerge.commit': ({ case: c }) => c.head ?? undefined,
  'recordMerge.repository': ({ case: c, community }) =>
    community.projects.find(({ name }) => name === (c.release?.project ?? c.report.project))?.repository,
  'joinRelease.release': ({ case: c }) => c.release?.id,
  'joinRelease.project': ({ case: c }) => c.release?.project ?? c.report.project,
  'joinRelease.version': ({ case: c }) => c.release?.version,
  'joinRelease.newestVulnerable': ({ case: c }) => c.release?.newestVulnerable,
  'noteUpstream.project': ({ case: c }) => c.upstream?.project,
  'noteUpstream.contact': ({ case: c }) => c.upstream?.contact,
}

function asOption(value: string, field: string): Option {
  return { value, label: labelOf(value, field) }
}

function rowsFor(label: string): number {
  return /message|what went|steps/i.test(label) ? 8 : 4
}

/** A date field shows instants only; what is none was said to be wrong beside it. */
export function momentOf(text: string | undefined): Moment | undefined {
  if (text === undefined || text === '') return undefined
  try {
    return Temporal.Instant.from(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`)
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined
    throw thrown
  }
}
