import { Says, When } from '../components/index.ts'
import { sentenceOf } from '../sentence.ts'
import { addressOf } from './areas.ts'
import { nameOf, type Seen } from './seen.ts'

/** So much is told here; the record has it all. */
const most = 6

/** Whoever comes back finds what others did meanwhile; nothing where there is nothing. */
export function SinceLastVisit({ seen: { view, since } }: { readonly seen: Seen }) {
  if (since === undefined || since.happened.length + since.messages === 0) return <></>
  const { id } = view.case
  const further = since.happened.length - most
  return (
    <section class="stack stack-tight since" aria-labelledby="since">
      <h2 id="since">Since you were last here</h2>
      <p class="soft small">
        You left on <When at={since.left} />.
      </p>
      <ul>
        {since.messages > 0 && (
          <li>
            <a href={addressOf(id, 'thread')}>
              {since.messages === 1 ? 'One new message' : `${since.messages} new messages`} in the thread
            </a>
          </li>
        )}
        {since.happened.slice(0, most).map((one) => {
          const { who, says } = sentenceOf(one, (person) => nameOf(view, person), view.policy)
          return (
            <li>
              <strong>{who}</strong> <Says>{says}</Says>{' '}
              <span class="soft small">
                <When at={one.at} />
              </span>
            </li>
          )
        })}
        {further > 0 && (
          <li>
            and {further} more: <a href={addressOf(id, 'record')}>the record</a>
          </li>
        )}
      </ul>
    </section>
  )
}
