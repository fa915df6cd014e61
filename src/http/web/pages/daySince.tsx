import type { CaseNews, DayNews } from '../../../app/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { Says, When } from '../components/index.ts'
import { sentenceOf } from '../sentence.ts'

/** So many cases stand open, each with so much; the rest is folded, or on the case itself. */
const open = 3
const each = 2

/** What others did since the reader was last here, case by case, the newest first. */
export function DaySince({ news }: { readonly news: DayNews | null }) {
  if (news === null) return <></>
  const { left, cases } = news
  if (cases.length === 0) {
    return (
      <p class="soft small">
        Nothing new on your cases since you left on <When at={left} />.
      </p>
    )
  }
  const rest = cases.slice(open)
  return (
    <section class="stack stack-tight since" aria-labelledby="since">
      <h2 id="since">Since you were last here</h2>
      <p class="soft small">
        You left on <When at={left} />.
      </p>
      <News cases={cases.slice(0, open)} news={news} />
      {rest.length > 0 && (
        <details>
          <summary>{rest.length === 1 ? 'One more case' : `${rest.length} more cases`}</summary>
          <News cases={rest} news={news} />
        </details>
      )}
    </section>
  )
}

function News({ cases, news: { people } }: { readonly cases: readonly CaseNews[]; readonly news: DayNews }) {
  const nameOf = (person: string | null) =>
    person === null ? 'nobody' : person === 'product' ? 'Tocsin' : (people.get(person as PersonId)?.name ?? 'somebody')
  return (
    <ul>
      {cases.map(({ case: id, title, happened, messages, policy }) => (
        <li>
          <a href={`/cases/${id}`}>{title}</a>
          <ul>
            {messages > 0 && (
              <li>
                <a href={`/cases/${id}/thread`}>{messages === 1 ? 'One new message' : `${messages} new messages`}</a>
              </li>
            )}
            {happened.slice(0, each).map((one) => {
              const { who, says } = sentenceOf(one, nameOf, policy)
              return (
                <li>
                  {who} <Says>{says}</Says>
                </li>
              )
            })}
            {happened.length > each && <li class="soft">and {happened.length - each} more</li>}
          </ul>
        </li>
      ))}
    </ul>
  )
}
