import {
  act,
  postWithFiles,
  publicAdvisory,
  theCommunity,
  type World,
  threadSeen,
  roomOf,
  type CaseView,
} from '../../../app/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { isPublished, publicId, reportersOf } from '../../../core/process/index.ts'
import { fileAnswer, filesOf, formOf, problemOf, type AskedByReporter, type Route } from '../../gate/index.ts'
import { EmbargoBand, type EmbargoState } from '../components/index.ts'
import { leaveFlash } from '../flash.ts'
import { textsOf } from '../fields.ts'
import { publicFrame } from '../frame.tsx'
import { PageHead, PublicPage } from '../shell/index.ts'
import { reporterActs, type Attempt, type ReporterAct, type ReporterActProps } from './report-act-form.tsx'
import { DraftForReporter } from './report-draft.tsx'
import { MoreActs } from './report-more-acts.tsx'
import { KeyLink } from './report-key.tsx'
import { PublishedForReporter, type Published } from './report-published.tsx'
import { NextForReporter } from './report-next.tsx'
import { Questions } from './report-questions.tsx'
import { ReportThread } from './report-thread.tsx'
import { showReceived } from './report-received.tsx'
import { ProblemNotice, sayProblem } from '../voice.tsx'
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
  const { c, world, view, secret, reporter } = asked
  const { id } = view.case
  const values = textsOf(await formOf(c, { files: 'later' }))
  // The reporter's thread is the one that everyone on the case reads.
  const request = { case: id, through: 'link' } as const
  const done =
    name === 'post'
      ? await postWithFiles(
          world,
          reporter,
          { ...request, fields: { ...values, room: 'everyone' } },
          filesOf(c),
          roomOf(world, view.case),
        )
      : await act(world, reporter, { ...request, act: name, fields: values })
  const problem = problemOf(done)
  if (problem !== undefined) return showReport(asked, { act: name, values, problem })
  leaveFlash(c, `reporter:${name}`)
  return c.redirect(`/report/${secret}`, 303)
}

const noindex = <meta name="robots" content="noindex" />

async function showReport(asked: AskedByReporter, attempt?: Attempt) {
  const { c, world, view, secret, reporter } = asked
  const { report } = view.case
  const props = { view, me: reporter, secret, attempt }
  await threadSeen(world, reporter, view)
  const published = await publishedOf(world, view)
  return c.html(
    <PublicPage {...publicFrame(asked)} title="Your report" head={noindex} band={<Band view={view} me={reporter} />}>
      <PageHead title={report.title} lead={reportStanding(view).says} />
      <div class="stack stack-loose">
        <Stray {...props} />
        <Questions {...props} />
        <PublishedForReporter view={view} me={reporter} published={published} />
        <NextForReporter view={view} />
        <DraftForReporter {...props} />
        <ReportThread {...props} query={(name) => c.req.query(name)} />
        <MoreActs {...props} />
        <KeyLink secret={secret} isWrittenTo={(view.people.get(asked.reporter)?.email ?? '') !== ''} />
      </div>
    </PublicPage>,
    attempt?.problem.status ?? 200,
  )
}

/** What everybody may read of it. A case that was merged into another is public with that one, under its own id, too. */
async function publishedOf(world: World, { case: c }: CaseView): Promise<Published | undefined> {
  if (!isPublished(c) && c.closed?.resolution !== 'merged') return undefined
  const advisory = await publicAdvisory(world, publicId(c))
  if (advisory === undefined) return undefined
  const { address } = await theCommunity(world)
  return { advisory, address: `${address}/advisories/${advisory.id}` }
}

/** A refusal whose form is not on the page any more: what it was about has gone, or was never there. */
function Stray({ attempt, view, me }: ReporterActProps) {
  if (attempt === undefined) return <></>
  const { case: c } = view
  const { post, person, revision } = attempt.values
  const isThere: Partial<Record<ReporterAct, boolean>> = {
    editPost: c.posts.some((one) => String(one.post) === post && one.by === me),
    removeCoReporter: c.coReporters.some((one) => one === person),
    commentOnAdvisory: String(c.advisoryShared.at(-1)?.revision) === revision,
  }
  return isThere[attempt.act] === false ? <ProblemNotice problem={attempt.problem} /> : <></>
}

const embargoStates: Readonly<Record<CaseView['case']['shadow']['em'], EmbargoState>> = {
  N: 'none',
  P: 'proposed',
  A: 'active',
  R: 'revise',
  X: 'ended',
}

function Band({ view, me }: { readonly view: CaseView; readonly me: PersonId }) {
  const { case: c, people, members, now } = view
  const engineers = c.fixTeam.filter(({ state }) => state === 'accepted').length
  return (
    <EmbargoBand
      state={embargoStates[c.shadow.em]}
      now={now}
      {...(c.embargo.until === null ? {} : { until: c.embargo.until })}
      {...(c.publicSince === null ? {} : { publicSince: c.publicSince })}
      sees={[
        { name: 'you' },
        ...reportersOf(c)
          .filter((one) => one !== me)
          .map((one) => ({ name: people.get(one)?.name ?? 'somebody', role: 'reporter' })),
        ...members.map((one) => ({ name: people.get(one)?.name ?? 'a member', role: 'committee' })),
        ...(engineers === 0
          ? []
          : [{ name: engineers === 1 ? 'one engineer' : `${engineers} engineers`, role: 'fix team' }]),
      ]}
    />
  )
}
