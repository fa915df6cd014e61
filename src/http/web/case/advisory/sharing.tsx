import { reportersOf } from '../../../../core/process/index.ts'
import { Button, When } from '../../components/index.ts'
import { may, type Seen } from '../seen.ts'
import { doing } from '../steps.tsx'

/** V3: what the reporter sees of the draft, and how to show them the newest revision. */
export function Sharing({ seen, revision }: { readonly seen: Seen; readonly revision: number }) {
  const { case: c } = seen.view
  if (reportersOf(c).length === 0 || c.announced !== null) return <></>
  const shared = c.advisoryShared.at(-1)
  const canShare = shared?.revision !== revision && c.closed === null && may(seen, 'shareAdvisory')
  return (
    <p class="soft">
      {shared === undefined ? (
        'The reporter has not seen a draft yet.'
      ) : (
        <>
          The reporter sees revision {shared.revision}, since <When at={shared.at} />.
        </>
      )}{' '}
      {canShare && (
        <Button tone="quiet" href={doing(c.id, 'shareAdvisory', { revision: String(revision) }, 'advisory')}>
          Share revision {revision} with them
        </Button>
      )}
    </p>
  )
}
