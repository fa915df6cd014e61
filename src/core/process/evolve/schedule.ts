import { isOpenedAsAgreed, reachedBy } from '../milestones.ts'
import { isPublished } from '../published.ts'
import type { Case, CauseKind, Noted } from '../state.ts'
import type { Changes } from './table.ts'

/** Records why deadlines are where they are from now on. */
export function caused(c: Case, { at }: Noted, ...kinds: readonly CauseKind[]): Pick<Case, 'causes'> {
  const after = reachedBy(c)
  return { causes: [...c.causes, ...kinds.map((kind) => ({ ...kind, at, after }))] }
}

/**
 * S2: the first cause switches the clocks; later ones change nothing. Opening as agreed, and announcing, are no causes:
 * they are the plan. What was merged before its hour, or without any, is public all the same.
 */
export function asapCause(c: Case, why: string, noted: Noted): Partial<Case> {
  const planned = isOpenedAsAgreed(c) || isPublished(c)
  if (planned || c.causes.some((cause) => cause.kind === 'asap')) return {}
  return caused(c, noted, { kind: 'asap', why })
}

export const scheduleChanges = {
  DeadlineMoved: (c, { deadline, to, reason }, noted) => caused(c, noted, { kind: 'moved', deadline, to, reason }),
  UpstreamNoted: (c, { project, contact, date }, noted) => ({
    upstream: { project, contact, date },
    ...caused(c, noted, { kind: 'upstream', project, date }),
  }),
  SlowedDown: (c, { deadlines, reason }, noted) =>
    caused(c, noted, ...deadlines.map(({ deadline, to }) => ({ kind: 'slowed' as const, deadline, to, reason }))),
  // By due date, so that a moved deadline is reminded of anew.
  DeadlineReminded: (c, { deadline, due, kind, nth }, { at }) => ({
    reminded: { ...c.reminded, [`${deadline}:${kind}:${due}`]: { nth, at } },
  }),
  DutyReminded: (c, { nth }, { at }) => ({ reminded: { ...c.reminded, duties: { nth, at } } }),
  // A clock that keeps its name keeps what people moved it to.
  PolicyMoved: (_, { to }) => ({ policy: to }),
} satisfies Changes<
  'DeadlineMoved' | 'UpstreamNoted' | 'SlowedDown' | 'DeadlineReminded' | 'DutyReminded' | 'PolicyMoved'
>
