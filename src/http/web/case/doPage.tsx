import { actNamed, orderOf, type CaseActName } from '../../../core/process/index.ts'
import { Button, Buttons, Clause, Form } from '../components/index.ts'
import { abouts, settled } from './abouts.tsx'
import { ActField, asksYesOrNo } from './actField.tsx'
import { addressOf, areaOf, isCasePage, pageOf, type CasePageId } from './areas.ts'
import { Complaint } from './attempt.tsx'
import { formFieldsOf, type FormField } from './formOf.ts'
import { ReportAgain } from './known.tsx'
import { confirmations } from './outward.tsx'
import { may, typed, type Seen } from './seen.ts'
import { doing } from './steps.tsx'
import { clauseOf } from './text.tsx'

/** One act on a page of its own: what it does, why, and its questions; before outward acts, what will leave. */
export function DoPage({ seen, act }: { readonly seen: Seen; readonly act: CaseActName }) {
  const { title, does, clause } = actNamed(act)
  const Confirmation = confirmations[act]
  const About = abouts[act]
  return (
    <div class="stack stack-loose case-do">
      <div class="stack stack-tight">
        <h2>{title}</h2>
        <p>
          {does} <Clause {...clauseOf(clause)} />
        </p>
      </div>
      {About !== undefined && <About seen={seen} />}
      {areaOf[act] === 'triage' && <ReportAgain seen={seen} />}
      {Confirmation === undefined ? <ActForm seen={seen} act={act} /> : <Confirmation seen={seen} />}
      <Instead seen={seen} act={act} />
    </div>
  )
}

/** Acts of which one is chosen: whoever came for the one may find that it is another. */
const choices: readonly (readonly CaseActName[])[] = [
  [
    'acceptReport',
    'rejectReport',
    'askReproducer',
    'notReproduced',
    'markDuplicate',
    'mergeCase',
    'dismissMatch',
    'markSpam',
    'deferCase',
  ],
  ['requestCve', 'recordCve'],
  ['giveFeedback', 'declineFeedback'],
  ['notePublic', 'noteExploit', 'noteAttacks'],
  ['answerEmbargo', 'proposeEmbargo', 'endEmbargo'],
  ['closeCase', 'deferCase'],
]

function Instead({ seen, act }: { seen: Seen; act: CaseActName }) {
  const others = choices.find((one) => one.includes(act))?.filter((one) => one !== act && may(seen, one)) ?? []
  if (others.length === 0) return <></>
  return (
    <nav aria-label="Or instead">
      <p>Or instead:</p>
      <ul class="case-instead" role="list">
        {others.map((other) => (
          <li>
            <a href={doing(seen.view.case.id, other)}>{actNamed(other).title}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export interface ActFormProps {
  readonly seen: Seen
  readonly act: CaseActName
  /** Without the way out, where the form is a part of its page. */
  readonly within?: boolean
}

/** An act's questions, from its schema. */
export function ActForm({ seen, act, within }: ActFormProps) {
  const given = settled(seen, act)
  const { title, fields } = actNamed(act)
  const questions = formFieldsOf(fields).filter(({ name }) => given[name] === undefined)
  const { id } = seen.view.case
  const back = backFrom(seen, act)
  return (
    <>
      <Complaint seen={seen} act={act} />
      <Form
        action={`/cases/${id}/do/${act}`}
        hidden={{ ...given, ...carried(seen, questions) }}
        draft={act}
        label={title}
      >
        {questions.map((field) => (
          <ActField seen={seen} act={act} field={field} />
        ))}
        <Buttons>
          <Button tone="primary">{orderOf(act)}</Button>
          {!within && (
            <Button tone="quiet" href={addressOf(id, back)}>
              Not now
            </Button>
          )}
        </Buttons>
      </Form>
    </>
  )
}

/** What a form carries unseen: where to go afterwards, and which questions must be answered yes or no. */
export function carried(seen: Seen, questions: readonly FormField[] = []): Readonly<Record<string, string>> {
  const asked = questions.filter(({ input }) => input === 'checkbox').map(({ name }) => name)
  const back = seen.query('back') ?? fieldOf(seen, 'back')
  return {
    ...(isCasePage(back) ? { back } : {}),
    ...(asked.length === 0 ? {} : { [asksYesOrNo]: asked.join(' ') }),
  }
}

export function backFrom(seen: Seen, act: CaseActName): CasePageId {
  const back = seen.query('back') ?? fieldOf(seen, 'back')
  return isCasePage(back) ? back : pageOf(act)
}

function fieldOf(seen: Seen, name: string): string | undefined {
  return seen.attempt === undefined ? undefined : typed(seen, seen.attempt.act, name)
}
