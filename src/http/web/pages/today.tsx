import {
  ballotsAwaited,
  coverLacking,
  dayNews,
  loadPeople,
  mostHeld,
  openAppeals,
  theCommunity,
  today,
  type Due,
  type Today,
} from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import type { Person } from '../../../core/community/index.ts'
import type { CaseId, PersonId } from '../../../core/kernel/index.ts'
import type { AskedByPerson, Route } from '../../gate/index.ts'
import { doing } from '../case/index.ts'
import { Button, DeadlineMark, Empty, NextStep, NextSteps, Notice } from '../components/index.ts'
import { workroomFrame } from '../frame.tsx'
import { LogTroubleNotice } from '../logTrouble.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { whoseIs } from '../whose.ts'
import { Ballots } from './ballots.tsx'
import { DaySince } from './daySince.tsx'
import { Uncovered } from './uncovered.tsx'
import { FirstSteps, firstStepsFor } from './firstSteps.tsx'

export const todayRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/today', act: 'listCases', handle: showToday },
]

/** How many steps of others are shown: the rest is on the cases' own pages. */
const shown = 20

async function showToday(asked: AskedByPerson) {
  const { c, world, person, caller } = asked
  const due = needed(await today(world, person.id))
  const news = await dayNews(world, person.id)
  const named = [...due.mine, ...due.others].flatMap(({ step }) => step.who)
  const people = await loadPeople(world, new Set([...named, ...due.left.map(({ holder }) => holder)]))
  const [community, now] = [await theCommunity(world), world.machine.now()]
  const ballots = can(caller.roles, 'vote') ? ballotsAwaited(community, person.id, now) : []
  const lacking = can(caller.roles, 'announceLeave') ? coverLacking(community, now) : []
  const props = { people, now, reader: person.id }
  const [ready, waiting] = parted(due.mine)
  const appeals = can(caller.roles, 'decideBlock') ? await openAppeals(world) : 0
  const [others] = parted(due.others)
  const first = ready.length > 0 || due.open > 0 ? [] : await firstStepsFor(asked)
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="Today" current="today">
      <PageHead title="Today" lead={inShort(due)} />
      <div class="stack stack-loose">
        <LogTroubleNotice asked={asked} />
        <Invitations cases={due.invitations} />
        <Held count={due.held} />
        <Appeals count={appeals} />
        <Ballots awaited={ballots} />
        <Uncovered left={due.left} lacking={lacking} people={people} />
        <DaySince news={news} />
        {first.length > 0 ? (
          <FirstSteps steps={first} now={props.now} />
        ) : ready.length === 0 && due.invitations.length > 0 ? (
          <></>
        ) : ready.length === 0 ? (
          <Empty
            title="Nothing waits for you"
            says={due.open === 0 ? 'No case is open.' : 'What others have to do is below; every case has its own page.'}
            action={<Button href="/cases">All cases</Button>}
          />
        ) : (
          <Steps title="For you" due={ready} {...props} />
        )}
        {waiting.length > 0 && (
          <details class="folded">
            <summary>Yours, but waiting for something first ({waiting.length})</summary>
            <Steps title="Waiting" due={waiting} {...props} />
          </details>
        )}
        {others.length > 0 && <Steps title="For others" due={others.slice(0, shown)} {...props} />}
        {others.length > shown && (
          <p class="soft">
            And {others.length - shown} more: <a href="/cases">look at the cases</a>.
          </p>
        )}
        {due.open > due.looked && (
          <p class="soft">
            This looks at the {due.looked} cases that are due first, of {due.open} open ones.
          </p>
        )}
      </div>
    </Workroom>,
  )
}

/** What nothing waits for is on the case's own page. */
function needed(due: Today): Today {
  const only = (steps: readonly Due[]) => steps.filter(({ step }) => !step.optional)
  return { ...due, mine: only(due.mine), others: only(due.others) }
}

/** What can be done now, and what waits. */
function parted(due: readonly Due[]): readonly [readonly Due[], readonly Due[]] {
  return [due.filter(({ step }) => step.waitsFor === null), due.filter(({ step }) => step.waitsFor !== null)]
}

function inShort({ mine, open }: Today): string {
  const cases = open === 1 ? 'One case is open.' : `${open === 0 ? 'No' : open} cases are open.`
  const late = mine.filter(({ step }) => step.late).length
  if (late > 0) return `${cases} ${late === 1 ? 'One thing of yours is' : `${late} things of yours are`} late.`
  return cases
}

/** What came in a flood: it wakes nobody, and it is not forgotten either. */
function Held({ count }: { readonly count: number }) {
  if (count === 0) return <></>
  const says =
    count === 1 ? 'One report waits' : `${count >= mostHeld ? `${count} reports or more` : `${count} reports`} wait`
  return (
    <Notice
      tone="note"
      says={`${says} to be confirmed.`}
      instead="Many came at once, and their senders have not answered the mail that asks them. Look through them, and take in or set aside what you can."
      action={<Button href="/cases?phase=held">Look through them</Button>}
    />
  )
}

function Appeals({ count }: { readonly count: number }) {
  if (count === 0) return <></>
  const says = count === 1 ? 'A blocked sender asks' : `${count} blocked senders ask`
  return (
    <Notice
      tone="note"
      says={`${says} the committee to look again.`}
      action={<Button href="/blocks">Read and answer</Button>}
    />
  )
}

function Invitations({ cases }: { readonly cases: readonly CaseId[] }) {
  return (
    <>
      {cases.map((id) => (
        <Notice
          tone="note"
          says="You are invited to a fix team."
          instead="Nothing of the case is shown before you have read and accepted the embargo terms."
          clause={{ id: 'F2', href: '/policy#F2' }}
          action={
            <Button tone="primary" href={`/cases/${id}`}>
              Read the terms
            </Button>
          }
        />
      ))}
    </>
  )
}

interface StepsProps {
  readonly title: string
  readonly due: readonly Due[]
  readonly people: ReadonlyMap<PersonId, Person>
  readonly now: Temporal.Instant
  readonly reader: PersonId
}

/** One card a case, the one that is due first on top: its first step whole, its further steps a line each. */
function Steps({ title, due, people, now, reader }: StepsProps) {
  const id = `steps-${title.replaceAll(' ', '-')}`
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <NextSteps title={title}>
        {byCase(due).map(([first, ...further]) => (
          <div class="day-case">
            <NextStep
              what={first.step.title}
              who={whoseIs(first.step, people, reader)}
              mine={first.step.mine}
              {...(first.step.due === null ? {} : { due: { due: first.step.due } })}
              now={now}
              clause={{ id: first.step.clause, href: `/policy#${first.step.clause}` }}
              why={first.step.why}
              waitsFor={first.step.waitsFor === null ? [] : [first.step.waitsFor]}
              of={{ label: first.title, href: `/cases/${first.case}` }}
              {...(first.step.can ? { action: { label: first.step.button, href: hrefOf(first) } } : {})}
            />
            {further.length > 0 && <Further due={further} now={now} />}
          </div>
        ))}
      </NextSteps>
    </section>
  )
}

function Further({ due, now }: { readonly due: readonly Due[]; readonly now: Temporal.Instant }) {
  return (
    <ul class="day-further">
      {due.map((one) => (
        <li>
          {one.step.can && one.step.waitsFor === null ? <a href={hrefOf(one)}>{one.step.title}</a> : one.step.title}
          {one.step.due !== null && (
            <>
              {' '}
              <DeadlineMark due={one.step.due} now={now} brief />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function hrefOf({ case: id, step }: Due): string {
  return doing(id, step.act, step.fields)
}

type OfOneCase = readonly [Due, ...Due[]]

/** In the order in which each case first appears. */
function byCase(due: readonly Due[]): readonly OfOneCase[] {
  const cases = new Map<CaseId, [Due, ...Due[]]>()
  for (const one of due) {
    const known = cases.get(one.case)
    if (known === undefined) cases.set(one.case, [one])
    else known.push(one)
  }
  return [...cases.values()]
}
