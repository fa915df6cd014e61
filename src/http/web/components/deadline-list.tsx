import type { DeadlineWindow } from './bar-geometry.ts'
import { Clause, type ClauseProps } from './clause.tsx'
import { DeadlineMark } from './deadline-mark.tsx'
import type { Moment } from './moment.ts'
import { Table } from './table.tsx'
import { When } from './when.tsx'

export interface DeadlineListItem extends DeadlineWindow {
  readonly clause?: ClauseProps
  readonly who?: string
  /** Why it was moved, in the mover's words. */
  readonly reason?: string
}

export interface DeadlineListProps {
  readonly items: readonly DeadlineListItem[]
  readonly now: Moment
  readonly caption?: string
}

/** What the bar draws, as text. */
export function DeadlineList({ items, now, caption = 'Deadlines' }: DeadlineListProps) {
  return (
    <Table
      caption={caption}
      columns={[
        { label: 'What', head: true },
        { label: 'Standing' },
        { label: 'Due' },
        { label: 'Who' },
        { label: 'Clause' },
      ]}
      rows={items.map(({ label, clause, who, reason, from: _from, ...due }) => [
        label,
        <DeadlineMark now={now} {...due} brief />,
        <>
          {due.due === undefined ? <span class="soft">no date</span> : <When at={due.due} />}
          {due.original !== undefined && (
            <span class="deadline-original">
              moved from <When at={due.original} />
              {reason && `: ${reason}`}
            </span>
          )}
        </>,
        who ?? '',
        clause ? <Clause {...clause} /> : '',
      ])}
    />
  )
}
