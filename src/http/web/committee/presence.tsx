import { dayOf } from '../../../core/clock/index.ts'
import type { DayCover, Takers } from '../../../core/committee/index.ts'
import { duties } from '../../../core/policy/index.ts'
import { Badge, Button, Buttons, Clause, Notice, Table } from '../components/index.ts'
import { clauseOf, doing, inDays, isSeated, nameOf, own, type Seen } from './seen.ts'

/** C10: day by day, who is away and which duty lacks cover. Days that are alike stand in one row. */
export function Calendar({ seen }: { readonly seen: Seen }) {
  const { view } = seen
  const runs = alike(view.cover)
  const lacking = view.cover.filter(({ lacks }) => lacks.length > 0)
  const titles = new Map<string, string>(view.policy.committee.duties.list.map(({ id, title }) => [id, title]))
  return (
    <section class="stack" aria-labelledby="calendar">
      <h2 id="calendar">
        Leave and cover <Clause {...clauseOf('C10')} />
      </h2>
      {lacking.length > 0 && (
        <Notice
          tone="warning"
          says={`On ${lacking.length === 1 ? 'one day' : `${lacking.length} days`} of the next ${view.cover.length} a duty lacks cover.`}
          instead="Share the duty with somebody who is there, or have whoever is away name a stand-in."
          clause={clauseOf('C10')}
        />
      )}
      <Table
        caption={`The next ${view.cover.length} days`}
        titled
        columns={[{ label: 'Days', head: true }, { label: 'Away' }, { label: 'There' }, { label: 'Duties' }]}
        rows={runs.map(({ from, to, cover }) => [
          from === to ? inDays(from) : `${inDays(from)} to ${inDays(to)}`,
          cover.away.length === 0 ? (
            <span class="soft">nobody</span>
          ) : (
            cover.away.map((one) => nameOf(view, one)).join(', ')
          ),
          cover.present.map((one) => nameOf(view, one)).join(', ') || <span class="soft">nobody</span>,
          cover.lacks.length === 0 ? (
            'all covered'
          ) : (
            <>
              <Badge tone="late">lacks cover</Badge> {cover.lacks.map((duty) => titles.get(duty) ?? duty).join(', ')}
            </>
          ),
        ])}
      />
      <OwnLeaves seen={seen} />
      <Buttons>
        {isSeated(seen) && <Button href={doing('announceLeave')}>Announce a leave</Button>}
        <Button tone="quiet" href="/committee?days=180">
          Half a year ahead
        </Button>
      </Buttons>
    </section>
  )
}

function OwnLeaves({ seen }: { readonly seen: Seen }) {
  const today = dayOf(seen.view.now)
  const mine = own(seen).filter(({ to }) => to >= today)
  if (mine.length === 0) return <></>
  return (
    <ul class="plain-list" aria-label="Your leaves">
      {mine.map(({ leave, from, to, standIn, takers, begun }) => (
        <li>
          Your leave from {inDays(from)} to {inDays(to)}
          {standIn === null ? '' : `, ${nameOf(seen.view, standIn)} stands in`}
          {standIn === null && begun === null ? goingTo(seen, takers) : ''}.{' '}
          <a href={doing('nameStandIn', { leave: String(leave) })}>Name a stand-in</a>,{' '}
          <a href={doing('endLeave', { leave: String(leave) })}>end it</a>
        </li>
      ))}
    </ul>
  )
}

/** Whom its member named for what they hold on open cases; what is not named goes by the policy. */
function goingTo({ view }: Seen, takers: Takers): string {
  const named = duties.flatMap((duty) =>
    takers[duty] === undefined ? [] : [`${duty} to ${nameOf(view, takers[duty])}`],
  )
  return `; what you hold on open cases goes ${[...named, named.length === 0 ? 'to whoever covers it then' : 'the rest to whoever covers it then'].join(', ')}`
}

interface Run {
  readonly from: string
  to: string
  readonly cover: DayCover
}

function alike(cover: readonly DayCover[]): readonly Run[] {
  const runs: Run[] = []
  const keyOf = ({ away, present, lacks }: DayCover) => JSON.stringify([away, present, lacks])
  for (const one of cover) {
    const last = runs.at(-1)
    if (last !== undefined && keyOf(last.cover) === keyOf(one)) last.to = one.day
    else runs.push({ from: one.day, to: one.day, cover: one })
  }
  return runs
}

/** Who is on call, where the policy has turns. */
export function Turns({ seen: { view } }: { readonly seen: Seen }) {
  if (view.turns.length === 0) return <></>
  const because = { turn: 'their turn', override: 'exchanged', away: 'for somebody on leave' } as const
  return (
    <section class="stack" aria-labelledby="turns">
      <h2 id="turns">On call</h2>
      <Table
        caption="Turns"
        columns={[{ label: 'Days', head: true }, { label: 'On call' }, { label: 'Why' }]}
        rows={view.turns.map((turn) => [
          `${inDays(turn.from)} to ${inDays(turn.to)}`,
          nameOf(view, turn.person),
          because[turn.because],
        ])}
      />
      <Buttons>
        <Button href={doing('overrideTurn')}>Exchange a turn</Button>
      </Buttons>
    </section>
  )
}
