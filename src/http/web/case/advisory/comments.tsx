import { AdvisoryDocument } from '../../../../core/advisory/index.ts'
import { advisoryParts, rooms, type AdvisoryComment, type AdvisoryPart } from '../../../../core/process/index.ts'
import { Button, Buttons, Field, Form, Thread, type Post } from '../../components/index.ts'
import { Complaint } from '../attempt.tsx'
import { labelOf } from '../labels.ts'
import { withNames } from '../mentions.ts'
import { idOf, may, nameOf, typed, wrong, type Seen } from '../seen.ts'

/** V3: what was said about the advisory, beside it; and the form to say more about its newest revision. */
export function Comments({ seen }: { readonly seen: Seen }) {
  const { view } = seen
  const { advisory, advisoryComments: comments, closed } = view.case
  const newest = advisory.at(-1)
  if (newest === undefined) return <></>
  return (
    <section class="stack" aria-labelledby="comments">
      <h2 id="comments">Comments</h2>
      {comments.length === 0 && <p class="soft">Nobody has commented yet.</p>}
      <Thread
        label="Comments on the advisory"
        posts={comments.map((one) => asPost(seen, one))}
        composer={
          closed === null && may(seen, 'commentOnAdvisory') ? (
            <Composer seen={seen} revision={newest.revision} />
          ) : undefined
        }
      />
    </section>
  )
}

/** Those on one revision, beside it. */
export function CommentsOn({ seen, revision }: { readonly seen: Seen; readonly revision: number }) {
  const comments = seen.view.case.advisoryComments.filter((one) => one.revision === revision)
  if (comments.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="comments">
      <h2 id="comments">Comments on this revision</h2>
      <Thread label="Comments on this revision" posts={comments.map((one) => asPost(seen, one))} />
    </section>
  )
}

function asPost({ view }: Seen, { comment, by, at, text, room, part, revision }: AdvisoryComment): Post {
  const about = part === 'whole' ? '' : `, ${partNamed(part).toLowerCase()}`
  return {
    id: `comment-${comment}`,
    by: { name: nameOf(view, by), role: `on revision ${revision}${about}` },
    at,
    text: withNames(text, view),
    room: room === 'team' ? 'inside' : 'everyone',
  }
}

/** A part by the name that the editor gives to it. */
function partNamed(part: AdvisoryPart): string {
  return part === 'whole' ? 'The whole advisory' : (AdvisoryDocument.shape[part].meta()?.title ?? part)
}

function Composer({ seen, revision }: { seen: Seen; revision: number }) {
  const act = 'commentOnAdvisory'
  const written = typed(seen, act, 'text')
  return (
    <section class="stack" aria-labelledby="comment">
      <h3 id="comment">Comment on revision {revision}</h3>
      <Complaint seen={seen} act={act} />
      <Form
        action={`/cases/${seen.view.case.id}/do/${act}`}
        hidden={{ revision: String(revision) }}
        draft={`comment-${revision}`}
        label="Comment on the advisory"
      >
        <Field
          id={idOf(act, 'part')}
          name="part"
          kind="select"
          label="About"
          required
          value={typed(seen, act, 'part') ?? 'whole'}
          options={advisoryParts.map((value) => ({ value, label: partNamed(value) }))}
        />
        <Field
          id={idOf(act, 'room')}
          name="room"
          kind="choice"
          label="Who reads it"
          required
          options={rooms.map((value) => ({ value, label: labelOf(value) }))}
          value={typed(seen, act, 'room') ?? 'team'}
          error={wrong(seen, act, 'room')}
        />
        <Field
          id={idOf(act, 'text')}
          name="text"
          kind="multiline"
          rows={4}
          label="Comment"
          required
          value={written === undefined ? undefined : withNames(written, seen.view)}
          error={wrong(seen, act, 'text')}
        />
        <Buttons>
          <Button>Comment</Button>
        </Buttons>
      </Form>
    </section>
  )
}
