import type { CaseView } from '../../../../app/index.ts'
import { reportersOf } from '../../../../core/process/index.ts'
import { Empty, Pager, Thread as Posts, type Post } from '../../components/index.ts'
import { filesOfPost } from '../../files.ts'
import { pageOfPosts } from '../../posts.ts'
import { addressOf } from '../areas.ts'
import { namesIn } from '../mentions.ts'
import { CarriedPosts } from '../regrouping.tsx'
import { may, nameOf, type Seen } from '../seen.ts'
import { doing, StepsHere } from '../steps.tsx'
import { Composer } from './composer.tsx'
import { newSince, sinceOf } from './reading.ts'

/** V6: all communication of the case, the newest first, below the place where one answers. */
export function Thread({ seen }: { readonly seen: Seen }) {
  const { view, query } = seen
  const { posts, id } = view.case
  const page = pageOfPosts(posts, query)
  const since = sinceOf(seen)
  const leading = (way: string, post: number | undefined) =>
    post === undefined ? undefined : `${addressOf(id, 'thread')}?${way}=${post}&since=${since}`
  return (
    <div class="stack stack-loose">
      <StepsHere seen={seen} page="thread" />
      <News seen={seen} />
      <Posts
        names={namesIn(view)}
        posts={page.shown.map((post) => asPost(seen, post, since))}
        composer={may(seen, 'post') && isOpen(view.case) ? <Composer seen={seen} /> : undefined}
      />
      {posts.length === 0 && (
        <Empty
          title="Nobody has written yet"
          says="Everything about this case is said here, never in chat or public issues."
        />
      )}
      <Pager newer={leading('after', page.after)} older={leading('before', page.before)} says={page.says} />
      <CarriedPosts seen={seen} />
    </div>
  )
}

/** What was written since the reader was here last, and where that begins. */
function News({ seen }: { readonly seen: Seen }) {
  const { id } = seen.view.case
  const since = sinceOf(seen)
  const fresh = newSince(seen, since)
  const first = fresh[0]
  if (since === 0 || first === undefined) return <></>
  return (
    <p class="thread-news">
      {fresh.length === 1 ? 'One new message' : `${fresh.length} new messages`} since you were here last.{' '}
      <a href={`${addressOf(id, 'thread')}?post=${first.post}&since=${since}#post-${first.post}`}>
        {fresh.length === 1 ? 'Go to it' : 'Begin with the first'}
      </a>
    </p>
  )
}

/** Of a merged case, the room of whoever reported it stays. */
function isOpen({ closed, related }: CaseView['case']): boolean {
  return closed === null || related.mergedInto !== null
}

function asPost(seen: Seen, post: CaseView['case']['posts'][number], since: number): Post {
  const { view, me } = seen
  const { case: c } = view
  const { post: number, by, at, text, room, before, edited } = post
  const mine = by === me && may(seen, 'editPost') && isOpen(c)
  return {
    id: String(number),
    href: `${addressOf(c.id, 'thread')}?post=${number}#post-${number}`,
    by: { name: nameOf(view, by), role: roleOf(view, by) },
    at,
    text,
    room: room === 'team' ? 'inside' : 'everyone',
    isNew: since > 0 && number > since && by !== me,
    before,
    ...(edited === null ? {} : { edited }),
    attachments: filesOfPost(c.attachments, number, `/cases/${c.id}`),
    end: mine && (
      <a href={doing(c.id, 'editPost', { post: String(number) }, 'thread')} aria-label={`Edit message ${number}`}>
        Edit
      </a>
    ),
  }
}

function roleOf({ case: c, members }: CaseView, person: string): string {
  if (person === c.reporter) return 'reporter'
  if (reportersOf(c).some((one) => one === person)) return 'co-reporter'
  if (members.some((one) => one === person)) return 'committee'
  return c.fixTeam.some((one) => one.person === person) ? 'fix team' : ''
}
