import { unconsenting } from '../../../core/process/index.ts'
import { Notice } from '../components/index.ts'
import { addressOf } from './areas.ts'
import { nameOf, type Seen } from './seen.ts'

/** What the reporters will see, before it is shown to them; and who of them has not agreed to keep it to themselves. */
export function AboutSharing({ seen: { view, query } }: { readonly seen: Seen }) {
  const { case: c } = view
  const asked = query('revision')
  const revision = c.advisory.find((one) => String(one.revision) === asked) ?? c.advisory.at(-1)
  const open = unconsenting(c).map((person) => nameOf(view, person))
  return (
    <div class="stack">
      {open.length > 0 && (
        <Notice
          tone="warning"
          says={`${open.join(' and ')} ${open.length === 1 ? 'has' : 'have'} not accepted the embargo terms.`}
          instead="You can ask them in the thread first; what is shared cannot be taken back."
        />
      )}
      {revision !== undefined && (
        <p>
          <a href={`${addressOf(c.id, 'advisory')}/${revision.revision}`}>
            What they will see: revision {revision.revision}
          </a>
        </p>
      )}
    </div>
  )
}
