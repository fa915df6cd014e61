import { dayOf } from '../../../core/clock/index.ts'
import { Badge, Clause, Table, When } from '../components/index.ts'
import { clauseOf, doing, inDays, nameOf, type Seen } from './seen.ts'

/** C9, C12: what the record says of each member's activity. Shown to members, concluded by nobody but them. */
export function Activity({ seen: { view } }: { readonly seen: Seen }) {
  if (view.activity.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="activity">
      <h2 id="activity">
        Activity <Clause {...clauseOf('C9')} />
      </h2>
      <p class="prose soft">Members alone see this. Signing in is no act; whoever announced a leave is not expected.</p>
      <Table
        caption="Activity"
        columns={[
          { label: 'Member', head: true },
          { label: 'Last act' },
          { label: 'Unanswered' },
          { label: 'Overdue' },
        ]}
        rows={view.activity.map(({ person, lastAct, unanswered, overdue, onLeave, since }) => [
          nameOf(view, person),
          <>
            {lastAct === null ? <span class="soft">none yet</span> : <When at={lastAct} />}{' '}
            {onLeave && <Badge tone="veiled">on leave</Badge>}
            {since.unreachable !== null && <Badge tone="late">silent since {inDays(since.unreachable)}</Badge>}
          </>,
          String(unanswered),
          overdue.length === 0 ? (
            <span class="soft">nothing</span>
          ) : (
            <ul class="plain-list">
              {overdue.map(({ case: id, deadline, since: due }) => (
                <li>
                  <a href={`/cases/${id}`}>{deadline}</a>, since <When at={due} only="day" />
                </li>
              ))}
            </ul>
          ),
        ])}
      />
    </section>
  )
}

/** C13: what outside systems still need of a person's hand. */
export function OffBoarding({ seen: { view } }: { readonly seen: Seen }) {
  if (view.offBoarding.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="leaving">
      <h2 id="leaving">
        Access elsewhere <Clause {...clauseOf('C13')} />
      </h2>
      {view.offBoarding.map(({ person, since, systems }) => (
        <Table
          caption={`${nameOf(view, person)}, whose rights ended on ${inDays(dayOf(since))}`}
          titled
          columns={[{ label: 'System', head: true }, { label: 'Access' }]}
          rows={systems.map(({ id, says, done }) => [
            says,
            done === null ? (
              <a href={doing('endAccessElsewhere', { person, system: id })}>
                note that it ended<span class="unseen">: {says}</span>
              </a>
            ) : (
              <>
                ended <When at={done.at} only="day" />
              </>
            ),
          ])}
        />
      ))}
    </section>
  )
}
