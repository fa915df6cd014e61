import type { Child } from 'hono/jsx'
import { csafWithheld, cveRecordOf, openReleases } from '../../../app/index.ts'
import { phaseTitles, type CaseActName } from '../../../core/process/index.ts'
import type { AskedOfCase, Problem } from '../../gate/index.ts'
import { Badge, Severity, Tabs } from '../components/index.ts'
import { workroomFrame } from '../frame.tsx'
import { knownCases } from '../knownCases.ts'
import { PageHead, Workroom } from '../shell/index.ts'
import { addressOf, casePages, type CasePageId } from './areas.ts'
import { CaseBand } from './band.tsx'
import { asksForACase } from './choices.ts'
import { flashOf } from './flash.ts'
import { newSince } from './thread/index.ts'
import { may, titleOf, type Attempt, type Seen } from './seen.ts'

export function seenBy({ c, person, view }: AskedOfCase, attempt?: Attempt): Seen {
  return { view, me: person.id, attempt, releases: [], query: (name) => c.req.query(name) }
}

/** With what the form of an act offers besides what stands in the case. */
export async function seenFor(asked: AskedOfCase, act: CaseActName, attempt?: Attempt): Promise<Seen> {
  const seen = seenBy(asked, attempt)
  if (act === 'publishCve' && may(seen, 'publishCve')) {
    const leaves = await cveRecordOf(asked.world, asked.view.case)
    return leaves === undefined ? seen : { ...seen, leaves }
  }
  if (asksForACase[act] !== undefined && may(seen, act)) {
    return { ...seen, cases: await knownCases(asked.world, asked.person.id, asked.view.case.id) }
  }
  if (act !== 'joinRelease' || !may(seen, 'joinRelease')) return seen
  return { ...seen, releases: await openReleases(asked.world, asked.view.case.id) }
}

/** With what became of what the case published. */
export async function seenOutside(asked: AskedOfCase): Promise<Seen> {
  return { ...seenBy(asked), withheld: await csafWithheld(asked.world, asked.view.case) }
}

/** A page of a case: the band, the title with where it stands, the tabs, and what the page is about. */
export async function casePage(
  asked: AskedOfCase,
  page: CasePageId,
  body: Child,
  status: Problem['status'] | 200 = 200,
): Promise<Response> {
  const { view, person, c } = asked
  const title = titleOf(view)
  const said = flashOf(view, person.id, c.req.query('done'))
  const { severity } = view.case
  return c.html(
    <Workroom
      {...await workroomFrame(asked)}
      title={page === 'overview' ? title : `${casePages[page].title} · ${title}`}
      {...(said === undefined ? {} : { flash: { says: said } })}
      current="cases"
      band={<CaseBand view={view} />}
    >
      <PageHead
        title={title}
        end={
          <span>
            <Badge tone="accent">{phaseTitles[view.phase]}</Badge>{' '}
            <Severity
              severity={severity?.class ?? 'undecided'}
              {...(severity?.score == null ? {} : { score: severity.score.toFixed(1) })}
            />
          </span>
        }
      />
      <CaseTabs view={view} me={person.id} current={page} />
      {body}
    </Workroom>,
    status,
  )
}

/** A page that tells nothing of the case. */
export async function silentPage(
  asked: AskedOfCase,
  title: string,
  body: Child,
  status: Problem['status'] | 200 = 200,
): Promise<Response> {
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title={title} current="cases">
      {body}
    </Workroom>,
    status,
  )
}

function CaseTabs({ view, me, current }: { view: Seen['view']; me: Seen['me']; current: CasePageId }) {
  const { id, posts } = view.case
  const fresh = view.seen === 0 || current === 'thread' ? 0 : newSince({ view, me }, view.seen).length
  const items = (Object.keys(casePages) as CasePageId[]).map((page) => ({
    label: casePages[page].title,
    href: addressOf(id, page),
    current: page === current,
    ...(page === 'thread' && posts.length > 0 ? { count: posts.length, ...(fresh > 0 ? { fresh } : {}) } : {}),
  }))
  return <Tabs label="Case" items={items} />
}
