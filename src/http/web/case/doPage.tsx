import { actNamed, type CaseActName } from '../../../core/process/index.ts'
import { Button, Buttons, Clause, Form } from '../components/index.ts'
import { ActField, asksYesOrNo } from './actField.tsx'
import { addressOf, isCasePage, pageOf, type CasePageId } from './areas.ts'
import { Complaint } from './attempt.tsx'
import { formFieldsOf, type FormField } from './formOf.ts'
import { confirmations } from './outward.tsx'
import { typed, type Seen } from './seen.ts'
import { clauseOf } from './text.tsx'

/** One act on a page of its own: what it does, why, and its questions; before outward acts, what will leave. */
export function DoPage({ seen, act }: { readonly seen: Seen; readonly act: CaseActName }) {
  const { title, does, clause } = actNamed(act)
  const Confirmation = confirmations[act]
  return (
    <div class="stack stack-loose case-do">
      <div class="stack stack-tight">
        <h2>{title}</h2>
        <p>
          {does} <Clause {...clauseOf(clause)} />
        </p>
      </div>
      {Confirmation === undefined ? <ActForm seen={seen} act={act} /> : <Confirmation seen={seen} />}
    </div>
  )
}

export interface ActFormProps {
  readonly seen: Seen
  readonly act: CaseActName
  /** Answers that are clear from where the form stands. */
  readonly given?: Readonly<Record<string, string>>
  readonly button?: string
  /** Without the way out, where the form is a part of its page. */
  readonly within?: boolean
}

/** An act's questions, from its schema. */
export function ActForm({ seen, act, given = {}, button, within }: ActFormProps) {
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
          <Button tone="primary">{button ?? title}</Button>
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
