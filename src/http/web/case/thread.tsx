import { rooms } from '../../../core/process/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { Button, Buttons, Empty, Field, Form, Notice, Pager, Thread as Posts, type Post } from '../components/index.ts'
import { addressOf } from './areas.ts'
import { Complaint } from './attempt.tsx'
import { carried } from './doPage.tsx'
import { labelOf } from './labels.ts'
import { mentionable, withNames } from './mentions.ts'
import { fileField, filesOfPost } from '../files.ts'
import { placeOf } from '../paging.ts'
import { CarriedPosts } from './regrouping.tsx'
import { idOf, may, nameOf, typed, wrong, type Seen } from './seen.ts'
import { StepsHere } from './steps.tsx'

/** V6: all communication of the case, the newest at the bottom, where one answers. */
export function Thread({ seen }: { readonly seen: Seen }) {
  const { view, query } = seen
  const { posts, id } = view.case
  const page = placeOf(posts.length, query('page'))
  const shown = posts.slice(page.from, page.to)
  return (
    <div class="stack stack-loose">
      <StepsHere seen={seen} page="thread" />
      <CarriedPosts seen={seen} />
      <Pager
        older={page.older === undefined ? undefined : `${addressOf(id, 'thread')}?page=${page.older}`}
        newer={page.newer === undefined ? undefined : `${addressOf(id, 'thread')}?page=${page.newer}`}
        says={page.says}
      />
      {posts.length === 0 && (
        <Empty
          title="Nobody has written yet"
          says="Everything about this case is said here, never in chat or public issues."
        />
      )}
      <Posts
        posts={shown.map((post) => asPost(view, post))}
        composer={may(seen, 'post') && isOpen(view.case) ? <Composer seen={seen} /> : undefined}
      />
    </div>
  )
}

/** Of a merged case, the room of whoever reported it stays. */
function isOpen({ closed, related }: CaseView['case']): boolean {
  return closed === null || related.mergedInto !== null
}

function asPost(view: CaseView, post: CaseView['case']['posts'][number]): Post {
  return {
    id: String(post.post),
    by: { name: nameOf(view, post.by), role: roleOf(view, post.by) },
    at: post.at,
    text: withNames(post.text, view),
    room: post.room === 'team' ? 'inside' : 'everyone',
    attachments: filesOfPost(view.case.attachments, post.post, `/cases/${view.case.id}`),
  }
}

function roleOf({ case: c, members }: CaseView, person: string): string {
  if (c.reporter === person) return 'reporter'
  if (c.coReporters.some((one) => one === person)) return 'co-reporter'
  if (members.some((one) => one === person)) return 'committee'
  return c.fixTeam.some((one) => one.person === person) ? 'fix team' : ''
}

function Composer({ seen }: { seen: Seen }) {
  const { view, query } = seen
  const names = mentionable(view)
    .filter((person) => person !== seen.me)
    .map((person) => `@${nameOf(view, person)}`)
  const written = typed(seen, 'post', 'text')
  return (
    <section class="stack" aria-labelledby="write" id="write-here">
      <h2 id="write">Write</h2>
      <Complaint seen={seen} act="post" />
      {view.case.reporter === null && (
        <Notice tone="note" says="Nobody is known to have reported this: there is no reporter who reads it." />
      )}
      <Form
        action={`/cases/${view.case.id}/do/post`}
        hidden={carried(seen)}
        draft="post"
        label="Write in the thread"
        files
      >
        <Field
          id={idOf('post', 'room')}
          name="room"
          kind="choice"
          label="Who reads it"
          required
          options={rooms.map((value) => ({ value, label: labelOf(value) }))}
          value={typed(seen, 'post', 'room') ?? query('room') ?? 'team'}
          error={wrong(seen, 'post', 'room')}
        />
        <Field
          id={idOf('post', 'text')}
          name="text"
          kind="multiline"
          rows={6}
          label="Message"
          required
          value={written === undefined ? undefined : withNames(written, view)}
          error={wrong(seen, 'post', 'text')}
          {...(names.length === 0 ? {} : { hint: `Whoever is named is told: ${names.join(', ')}` })}
        />
        <Field {...fileField} id={idOf('post', 'files')} />
        <Buttons>
          <Button tone="primary">Post it</Button>
        </Buttons>
      </Form>
    </section>
  )
}
