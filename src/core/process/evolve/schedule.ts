import type { Case, ClockCause, Noted } from '../state.ts'
import type { Changes } from './table.ts'

/**
 * S2: the first cause switches the clocks; later ones change nothing. Opening and announcing are no causes: they are
 * the plan.
 */
export function asapCause(c: Case, why: string, noted: Noted): Partial<Case> {
  const planned = c.merged !== null || (c.announcement !== null && c.announcement.state !== 'drafted')
  if (planned || c.causes.some((cause) => cause.kind === 'asap')) return {}
  return { causes: [...c.causes, { kind: 'asap', why, at: noted.at }] }
}

export const scheduleChanges = {
  DeadlineMoved: (c, { deadline, to, reason }, { at }) => ({
    causes: [...c.causes, { kind: 'moved', deadline, to, reason, at }],
  }),
  UpstreamNoted: (c, { project, contact, date }, { at }) => ({
    upstream: { project, contact, date },
    causes: [...c.causes, { kind: 'upstream', project, date, at }],
  }),
  SlowedDown: (c, { deadlines, reason }, { at }) => ({
    causes: [
      ...c.causes,
      ...deadlines.map(({ deadline, to }): ClockCause => ({ kind: 'slowed', deadline, to, reason, at })),
    ],
  }),
  // By due date, so that a moved deadline is reminded of anew.
  DeadlineReminded: (c, { deadline, due, kind, nth }) => ({
    reminded: { ...c.reminded, [`${deadline}:${kind}:${due}`]: nth },
  }),
  DutyReminded: (c, { nth }) => ({ reminded: { ...c.reminded, duties: nth } }),
} satisfies Changes<'DeadlineMoved' | 'UpstreamNoted' | 'SlowedDown' | 'DeadlineReminded' | 'DutyReminded'>
