import { AdvisoryDocument, changes } from '../../../../core/advisory/index.ts'
import type { AdvisoryRevision } from '../../../../core/process/index.ts'
import { Clause } from '../../components/index.ts'
import { nameOf, type Seen } from '../seen.ts'
import { clauseOf } from '../text.tsx'
import { Changes } from './changes.tsx'
import { outlineOf, sheetSent } from './reading.ts'

/** Somebody saved first: what they changed, and what this text would change now. Saving again is then the answer. */
export function Overtaken({ seen, newest }: { seen: Seen; newest: AdvisoryRevision | undefined }) {
  const { attempt, view } = seen
  if (attempt?.problem?.code !== 'stale_revision' || newest === undefined) return <></>
  const base = Number(attempt.fields['basedOn'])
  const before = view.case.advisory.find(({ revision }) => revision === base)
  const mine = AdvisoryDocument.safeParse(outlineOf(sheetSent(attempt.fields)).document)
  return (
    <section class="stack" aria-labelledby="overtaken">
      <h2 id="overtaken">Somebody saved revision {newest.revision} meanwhile</h2>
      <p>
        {nameOf(view, newest.by)} changed what stands first below. Your text is in the editor, unsaved. Take over what
        you want to keep of theirs, then save again. <Clause {...clauseOf('V3')} />
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
