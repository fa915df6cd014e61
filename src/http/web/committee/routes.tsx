import {
  actOnCommittee,
  balanceOn,
  committeeOf,
  committeeRecord,
  heldDuties,
  viewCommittee,
} from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import { committeeActNames, type CommitteeActName } from '../../../core/committee/index.ts'
import { day } from '../../../core/kernel/index.ts'
import { formOf, problemOf, type Asked, type AskedByPerson, type Route } from '../../gate/index.ts'
import { leaveFlash } from '../flash.ts'
import type { Sent } from '../fields.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { ActPage } from './actPage.tsx'
import { Balance, Warnings } from './balance.tsx'
import { Activity, OffBoarding } from './evidence.tsx'
import { TwoFigures } from './figures.tsx'
import { Calendar, Turns } from './presence.tsx'
import { Decided, OpenProposals } from './proposals.tsx'
import { RecordPage } from './record.tsx'
import { Duties, Seats } from './seats.tsx'
import { titleOf, type Attempt, type Seen } from './seen.ts'

export const committeePageRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/committee', act: 'readPublic', handle: eitherPage },
  { scope: 'person', method: 'get', path: '/committee/record', act: 'readCommitteeRecord', handle: recordPage },
  ...committeeActNames.flatMap((act): Route[] => [
    {
      scope: 'person',
      method: 'get',
      path: `/committee/do/${act}`,
      act,
      handle: (asked) => actPage(asked, act),
    },
    {
      scope: 'person',
      method: 'post',
      path: `/committee/do/${act}`,
      act,
      handle: (asked) => carryOut(asked, act),
    },
  ]),
]

/** For the committee's own people; everybody else reads who looks after security here. */
function eitherPage(asked: Asked) {
  const { caller, c } = asked
  const { person } = caller
  if (person === null || !can(caller.roles, 'readCommittee')) return c.redirect('/security', 303)
  return committeePage({ ...asked, person })
}

async function committeePage(asked: AskedByPerson) {
  const { c, world, person, caller } = asked
  const days = Number(c.req.query('days') ?? '28')
  const view = await viewCommittee(world, person.id, { days: Number.isInteger(days) ? days : 28 })
  const { members } = await committeeOf(world)
  const on = c.req.query('on') ?? ''
  const ahead = isDay(on) ? { on, ...(await balanceOn(world, on)) } : undefined
  const held = caller.roles.includes('member') ? await heldDuties(world, person.id) : undefined
  const seen: Seen = { asked, view }
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="Committee" current="committee">
      <PageHead
        title="The Security Response Committee"
        lead={`They look after security problems in ${view.community.name} and govern themselves by the policy.`}
      />
      <div class="stack stack-loose">
        <Warnings seen={seen} />
        <OpenProposals seen={seen} />
        <Seats seen={seen} members={members} />
        <Duties seen={seen} held={held} />
        <Calendar seen={seen} />
        <Turns seen={seen} />
        <Balance seen={seen} ahead={ahead} />
        <TwoFigures seen={seen} />
        <Activity seen={seen} />
        <OffBoarding seen={seen} />
        <Decided seen={seen} />
        <p>
          <a href="/security">What the public sees of the committee</a>
        </p>
      </div>
    </Workroom>,
  )
}

function isDay(text: string): boolean {
  return day('On').safeParse(text).success
}

async function recordPage(asked: AskedByPerson) {
  const { records, people } = await committeeRecord(asked.world, 300)
  const names = (by: (typeof records)[number]['by']) =>
    by === 'product' ? 'Tocsin' : (people.get(by)?.name ?? 'somebody')
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title="The committee’s record" current="committee">
      <RecordPage records={records} names={names} />
    </Workroom>,
  )
}

async function actPage(asked: AskedByPerson, act: CommitteeActName, attempt?: Attempt) {
  const view = await viewCommittee(asked.world, asked.person.id)
  const held = act === 'announceLeave' ? await heldBy(asked) : {}
  const seen: Seen = { asked, view, ...held, ...(attempt === undefined ? {} : { attempt }) }
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title={titleOf(act)} current="committee">
      <ActPage seen={seen} act={act} />
    </Workroom>,
    attempt?.problem.status ?? 200,
  )
}

async function heldBy({ world, person }: AskedByPerson): Promise<Pick<Seen, 'held'>> {
  return { held: (await heldDuties(world, person.id)).get(person.id) ?? [] }
}

async function carryOut(asked: AskedByPerson, act: CommitteeActName) {
  const values = joined(await formOf(asked.c))
  const done = await actOnCommittee(asked.world, asked.person.id, { act, fields: values })
  const problem = problemOf(done)
  if (problem !== undefined) return actPage(asked, act, { act, values, problem })
  leaveFlash(asked.c, `committee:${act}`)
  return asked.c.redirect('/committee', 303)
}

/** Boxes of one name come as a list: as the acts take people. */
function joined(sent: Sent): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(' ')]),
  )
}
