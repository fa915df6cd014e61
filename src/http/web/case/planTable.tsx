import type { Child } from 'hono/jsx'
import type { PlanEntry } from '../../../core/process/index.ts'
import { Empty, Table, When } from '../components/index.ts'
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
        <When at={entry.when} />,
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
