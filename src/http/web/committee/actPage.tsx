import { committeeActNamed, type CommitteeActName } from '../../../core/committee/index.ts'
import type { Policy } from '../../../core/policy/index.ts'
import { Button, Buttons, Clause, ErrorSummary, Form, Notice } from '../components/index.ts'
import { labelled } from '../fields.ts'
import { PageHead } from '../shell/index.ts'
import { ActField, questionsOf, takenDuty } from './actField.tsx'
import { clauseOf, type Seen } from './seen.ts'

/** What the policy in force says for an act. */
const here: Partial<Record<CommitteeActName, (policy: Policy) => string>> = {
  appealDecision: ({ committee }) => `Here that body is ${committee.removal.appealTo}.`,
}

/** One act on a page of its own: what it does, under which clause, and its questions. */
export function ActPage({ seen, act }: { readonly seen: Seen; readonly act: CommitteeActName }) {
  const { title, does, clause } = committeeActNamed(act)
  const questions = questionsOf(act).filter(({ name }) => isAsked(seen, act, name))
  return (
    <>
      <PageHead
        title={title}
        lead={
          <>
            {does} <Clause {...clauseOf(clause)} />
          </>
        }
      />
      <div class="stack stack-loose">
        {here[act] !== undefined && <p class="prose">{here[act](seen.view.policy)}</p>}
        <Complaint seen={seen} />
        <Form action={`/committee/do/${act}`} draft={`committee-${act}`} label={title}>
          {questions.map((field) => (
            <ActField seen={seen} act={act} field={field} />
          ))}
          <Buttons>
            <Button tone="primary">{title}</Button>
            <Button tone="quiet" href="/committee">
              Not now
            </Button>
          </Buttons>
        </Form>
      </div>
    </>
  )
}

/** Whose nomination it is goes without saying where the reader has no seat: theirs, as a maintainer's (C5). */
function isAsked({ view }: Seen, act: CommitteeActName, name: string): boolean {
  const taken = takenDuty(name)
  if (taken !== undefined) return view.policy.committee.duties.list.some(({ id }) => id === taken)
  return act !== 'nominate' || name !== 'way' || view.roles.includes('member')
}

/** What stands in the way and the way out; everything typed is below. */
function Complaint({ seen: { attempt } }: { readonly seen: Seen }) {
  if (attempt === undefined) return <></>
  const { fields = [], says, instead, clause } = attempt.problem
  if (fields.length > 0) {
    const labels = Object.fromEntries(questionsOf(attempt.act).map(({ name, label }) => [name, label]))
    return <ErrorSummary problems={labelled(fields, labels)} />
  }
  return <Notice tone="refusal" says={says} instead={instead} clause={clauseOf(clause)} />
}
