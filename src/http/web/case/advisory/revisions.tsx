import { changes } from '../../../../core/advisory/index.ts'
import type { AdvisoryRevision } from '../../../../core/process/index.ts'
import { Table, When } from '../../components/index.ts'
import { addressOf } from '../areas.ts'
import { nameOf, type Seen } from '../seen.ts'
import { CommentsOn } from './comments.tsx'
import { Changes } from './changes.tsx'
import { Rendered } from './rendered.tsx'

/** The newest first, each leading to what it changed. */
export function Revisions({ seen: { view } }: { seen: Seen }) {
  const { advisory, id } = view.case
  if (advisory.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="revisions">
      <h2 id="revisions">Revisions</h2>
      <Table
        caption="Revisions of the advisory"
        columns={[{ label: 'Revision', head: true }, { label: 'Who' }, { label: 'When' }, { label: 'What changed' }]}
        rows={advisory
          .toReversed()
          .map(({ revision, by, at, note }) => [
            <a href={`${addressOf(id, 'advisory')}/${revision}`}>Revision {revision}</a>,
            nameOf(view, by),
            <When at={at} />,
            note === '' ? <span class="soft">no note</span> : note,
          ])}
      />
    </section>
  )
}

/** One revision: what it changed, and how it read. */
export function Revision({ seen, revision }: { readonly seen: Seen; readonly revision: AdvisoryRevision }) {
  const { view } = seen
  const before = view.case.advisory.find((one) => one.revision === revision.revision - 1)
  return (
    <div class="stack stack-loose">
      <p>
        <a href={`${addressOf(view.case.id, 'advisory')}#revisions`}>All revisions</a>
      </p>
      <section class="stack" aria-labelledby="revision">
        <h2 id="revision">Revision {revision.revision}</h2>
        <p class="soft">
          {nameOf(view, revision.by)}, <When at={revision.at} />
          {revision.note !== '' && `: ${revision.note}`}
        </p>
        {before === undefined ? (
          <p>The first one.</p>
        ) : (
          <Changes
            label={`Changed since revision ${before.revision}`}
            changes={changes(before.document, revision.document)}
          />
        )}
      </section>
      <section class="stack" aria-labelledby="reads">
        <h2 id="reads">How it read</h2>
        <Rendered document={revision.document} />
      </section>
      <CommentsOn seen={seen} revision={revision.revision} />
    </div>
  )
}
