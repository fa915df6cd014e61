import type { CommitteeMembers, HeldDuty } from '../../../app/index.ts'
import { dayOf } from '../../../core/clock/index.ts'
import { takersOf, type Leave } from '../../../core/committee/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import type { Duty } from '../../../core/policy/index.ts'
import { Badge, Button, Buttons, Clause, People, Table, toInstant, When } from '../components/index.ts'
import { clauseOf, doing, inDays, isSeated, may, nameOf, type Seen } from './seen.ts'

const sources = { bootstrapped: 'a founding member', elected: 'chosen', 'stand-in': 'standing in' } as const

/** Seats with their dates and the decision behind them. */
export function Seats({ seen, members }: { readonly seen: Seen; readonly members: CommitteeMembers['members'] }) {
  const { view } = seen
  return (
    <section class="stack" aria-labelledby="members">
      <h2 id="members">Members</h2>
      <People
        label="Members"
        people={members.map((one) => ({
          name: one.name,
          affiliation: one.affiliation,
          note: (
            <>
              {one.standsInFor === null ? sources[one.source] : `stands in for ${nameOf(view, one.standsInFor)}`} since{' '}
              <When at={one.since} only="day" />
              {one.nominatedBy === null ? '' : `, nominated by ${nameOf(view, one.nominatedBy)}`}
              {one.proposal === null ? '' : `, proposal ${one.proposal}`}
              {one.ends === null ? '' : `, until ${inDays(one.ends)}`}
              {one.away === null ? '' : ' '}
              {one.away !== null && <Badge tone="veiled">on leave until {inDays(one.away)}</Badge>}
            </>
          ),
        }))}
      />
      <Buttons>
        {may(seen, 'nominate') && <Button href={doing('nominate')}>Nominate somebody</Button>}
        {may(seen, 'expressInterest') && !isSeated(seen) && (
          <Button href={doing('expressInterest')}>Express your interest</Button>
        )}
        {isSeated(seen) && (
          <Button tone="quiet" href={doing('stepDown')}>
            Step down
          </Button>
        )}
        {may(seen, 'proposeRemoval') && (
          <Button tone="quiet" href={doing('proposeRemoval')}>
            Propose a removal
          </Button>
        )}
        {may(seen, 'proposePolicy') && (
          <Button tone="quiet" href={doing('proposePolicy')}>
            Propose a change of the policy
          </Button>
        )}
      </Buttons>
    </section>
  )
}

/** C2: who holds each duty on the committee as a whole, and on open cases. */
export function Duties({
  seen,
  held,
}: {
  readonly seen: Seen
  readonly held: ReadonlyMap<PersonId | null, readonly HeldDuty[]> | undefined
}) {
  const { view } = seen
  const { shared } = view.community.committee
  return (
    <section class="stack" aria-labelledby="duties">
      <h2 id="duties">
        Duties <Clause {...clauseOf('C2')} />
      </h2>
      <Table
        caption="Duties"
        columns={[{ label: 'Duty', head: true }, { label: 'Held by' }, { label: 'On open cases' }]}
        rows={view.policy.committee.duties.list.map(({ id, title }) => {
          const holders = shared[id]
          const names = holders?.map((one) => nameOf(view, one)).join(', ')
          return [
            <>
              {title}{' '}
              {may(seen, 'shareDuty') && (
                <a class="small" href={doing('shareDuty', { duty: id, holders: (holders ?? []).join(' ') })}>
                  share it<span class="unseen">: {title}</span>
                </a>
              )}
            </>,
            names === undefined ? <span class="soft">everyone</span> : names || <Badge tone="late">nobody</Badge>,
            held === undefined ? <span class="soft">for members</span> : <OnCases held={held} duty={id} seen={seen} />,
          ]
        })}
      />
    </section>
  )
}

function OnCases({
  seen,
  held,
  duty,
}: {
  readonly seen: Seen
  readonly held: ReadonlyMap<PersonId | null, readonly HeldDuty[]>
  readonly duty: Duty
}) {
  const all = [...held].flatMap(([person, theirs]) =>
    theirs.flatMap((one) => (one.duty === duty ? [{ person, ...one }] : [])),
  )
  if (all.length === 0) return <span class="soft">no open case</span>
  const unheld = all.filter(({ person }) => person === null)
  const away = all.flatMap((one) => {
    const leave = leaveOf(seen, one.person)
    return leave === undefined ? [] : [{ ...one, leave }]
  })
  const counts = [...Map.groupBy(all, ({ person }) => person)].flatMap(([person, theirs]) =>
    person === null ? [] : [`${nameOf(seen.view, person)} ${theirs.length}`],
  )
  return (
    <>
      {counts.join(', ')}
      {unheld.length > 0 && (
        <ul class="plain-list">
          {unheld.slice(0, 5).map(({ case: id, title }) => (
            <li>
              <Badge tone="late">nobody</Badge> <a href={`/cases/${id}`}>{title}</a>
            </li>
          ))}
          {unheld.length > 5 && <li>and {unheld.length - 5} more</li>}
        </ul>
      )}
      {away.length > 0 && (
        <ul class="plain-list">
          {away.slice(0, 5).map(({ person, case: id, title, leave }) => (
            <li>
              <Badge tone={leave.begun === null ? 'veiled' : 'late'}>
                {leave.begun === null ? 'changes hands' : 'to hand over'}
              </Badge>{' '}
              <a href={`/cases/${id}/do/assignDuty?duty=${duty}`}>{title}</a>: {nameOf(seen.view, person)} is on leave
              from {inDays(leave.from)} to {inDays(leave.to)}
              {leave.begun === null ? takenBy(seen, leave, duty) : ''}
            </li>
          ))}
          {away.length > 5 && <li>and {away.length - 5} more</li>}
        </ul>
      )}
    </>
  )
}

/** Who has it once the leave begins. */
function takenBy({ view }: Seen, leave: Leave, duty: Duty): string {
  const begins = toInstant(`${leave.from}T00:00:00Z`)
  const taker = takersOf(view.community.committee, view.policy, leave, begins)[duty] ?? null
  return taker === null ? '; nobody is there to take it' : `; then it goes to ${nameOf(view, taker)}`
}

/** C10: a leave that has begun or stands in the calendar, and leaves what its member holds on cases where it is. */
function leaveOf({ view }: Seen, person: PersonId | null) {
  const [today, until] = [dayOf(view.now), view.cover.at(-1)?.day ?? '']
  return view.community.committee.leaves.find(
    (leave) => leave.person === person && leave.ended === null && leave.to >= today && leave.from <= until,
  )
}
