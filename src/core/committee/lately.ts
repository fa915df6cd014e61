import { before, inUtc, isBefore } from '../clock/index.ts'
import { durationInWords, type Duty, type Policy } from '../policy/index.ts'
import type { At, Subject, Warning } from './events.ts'

/** C9, C12: what the records have of a member, for whoever proposes to remove them. Times and counts, no case by name. */
export interface Lately {
  /** Since when silence would count: the newest act of any kind, or else the seat. Signing in is no act. */
  readonly since: At
  readonly acted: boolean
  /** Cases, and acts on the committee, of the time after which the policy calls a member unreachable. */
  readonly cases: number
  readonly onCommittee: number
  /** Since when a deadline has been late, by whose duty it is; only duties of theirs. */
  readonly late: Readonly<Partial<Record<Duty, At>>>
}

type Removal = Extract<Subject, { kind: 'remove' }>

/**
 * C12: where the record speaks against the ground of a removal, the proposal says so to whoever votes: an act within
 * the policy's time, or no duty that was late for as long. The vote decides; nothing is blocked by it.
 */
export function againstGround(
  { ground, duty }: Pick<Removal, 'ground' | 'duty'>,
  lately: Lately,
  { committee: { removal } }: Policy,
  now: Temporal.Instant,
): readonly Warning[] {
  const { clause } = removal
  if (ground === 'unreachable') {
    const wants = durationInWords(removal.afterUnreachable)
    if (isBefore(Temporal.Instant.from(lately.since), before(now, removal.afterUnreachable))) return []
    return [{ clause, says: `${actsInWords(lately)} The policy asks for a silence of more than ${wants}.` }]
  }
  const wants = durationInWords(removal.afterNeglect)
  const late = Object.entries(lately.late)
    .filter(([one]) => duty === null || one === duty)
    .map(([, at]) => Temporal.Instant.from(at))
  if (late.some((at) => isBefore(at, before(now, removal.afterNeglect)))) return []
  const whose = duty === null ? 'any duty of theirs' : `their ${duty} duty`
  return [{ clause, says: `No deadline of ${whose} has been late for more than ${wants}. ${actsInWords(lately)}` }]
}

function actsInWords({ since, acted, cases, onCommittee }: Lately): string {
  const day = inUtc(Temporal.Instant.from(since), 'day')
  if (!acted) return `They have not acted since they took their seat on ${day}.`
  const where = [
    ...(cases === 0 ? [] : [cases === 1 ? 'on one case' : `on ${cases} cases`]),
    ...(onCommittee === 0
      ? []
      : [onCommittee === 1 ? 'once on the committee' : `${onCommittee} times on the committee`]),
  ]
  return where.length === 0
    ? `Their last act was on ${day}.`
    : `Lately they acted ${where.join(' and ')}, the last time on ${day}.`
}
