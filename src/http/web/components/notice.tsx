import type { Child } from 'hono/jsx'
import { Clause, type ClauseProps } from './clause.tsx'
import { Says } from './says.tsx'

export interface NoticeProps {
  /** `refusal`: the process says no. `warning`: it may go on. `note`: good to know. */
  readonly tone: 'refusal' | 'warning' | 'note'
  /** What is wrong, in one sentence. */
  readonly says: Child
  /** The way out, in one sentence. */
  readonly instead?: Child
  readonly clause?: ClauseProps
  /** A button that takes the way out. */
  readonly action?: Child
}

export function Notice({ tone, says, instead, clause, action }: NoticeProps) {
  return (
    <div class={`notice is-${tone}`} role={tone === 'refusal' ? 'alert' : undefined}>
      <p class="notice-says">
        {told(says)} {clause && clause.id !== '-' && <Clause {...clause} />}
      </p>
      {instead && <div class="notice-instead">{told(instead)}</div>}
      {action}
    </div>
  )
}

/** Sentences of the process name instants and lengths of time as machines write them. */
function told(says: Child): Child {
  return typeof says === 'string' ? <Says>{says}</Says> : says
}

export interface EmptyProps {
  readonly title: string
  /** What will be here, or what to do now. */
  readonly says?: Child
  readonly action?: Child
}

/** A list without entries, said kindly. */
export function Empty({ title, says, action }: EmptyProps) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {says && <p class="soft">{says}</p>}
      {action}
    </div>
  )
}
