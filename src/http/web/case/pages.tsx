import type { FC } from 'hono/jsx'
import { sinceLastVisit } from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import type { CaseActName } from '../../../core/process/index.ts'
import { problems, type AskedOfCase, type Problem } from '../../gate/index.ts'
import { sayProblem } from '../voice.tsx'
import { Advisory, Revision } from './advisory/index.ts'
import { Announcement } from './announcement.tsx'
import { addressOf, editors, pageOf, type CasePageId } from './areas.ts'
import { DoPage } from './doPage.tsx'
import { Invitation } from './invitation.tsx'
import { Overview } from './overview.tsx'
import { casePage, seenBy, seenFor, seenOutside, silentPage } from './page.tsx'
import { People } from './people.tsx'
import { CaseRecord } from './record.tsx'
import { Release } from './release/index.ts'
import { Retrospective } from './retrospective.tsx'
import type { Attempt, Seen } from './seen.ts'
import { Severity } from './severity/index.ts'
import { withSimilar } from './similar.tsx'
import { readThread, Thread } from './thread/index.ts'

export const bodies: Readonly<Record<CasePageId, FC<{ seen: Seen }>>> = {
  overview: Overview,
  thread: Thread,
  people: People,
  severity: Severity,
  advisory: Advisory,
  release: Release,
  announcement: Announcement,
  retrospective: Retrospective,
  record: CaseRecord,
}

const saysWhatIsOut: readonly CasePageId[] = ['overview', 'advisory']

/** One of the case's pages, for someone on the case. */
export async function showPage(asked: AskedOfCase, page: CasePageId): Promise<Response> {
  const Body = bodies[page]
  if (page === 'thread') await readThread(asked)
  const seen = saysWhatIsOut.includes(page) ? await seenOutside(asked) : seenBy(asked)
  return casePage(asked, page, <Body seen={page === 'overview' ? await withNews(asked, seen) : seen} />)
}

/** The overview also tells what is new: what happened since the last visit, and what the report may be a duplicate of. */
async function withNews(asked: AskedOfCase, seen: Seen): Promise<Seen> {
  const since = await sinceLastVisit(asked.world, asked.person.id, asked.view)
  return withSimilar(asked, since === null ? seen : { ...seen, since })
}

/** The case itself, or, for someone who has not accepted the terms, the terms and nothing else (F2). */
export function showCase(asked: AskedOfCase): Promise<Response> {
  if (can(asked.view.roles, 'readCase')) return showPage(asked, 'overview')
  return invitationPage(asked, seenBy(asked))
}

export async function showRevision(asked: AskedOfCase): Promise<Response> {
  const number = asked.c.req.param('revision')
  const revision = asked.view.case.advisory.find((one) => String(one.revision) === number)
  if (revision === undefined) return sayProblem(asked, problems.notFound)
  return casePage(asked, 'advisory', <Revision seen={seenBy(asked)} revision={revision} />)
}

/** The form of one act; where a page has its own, that page. */
export async function showAct(asked: AskedOfCase, act: CaseActName): Promise<Response> {
  const { id } = asked.view.case
  if (invitationActs.includes(act)) {
    // A member who is invited finds the case at its own address; the terms are asked here.
    const both = asked.view.roles.includes('invited') && can(asked.view.roles, 'readCase')
    return both ? invitationPage(asked, seenBy(asked)) : asked.c.redirect(addressOf(id), 303)
  }
  const editor = editors[act]
  if (editor === undefined) return casePage(asked, pageOf(act), <DoPage seen={await seenFor(asked, act)} act={act} />)
  const { search } = new URL(asked.c.req.url)
  return asked.c.redirect(`${addressOf(id, editor.page)}${search}#${editor.at}`, 303)
}

/** The page that a form was sent from, again: with what stands in the way and everything that was typed. */
export async function attemptPage(
  asked: AskedOfCase,
  attempt: Attempt & { readonly problem: Problem },
): Promise<Response> {
  const { act, problem } = attempt
  const seen = await seenFor(asked, act, attempt)
  if (!can(asked.view.roles, 'readInvitation')) return sayProblem(asked, problem)
  if (invitationActs.includes(act) || !can(asked.view.roles, 'readCase')) {
    return invitationPage(asked, seen, problem.status)
  }
  const page = pageOf(act)
  const Body = editors[act] === undefined ? undefined : bodies[page]
  return casePage(
    asked,
    page,
    Body === undefined ? <DoPage seen={seen} act={act} /> : <Body seen={seen} />,
    problem.status,
  )
}

function invitationPage(asked: AskedOfCase, seen: Seen, status: Problem['status'] | 200 = 200): Promise<Response> {
  return silentPage(asked, 'Invitation', <Invitation seen={seen} />, status)
}

const invitationActs: readonly CaseActName[] = ['acceptInvitation', 'declineInvitation']
