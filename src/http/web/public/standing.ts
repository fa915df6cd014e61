import type { CaseView } from '../../../app/index.ts'
import { promised, reproducerOf, type Phase, type Promised } from '../../../core/process/index.ts'

/** Where a report stands, for the one who sent it: no internal detail, no name of a fix team, no verdict's reason. */
export interface ReportStanding {
  readonly says: string
  readonly next: readonly Promised[]
}

const phaseSays: Readonly<Record<Exclude<Phase, 'set-aside' | 'closed'>, string>> = {
  held: 'We have your report. Because many come in at once, it waits until you confirm below that it is yours.',
  triage: 'We have your report. A member of the committee checks what it is and how bad it is.',
  'fix-team': 'We have taken it on. Now engineers who know the code are being brought in.',
  development: 'A fix is being written.',
  'release-preparation': 'The fix is nearly there. We are preparing the release.',
  'release-day': 'The fix is public. The announcement follows when the binaries are checked.',
  retrospective: 'It is fixed and announced. Thank you. We are writing down how it went.',
}

const asideSays = {
  invalid: 'We looked at it and don’t think that it is a vulnerability. If you see it otherwise, write to us below.',
  duplicate: 'We knew of it already, from another report, and work on it there.',
  withdrawn: 'You withdrew the report. We don’t work on it at the moment.',
  deferred: 'We have put it off for now and will come back to it.',
  spam: 'We don’t think that it is a report. If you see it otherwise, write to us below.',
} as const

const closedSays = {
  fixed: 'It is fixed, announced, and closed. Thank you.',
  invalid: 'It is closed: we found that it is not a vulnerability.',
  duplicate: 'It is closed here: it was handled with another report of the same problem.',
  withdrawn: 'It is closed: the report was withdrawn.',
  deferred: 'It is closed without a fix for now.',
  spam: 'It is closed.',
  merged:
    'Thank you: we know of the same problem from another report, and handle both together. You can go on writing to us here.',
} as const

/** Pure: what the reporter's page says first. */
export function reportStanding({
  case: c,
  phase,
  deadlines,
}: Pick<CaseView, 'case' | 'phase' | 'deadlines'>): ReportStanding {
  if (c.closed !== null) return { says: closedSays[c.closed.resolution], next: [] }
  if (c.setAside !== null) return { says: asideSays[c.setAside.as], next: [] }
  if (phase === 'held') return { says: phaseSays.held, next: [toConfirm] }
  const asked = askedOf(c)
  const says =
    asked.length > 0
      ? 'We could not reproduce it yet, and have asked you how.'
      : phaseSays[phase as keyof typeof phaseSays]
  return { says, next: [...asked, ...promised(c, deadlines)] }
}

const toConfirm = {
  says: 'you confirm that it is yours; then the committee is told',
  due: null,
  clause: 'D1',
  asap: false,
  ifAccepted: false,
}

/** What the reporter was asked for comes first. */
function askedOf(c: CaseView['case']): ReportStanding['next'] {
  const asked = reproducerOf(c)
  if (asked === null || asked.answered !== null) return []
  return [
    {
      says: 'you show us how it can be reproduced: write to us below',
      due: asked.due,
      clause: 'C2',
      asap: false,
      ifAccepted: false,
    },
  ]
}
