import type { Child } from 'hono/jsx'
import { datedForAnotherDay, movedAlong, type PlanEntry } from '../../../core/process/index.ts'
import { Badge, Empty, Table, When } from '../components/index.ts'
import { labelOf } from './labels.ts'
import { nameOf, type Seen } from './seen.ts'
import { Written } from './text.tsx'

interface Props {
  readonly seen: Seen
  /** What a planned message’s last cell says. */
  readonly standing: (entry: PlanEntry) => Child
}

/** R1: whom, how, what, when, by whom. */
export function PlanTable({ seen: { view }, standing }: Props) {
  const stale = datedForAnotherDay(view.case)
  return (
    <Table
      caption="Communication plan"
      columns={[
        { label: 'Whom', head: true },
        { label: 'How' },
        { label: 'What' },
        { label: 'When' },
        { label: 'By' },
        { label: 'Standing' },
      ]}
      rows={view.case.plan.map((entry) => [
        labelOf(entry.audience, 'audience'),
        entry.channel,
        <Written>{entry.message}</Written>,
        <>
          <When at={entry.when} />
          {stale.includes(entry) && (
            <>
              {' '}
              <Badge tone="late">for the former release day</Badge>
            </>
          )}
        </>,
        entry.by === null ? <span class="soft">nobody yet</span> : nameOf(view, entry.by),
        standing(entry),
      ])}
      empty={<Empty title="Nothing is planned yet" />}
    />
  )
}

/** What the committee settles on when it adopts the plan. */
export function PlanSoFar({ seen }: { readonly seen: Seen }) {
  return (
    <PlanTable
      seen={seen}
      standing={({ done, dropped }) => (done !== null ? 'went out' : dropped !== null ? 'dropped' : 'open')}
    />
  )
}

/** V8: where the messages lie that are dated for a release day that was moved, and where they would lie. */
export function PlanMoved({ seen: { view } }: { readonly seen: Seen }) {
  const { case: c, now } = view
  const becomes = new Map(movedAlong(c, now).map(({ entry, when }) => [entry, when]))
  return (
    <Table
      caption="Messages for the former release day"
      columns={[{ label: 'Whom', head: true }, { label: 'How' }, { label: 'Planned for' }, { label: 'Moved along' }]}
      rows={datedForAnotherDay(c).map(({ entry, audience, channel, when }) => [
        labelOf(audience, 'audience'),
        channel,
        <When at={when} />,
        <When at={becomes.get(entry) ?? when} />,
      ])}
      empty={<Empty title="No message is dated for another day" />}
    />
  )
}
