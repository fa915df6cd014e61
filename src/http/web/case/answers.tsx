import { floodsOf, type Verdict } from '../../../core/policy/index.ts'
import { may, type Seen } from './seen.ts'

/** Above an act that answers a reporter: the policy's own words for it, to begin with. */
export function answersWith(verdict: Verdict) {
  return function AboutAnswers({ seen }: { readonly seen: Seen }) {
    const { case: c, policy } = seen.view
    const answers = floodsOf(policy).answers.filter((one) => one.verdict === verdict)
    if (answers.length === 0 || !may(seen, 'answerMany')) return <></>
    // Before somebody asked for a reproducer it would be refused, in whatever words.
    if (verdict === 'not-reproducible' && c.reproducer === null) return <></>
    return (
      <nav aria-label="Begin with the policy’s words">
        <p>Begin with the policy’s words:</p>
        <ul class="case-instead" role="list">
          {answers.map(({ id, title }) => (
            <li>
              <a href={`/cases/answer?case=${c.id}&with=${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
    )
  }
}

export function AboutSpam({ seen }: { readonly seen: Seen }) {
  if (!may(seen, 'blockSender')) return <></>
  return (
    <p>
      More of it from there? <a href={`/cases/${seen.view.case.id}/block`}>Block the sender</a>, too: they can appeal.
    </p>
  )
}
