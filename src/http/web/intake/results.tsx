import type { CaseView, OneErased, OneOfMany } from '../../../app/index.ts'
import { problemOf } from '../../gate/index.ts'
import { Button, Buttons, Notice } from '../components/index.ts'
import { PageHead } from '../shell/index.ts'

export interface ResultsProps {
  readonly answers: readonly (OneOfMany | OneErased)[]
  readonly views: readonly CaseView[]
  /** Which answer it was, if what was refused can have another one. */
  readonly again?: string
  readonly back: string
}

/** What came of it, case by case: what the process refused first, with the way out, once for all of the same kind. */
export function Results({ answers, views, again, back }: ResultsProps) {
  const titleOf = (id: string) => views.find(({ case: c }) => c.id === id)?.case.report.title ?? id
  const failed = answers.flatMap((one) => (one.done ? [] : [one]))
  const done = answers.filter((one) => one.done)
  const cases = failed.map((one) => `case=${one.case}`).join('&')
  return (
    <>
      <PageHead
        title={failed.length === 0 ? `All ${done.length} are done` : `${done.length} of ${answers.length} are done`}
        lead={
          failed.length === 0 ? 'Each is on its case’s record.' : 'What could not be done says why. It stays as it was.'
        }
      />
      <div class="stack stack-loose">
        {[...Map.groupBy(failed, ({ why }) => problemOf(why)?.says ?? '')].map(([says, ones]) => (
          <section class="stack" aria-label={says}>
            <Notice tone="refusal" says={says} instead={problemOf(ones[0]?.why)?.instead} />
            <Cases ids={ones.map((one) => one.case)} titleOf={titleOf} />
          </section>
        ))}
        {done.length > 0 && (
          <section class="stack" aria-labelledby="done">
            <h2 id="done">Done</h2>
            <Cases ids={done.map((one) => one.case)} titleOf={titleOf} />
          </section>
        )}
        <Buttons>
          {failed.length > 0 && again !== undefined && (
            <Button href={`/cases/answer?${cases}&with=${again}`}>Answer the rest differently</Button>
          )}
          <Button href={back} tone={failed.length === 0 ? 'primary' : 'quiet'}>
            Back to the cases
          </Button>
        </Buttons>
      </div>
    </>
  )
}

function Cases({ ids, titleOf }: { readonly ids: readonly string[]; titleOf(id: string): string }) {
  return (
    <ul class="case-instead" role="list">
      {ids.map((id) => (
        <li>
          <a href={`/cases/${id}`}>{titleOf(id)}</a>
        </li>
      ))}
    </ul>
  )
}
