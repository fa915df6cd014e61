import { agreedRelease } from './milestones.ts'
import { isHeld } from './screening.ts'
import type { Case } from './state.ts'

export const phases = [
  'held',
  'triage',
  'set-aside',
  'fix-team',
  'development',
  'release-preparation',
  'release-day',
  'retrospective',
  'closed',
] as const
export type Phase = (typeof phases)[number]

/** Where the case stands, for lists and headings. Computed, never stored: work runs side by side. */
export function phaseOf(c: Case): Phase {
  if (c.closed !== null) return 'closed'
  if (c.setAside !== null) return 'set-aside'
  if (isHeld(c)) return 'held'
  if (c.announced !== null) return 'retrospective'
  if (c.merged !== null) return 'release-day'
  if (c.fixComplete !== null || agreedRelease(c) !== null) return 'release-preparation'
  if (c.fixTeamReady !== null) return 'development'
  if (c.accepted !== null) return 'fix-team'
  return 'triage'
}

export const phaseTitles: Record<Phase, string> = {
  held: 'Waits to be confirmed',
  triage: 'Triage',
  'set-aside': 'Set aside',
  'fix-team': 'Forming the fix team',
  development: 'Developing the fix',
  'release-preparation': 'Preparing the release',
  'release-day': 'Release day',
  retrospective: 'Retrospective',
  closed: 'Closed',
}
