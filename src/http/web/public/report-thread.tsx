import type { CaseView } from '../../../app/index.ts'
import { isReporter } from '../../../core/process/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { Pager, Thread, type Post } from '../components/index.ts'
import { fileField, filesOfPost } from '../files.ts'
import { pageOfPosts } from '../posts.ts'
import { ActForm, type ReporterActProps } from './report-act-form.tsx'

interface Props extends ReporterActProps {
  query(name: string): string | undefined
}

/** The room that the reporters are in, the newest message first; and what was reported, below all of it. */
export function ReportThread(props: Props) {
  const { view, me, secret, query } = props
  const { case: c, people } = view
  const open = c.posts.filter(({ room }) => room === 'everyone')
  const page = pageOfPosts(open, query)
  const told = query('since') ?? ''
  const since = /^\d{1,9}$/.test(told) ? Math.min(Number(told), view.seen) : view.seen
  const leading = (way: string, post: number | undefined) =>
    post === undefined ? undefined : `/report/${secret}?${way}=${post}&since=${since}#thread`
  // Of a merged case, the room of whoever reported it stays.
  const isOpen = c.closed === null || c.closed.resolution === 'merged'
  return (
    <section class="stack" aria-labelledby="thread">
      <h2 id="thread">You and the committee</h2>
      <Thread
        marksRooms={false}
        names={(person) => people.get(person as PersonId)?.name}
        posts={page.shown.map((post) => asPost(props, post, since))}
        composer={
          isOpen && (
            <ActForm
              {...props}
              act="post"
              button="Send"
              tone="primary"
              draft
              fields={[
                { name: 'text', kind: 'multiline', label: 'Write to the committee', required: true, rows: 4 },
                fileField,
              ]}
              files
            />
          )
        }
      />
      <Pager newer={leading('after', page.after)} older={leading('before', page.before)} says={page.says} />
      {page.before === undefined && (
        <Thread label="The report" marksRooms={false} posts={[reportOf(view, me, secret)]} />
      )}
    </section>
  )
}

function asPost(props: Props, post: CaseView['case']['posts'][number], since: number): Post {
  const { view, me, secret } = props
  const { post: number, by, at, text, before, edited } = post
  return {
    id: String(number),
    href: `/report/${secret}?post=${number}#post-${number}`,
    by: writerOf(view, me, by),
    at,
    room: 'everyone',
    text,
    isNew: since > 0 && number > since && by !== me,
    before,
    ...(edited === null ? {} : { edited }),
    attachments: filesOfPost(view.case.attachments, number, `/report/${secret}`),
    end: by === me && view.case.closed === null && <Edit {...props} post={post} />,
  }
}

/** Folded: the message as it stands, to be corrected. */
function Edit({ post, ...props }: Props & { readonly post: CaseView['case']['posts'][number] }) {
  const { attempt } = props
  const number = String(post.post)
  return (
    <details open={attempt?.act === 'editPost' && attempt.values['post'] === number}>
      <summary aria-label={`Edit message ${number}`}>Edit</summary>
      <ActForm
        {...props}
        act="editPost"
        of={number}
        button="Save"
        hidden={{ post: number }}
        fields={[{ name: 'text', kind: 'multiline', label: 'Message', required: true, rows: 4, value: post.text }]}
      />
    </details>
  )
}

/** What they wrote first, exactly as they wrote it. */
function reportOf({ case: c, people }: CaseView, me: PersonId, secret: string): Post {
  const { project, versions, impact, steps } = c.report
  const about = [project === '' ? '' : `Project: ${project}`, versions === '' ? '' : `Versions: ${versions}`]
  const told = [about.filter((text) => text !== '').join('\n'), impact, steps]
    .filter((text) => text !== '')
    .join('\n\n')
  const first = c.reporter === null || c.reporter === me ? 'You' : (people.get(c.reporter)?.name ?? 'Somebody')
  return {
    id: 'report',
    by: { name: first, role: first === 'You' ? 'your report' : 'reported it' },
    at: c.opened,
    room: 'everyone',
    text: told,
    plain: true,
    attachments: filesOfPost(c.attachments, 0, `/report/${secret}`),
  }
}

/** A writer as a reporter knows them: themselves, another reporter, or one of those who work on it. */
export function writerOf({ case: c, people, members }: CaseView, me: PersonId, by: PersonId | 'product'): Post['by'] {
  if (by === me) return { name: 'You' }
  if (by === 'product') return { name: 'Tocsin' }
  const name = people.get(by)?.name ?? 'somebody'
  if (isReporter(c, by)) return { name, role: 'reported it, too' }
  return { name, role: members.includes(by) ? 'committee' : 'fix team' }
}
