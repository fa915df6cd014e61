import {
  canBeAppealed,
  leaveOf,
  takersOf,
  committeeActNamed,
  subjectInWords,
  type CommitteeActName,
} from '../../../core/committee/index.ts'
import { duties, type Duty } from '../../../core/policy/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { formFieldsOf, type FormField } from '../case/index.ts'
import { Field, problemOf, type Option } from '../components/index.ts'
import { nameOf, own, type Seen } from './seen.ts'

/** The questions of an act, in the order of its schema. */
export function questionsOf(act: CommitteeActName): readonly FormField[] {
  return formFieldsOf(committeeActNamed(act).fields)
}

interface Props {
  readonly seen: Seen
  readonly act: CommitteeActName
  readonly field: FormField
}

/** One question, filled with what was typed, else with what the link says. */
export function ActField({ seen, act, field }: Props) {
  const { name, label, required, input } = field
  const taken = takenDuty(name)
  const hint = taken === undefined ? field.hint : heldInWords(seen, taken)
  const value = seen.attempt?.values[name] ?? seen.asked.c.req.query(name) ?? field.usual
  const error = problemOf(seen.attempt?.problem.fields ?? [], name)
  const shared = { name, label, required, error, ...(hint === undefined ? {} : { hint }) }
  const options = optionsFor(seen, act, field)
  if (input === 'people') return <Several {...shared} options={options ?? []} value={value} />
  if (options !== undefined) {
    const empty = {
      value: '',
      label: required ? 'choose' : taken === undefined ? (unchosen[name] ?? 'leave empty') : byPolicy(seen, taken),
    }
    const offered = options.some((one) => one.value === '') ? options : [empty, ...options]
    return required && options.length > 0 && options.length <= 4 ? (
      <Field {...shared} kind="choice" required options={options} value={value} />
    ) : (
      <Field {...shared} kind="select" options={offered} value={value} />
    )
  }
  switch (input) {
    case 'multiline':
      return <Field {...shared} kind="multiline" rows={name === 'yaml' ? 16 : 4} mono={name === 'yaml'} value={value} />
    case 'day':
      return <Field {...shared} kind="date" value={value} />
    case 'number':
      return <Field {...shared} kind="number" short value={value} />
    default:
      return <Field {...shared} kind={name === 'email' ? 'email' : 'text'} value={value} />
  }
}

/** What an empty answer means, where it means something. */
const unchosen: Readonly<Record<string, string>> = { replaces: 'nobody: an additional seat', person: 'you' }

/** C10: the duty that a question of a leave gives to somebody; `undefined` for every other question. */
export function takenDuty(name: string): Duty | undefined {
  return duties.find((duty) => name === `${duty}To`)
}

/** So many cases are named. */
const most = 3

function heldInWords({ held = [] }: Seen, taken: Duty): string {
  const titles = held.filter(({ duty }) => duty === taken).map(({ title }) => title)
  if (titles.length === 0) return 'You hold it on no open case now.'
  const more = titles.length > most ? `, and ${titles.length - most} more` : ''
  return `You hold it on ${titles.length === 1 ? 'one open case' : `${titles.length} open cases`}: ${titles.slice(0, most).join('; ')}${more}.`
}

/** To whom it goes where nobody is named, as things stand today. */
function byPolicy({ view, asked: { person } }: Seen, taken: Duty): string {
  const { committee } = view.community
  const own = { person: person.id, standIn: null, takers: {} }
  const taker = takersOf(committee, view.policy, own, view.now)[taken] ?? null
  return taker === null
    ? 'whoever covers it then: nobody would today'
    : `whoever covers it then: today ${nameOf(view, taker)}`
}

/** Several people, each with a box of their own. */
function Several(props: {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly error: string | undefined
  readonly options: readonly Option[]
  readonly value: string | undefined
}) {
  const { name, label, hint, error, options, value } = props
  const chosen = (value ?? '').split(/[\s,]+/)
  return (
    <fieldset class={error === undefined ? 'field' : 'field is-wrong'}>
      <legend>
        {label} <span class="optional">(optional)</span>
      </legend>
      {hint && <p class="hint">{hint}</p>}
      {error && <p class="error">{error}</p>}
      {options.map((option) => (
        <label class="check">
          <input type="checkbox" name={name} value={option.value} checked={chosen.includes(option.value)} />{' '}
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** The answers that stand in the committee's record; else those of the schema. */
function optionsFor(seen: Seen, act: CommitteeActName, { name, input, options }: FormField) {
  const { view } = seen
  const { committee } = view.community
  const known: Readonly<Record<string, () => readonly Option[]>> = {
    proposal: () => {
      const appeal = act === 'appealDecision'
      const offered = appeal ? view.decided.filter((one) => canBeAppealed(committee, one)) : committee.open
      return offered.map(({ proposal, subject }) => ({
        value: String(proposal),
        label: `${proposal}: ${subjectInWords(subject, (id) => nameOf(view, id))}`,
      }))
    },
    leave: () => own(seen).map(({ leave, from, to }) => ({ value: String(leave), label: `${from} to ${to}` })),
    duty: () => {
      const titles = new Map<Duty, string>(view.policy.committee.duties.list.map(({ id, title }) => [id, title]))
      const all = duties.flatMap((id) => (titles.has(id) ? [{ value: id, label: titles.get(id) ?? id }] : []))
      return act === 'proposeRemoval' ? [{ value: '', label: 'From the seat' }, ...all] : all
    },
    system: () => view.offBoarding[0]?.systems.map(({ id, says }) => ({ value: id, label: says })) ?? [],
  }
  const made = known[name]?.()
  if (made !== undefined) return made
  if (input === 'person' || input === 'people') return people(seen, act)
  return options?.filter((one) => one !== '').map((value) => ({ value, label: labels[value] ?? capital(value) }))
}

function people({ view, asked: { person: me } }: Seen, act: CommitteeActName): readonly Option[] {
  const { committee } = view.community
  const seated = committee.seats.map(({ person }) => person)
  const offered: readonly PersonId[] =
    act === 'endAccessElsewhere'
      ? view.offBoarding.map(({ person }) => person)
      : act === 'proposeRemoval'
        ? seated.filter((one) => one !== me.id)
        : act === 'announceLeave'
          ? seated.filter((one) => one !== me.id && leaveOf(committee, one, view.now) === undefined)
          : seated
  return offered.map((value) => ({ value, label: nameOf(view, value) }))
}

const labels: Readonly<Record<string, string>> = {
  'nomination-by-member': 'I nominate them',
  'nomination-by-maintainer': 'A maintainer nominates them',
  interest: 'They said that they are interested',
  unreachable: 'Cannot be reached, without notice',
  neglect: 'Does not fulfil documented duties',
  aye: 'Aye',
  no: 'No',
  abstain: 'Abstain',
  adopted: 'For it',
  failed: 'Against it',
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
