import { AdvisoryDocument, changes, missing } from '../../../../core/advisory/index.ts'
import type { AdvisoryRevision } from '../../../../core/process/index.ts'
import { Button, Clause, Empty, Evidence, Notice, Table, When } from '../../components/index.ts'
import { addressOf } from '../areas.ts'
import { may, nameOf, type Seen } from '../seen.ts'
import { StepsHere } from '../steps.tsx'
import { clauseOf } from '../text.tsx'
import { Changes } from './changes.tsx'
import { Editor } from './editor.tsx'
import { outlineOf, sheetSent } from './reading.ts'
import { Rendered } from './rendered.tsx'

/** V3: the newest revision as it reads, what it lacks, the editor, and the revisions before. */
export function Advisory({ seen }: { readonly seen: Seen }) {
  const { case: c } = seen.view
  const newest = c.advisory.at(-1)
  return (
    <div class="stack stack-loose">
      <StepsHere seen={seen} page="advisory" />
      <Overtaken seen={seen} newest={newest} />
      {newest === undefined ? (
        <Empty title="There is no advisory yet" says="Begin with what is known; it is edited as more is discovered." />
      ) : (
        <section class="stack" aria-labelledby="newest">
          <h2 id="newest">Revision {newest.revision}</h2>
          <p class="soft">
            {nameOf(seen.view, newest.by)}, <When at={newest.at} />
            {newest.note !== '' && `: ${newest.note}`}
            {may(seen, 'reviseAdvisory') && c.closed === null && (
              <>
                . <a href="#edit">Edit it</a>
              </>
            )}
          </p>
          <Lacking document={newest.document} />
          <Rendered document={newest.document} />
        </section>
      )}
      {may(seen, 'reviseAdvisory') && c.closed === null && <Editor seen={seen} />}
      <Revisions seen={seen} />
      <section class="stack" aria-labelledby="elsewhere">
        <h2 id="elsewhere">In the repository</h2>
        {c.advisoryUrl === null ? (
          <p class="soft">Not linked yet.</p>
        ) : (
          <p>
            <Evidence kind="link" value={c.advisoryUrl} href={c.advisoryUrl} />
          </p>
        )}
        {may(seen, 'linkAdvisory') && c.closed === null && (
          <p>
            <Button href={`/cases/${c.id}/do/linkAdvisory?back=advisory`}>Link the repository’s advisory</Button>
          </p>
        )}
      </section>
    </div>
  )
}

function Lacking({ document }: { document: AdvisoryDocument }) {
  const announced = missing(document, 'announcement')
  const published = missing(document, 'publication').filter(
    ({ field }) => !announced.some((gap) => gap.field === field),
  )
  if (announced.length + published.length === 0) return <></>
  return (
    <Notice
      tone="note"
      says="Still missing"
      instead={
        <ul class="case-gaps">
          {announced.map(({ says }) => (
            <li>{says}</li>
          ))}
          {published.map(({ says }) => (
            <li>
              {says} <span class="soft">to publish it</span>
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** Somebody saved first: what they changed, and what this text would change now. Saving again is then the answer. */
function Overtaken({ seen, newest }: { seen: Seen; newest: AdvisoryRevision | undefined }) {
  const { attempt, view } = seen
  if (attempt?.problem.code !== 'stale_revision' || newest === undefined) return <></>
  const base = Number(attempt.fields['basedOn'])
  const before = view.case.advisory.find(({ revision }) => revision === base)
  const mine = AdvisoryDocument.safeParse(outlineOf(sheetSent(attempt.fields)).document)
  return (
    <section class="stack" aria-labelledby="overtaken">
      <h2 id="overtaken">Somebody saved revision {newest.revision} meanwhile</h2>
      <p>
        {nameOf(view, newest.by)} changed what stands first below. Your text is in the editor, unsaved. Take over what
        you want to keep of theirs, then save again: <Clause {...clauseOf('V3')} />
      </p>
      {before !== undefined && (
        <Changes label="What they changed" changes={changes(before.document, newest.document)} />
      )}
      {mine.success && (
        <Changes label="What your text would change now" changes={changes(newest.document, mine.data)} />
      )}
      <p>
        <a href="#edit">To your text</a>
      </p>
    </section>
  )
}

function Revisions({ seen: { view } }: { seen: Seen }) {
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
    </div>
  )
}
