import { When, Prose, Thread, type Post } from '../components/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { Rendered } from '../case/index.ts'
import { ActForm, type ReporterActProps } from './report-act-form.tsx'
import { writerOf } from './report-thread.tsx'

/** The advisory as it is to be published, once the committee has shared a revision: to review and comment on. */
export function DraftForReporter(props: ReporterActProps) {
  const { case: c } = props.view
  const shared = c.advisoryShared.at(-1)
  const revision = c.advisory.find((one) => one.revision === shared?.revision)
  // What is out is read where everybody reads it.
  if (shared === undefined || revision === undefined || c.announced !== null) return <></>
  return (
    <section class="stack" aria-labelledby="draft">
      <h2 id="draft">The advisory, as it is planned</h2>
      <p class="prose">
        The committee shared this draft with you on <When at={shared.at} only="day" />. It is not public: please keep it
        to yourself, and tell us what is wrong or missing.
      </p>
      {shared.note !== '' && (
        <blockquote class="prose">
          <Prose text={shared.note} label="What the committee says about it" />
        </blockquote>
      )}
      <details class="folded" open={props.attempt?.act === 'commentOnAdvisory' || commentsIn(props).length === 0}>
        <summary>Read the draft</summary>
        <Rendered document={revision.document} />
      </details>
      <Thread
        label="Comments on the draft"
        names={(person) => props.view.people.get(person as PersonId)?.name}
        marksRooms={false}
        posts={commentsIn(props)}
        composer={
          c.closed === null && (
            <ActForm
              {...props}
              act="commentOnAdvisory"
              button="Send the comment"
              draft
              hidden={{ revision: String(shared.revision), room: 'everyone' }}
              fields={[{ name: 'text', kind: 'multiline', label: 'Your comment', required: true, rows: 3 }]}
            />
          )
        }
      />
    </section>
  )
}

function commentsIn(props: ReporterActProps): Post[] {
  const { view, me } = props
  return view.case.advisoryComments.toReversed().map(({ comment, by, at, text }): Post => ({
    id: `comment-${comment}`,
    by: writerOf(view, me, by),
    at,
    text,
    room: 'everyone',
  }))
}
