import { act, postWithFiles, type CaseView } from '../../../app/index.ts'
import { fileAnswer, filesOf, formOf, problemOf, type AskedByReporter, type Route } from '../../gate/index.ts'
import { EmbargoBand, Pager, Thread, type EmbargoState, type Post } from '../components/index.ts'
import { fileField, filesOfPost } from '../files.ts'
import { leaveFlash } from '../flash.ts'
import { textsOf } from '../fields.ts'
import { publicFrame } from '../frame.tsx'
import { placeOf } from '../paging.ts'
import { PageHead, PublicPage } from '../shell/index.ts'
import { ActForm, reporterActs, type Attempt, type ReporterAct } from './report-act-form.tsx'
import { MoreActs } from './report-more-acts.tsx'
import { KeyLink } from './report-key.tsx'
import { NextForReporter } from './report-next.tsx'
import { Questions } from './report-questions.tsx'
import { showReceived } from './report-received.tsx'
import { sayProblem } from '../voice.tsx'
import { reportStanding } from './standing.ts'

export const reporterRoutes: readonly Route[] = [
  {
    scope: 'reporter',
    method: 'get',
    path: '/report/:secret',
    act: 'readReport',
    handle: (asked) => showReport(asked),
  },
  { scope: 'reporter', method: 'get', path: '/report/:secret/received', act: 'readReport', handle: showReceived },
  { scope: 'reporter', method: 'get', path: '/report/:secret/files/:file', act: 'readReport', handle: showFile },
  ...reporterActs.map((name): Route => ({
    ...({ scope: 'reporter', method: 'post', path: `/report/:secret/${name}`, act: name } as const),
    handle: (asked: AskedByReporter) => carryOut(asked, name),
  })),
]

async function showFile({ c, world, view, caller }: AskedByReporter) {
  const answer = await fileAnswer(c, world, view)
  return answer instanceof Response ? answer : sayProblem({ c, caller }, answer)
}

async function carryOut(asked: AskedByReporter, name: ReporterAct) {
  const { c, world, view, secret } = asked
  const { reporter, id } = view.case
  if (reporter === null) throw new TypeError('a link of nobody')
  const values = textsOf(await formOf(c, { files: 'later' }))
  // The reporter's thread is the one that everyone on the case reads.
  const request = { case: id, through: 'link' } as const
  const done =
    name === 'post'
      ? await postWithFiles(world, reporter, { ...request, fields: { ...values, room: 'everyone' } }, filesOf(c))
      : await act(world, reporter, { ...request, act: name, fields: values })
  const problem = problemOf(done)
  if (problem !== undefined) return showReport(asked, { act: name, values, problem })
  leaveFlash(c, name === 'post' ? 'sent' : `act:${name}`)
  return c.redirect(`/report/${secret}`, 303)
}

const noindex = <meta name="robots" content="noindex" />

function showReport(asked: AskedByReporter, attempt?: Attempt) {
  const { c, view, secret } = asked
  const { report } = view.case
  const props = { view, secret, attempt }
  const posts = postsOf(view, `/report/${secret}`)
  const page = placeOf(posts.length, c.req.query('page'))
  const linked = (number: number | undefined) =>
    number === undefined ? undefined : `/report/${secret}?page=${number}#thread`
  return c.html(
    <PublicPage {...publicFrame(asked)} title="Your report" head={noindex} band={<Band view={view} />}>
      <PageHead title={report.title} lead={reportStanding(view).says} />
      <div class="stack stack-loose">
        <Questions {...props} />
        <NextForReporter view={view} />
        <section class="stack" aria-labelledby="thread">
          <h2 id="thread">You and the committee</h2>
          <Pager older={linked(page.older)} newer={linked(page.newer)} says={page.says} />
          <Thread
            marksRooms={false}
            posts={posts.slice(page.from, page.to)}
            composer={
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
            }
          />
        </section>
        <MoreActs {...props} />
        <KeyLink secret={secret} isWrittenTo={(view.people.get(asked.reporter)?.email ?? '') !== ''} />
      </div>
    </PublicPage>,
    attempt?.problem.status ?? 200,
  )
}

const embargoStates: Readonly<Record<CaseView['case']['shadow']['em'], EmbargoState>> = {
  N: 'none',
  P: 'proposed',
  A: 'active',
  R: 'revise',
  X: 'ended',
}

function Band({ view }: { readonly view: CaseView }) {
  const { case: c, people, members, now } = view
  const engineers = c.fixTeam.filter(({ state }) => state === 'accepted').length
  return (
    <EmbargoBand
      state={embargoStates[c.shadow.em]}
      now={now}
      {...(c.embargo.until === null ? {} : { until: c.embargo.until })}
      {...(c.publicSince === null ? {} : { publicSince: c.publicSince })}
      sees={[
        { name: 'You' },
        ...members.map((one) => ({ name: people.get(one)?.name ?? 'a member', role: 'committee' })),
        ...(engineers === 0
          ? []
          : [{ name: engineers === 1 ? 'one engineer' : `${engineers} engineers`, role: 'fix team' }]),
      ]}
    />
  )
}

/** The report itself first, then what was written in the room that the reporter is in. */
function postsOf({ case: c, people, members }: CaseView, address: string): Post[] {
  const files = (post: number) => filesOfPost(c.attachments, post, address)
  const told = [c.report.impact, c.report.steps].filter((text) => text !== '').join('\n\n')
  const roleOf = (by: string) => (members.some((one) => one === by) ? 'committee' : 'fix team')
  return [
    {
      id: 'report',
      by: { name: 'You', role: 'your report' },
      at: c.opened,
      room: 'everyone',
      text: told,
      attachments: files(0),
    },
    ...c.posts
      .filter(({ room }) => room === 'everyone')
      .map(({ post, by, at, text }): Post => ({
        id: String(post),
        by:
          by === c.reporter
            ? { name: 'You' }
            : by === 'product'
              ? { name: 'Tocsin' }
              : { name: people.get(by)?.name ?? 'somebody', role: roleOf(by) },
        at,
        room: 'everyone',
        text,
        attachments: files(post),
      })),
  ]
}
