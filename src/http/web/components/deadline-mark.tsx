import { howLong, toInstant, type Moment } from './moment.ts'
import { When } from './when.tsx'

export interface Due {
  /** Left out: no time is set, or it is `asap`. */
  readonly due?: Moment
  /** When it was done, if it was. */
  readonly done?: Moment
  /** Where it first stood, if it was moved (clause S1). */
  readonly original?: Moment
  /** As soon as possible (clause S2). */
  readonly asap?: boolean
}

export type Standing = 'none' | 'asap' | 'open' | 'soon' | 'late' | 'done' | 'done-late'

const soonHours = 24

/** Where a deadline stands. Late stays visible after it was done. */
export function standing({ due, done, asap }: Due, now: Moment): Standing {
  const at = due === undefined ? undefined : toInstant(due).epochMilliseconds
  if (done !== undefined) return at !== undefined && toInstant(done).epochMilliseconds > at ? 'done-late' : 'done'
  if (asap) return 'asap'
  if (at === undefined) return 'none'
  const left = at - toInstant(now).epochMilliseconds
  if (left < 0) return 'late'
  return left <= soonHours * 3_600_000 ? 'soon' : 'open'
}

/** The standing in a few words: `in 5 h`, `late by 1 d`, `done in time`. */
export function standingInWords(due: Due, now: Moment): string {
  const at = due.due === undefined ? undefined : toInstant(due.due)
  const words: Record<Standing, () => string> = {
    none: () => 'no date yet',
    asap: () => 'as soon as possible',
    open: () => `in ${howLong(toInstant(now), at ?? toInstant(now))}`,
    soon: () => `in ${howLong(toInstant(now), at ?? toInstant(now))}`,
    late: () => `late by ${howLong(at ?? toInstant(now), toInstant(now))}`,
    done: () => 'done',
    'done-late': () => `done, late by ${howLong(at ?? toInstant(now), toInstant(due.done ?? now))}`,
  }
  return words[standing(due, now)]()
}

export interface DeadlineMarkProps extends Due {
  readonly now: Moment
  /** Only the words, without the date. */
  readonly brief?: boolean
}

/** By when: the standing in words, the date beside it, the original date where it was moved. */
export function DeadlineMark({ now, brief, ...due }: DeadlineMarkProps) {
  const at = due.done ?? due.due
  return (
    <span class={`deadline-mark is-${standing(due, now)}`}>
      <span class="deadline-words">{standingInWords(due, now)}</span>
      {!brief && at !== undefined && (
        <>
          {' '}
          <When at={at} />
        </>
      )}
      {!brief && due.original !== undefined && (
        <span class="deadline-original">
          {' '}
          moved from <When at={due.original} />
        </span>
      )}
    </span>
  )
}
