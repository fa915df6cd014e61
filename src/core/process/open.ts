import { after, isBefore, stamp } from '../clock/index.ts'
import { refuse, type CaseId, type PersonId, type Refused } from '../kernel/index.ts'
import type { Policy } from '../policy/index.ts'
import type { CaseEvent, Report, Via } from './events.ts'

export interface Opening {
  readonly case: CaseId
  /** The policy version in force, under which the case runs until it is moved. */
  readonly policyVersion: string
  readonly via: Via
  readonly report: Report
  readonly reporter: PersonId | null
  /** The reporter accepted the embargo terms; whoever did not is asked on their own page. */
  readonly terms: boolean
  /** D2: it is public already; with what is known of it. */
  readonly public: {
    readonly how: string
    readonly evidence: string
    readonly exploit: boolean
    readonly attacks: boolean
  } | null
  /** D3: the reporter means to publish. */
  readonly intent: { readonly publishOn: string | null; readonly note: string } | null
  /** A member may record that the report reached the committee earlier. */
  readonly disclosed: string | null
  readonly reopens: CaseId | null
}

/**
 * A report becomes a case (D1–D3). A private one starts under the policy's embargo; a public one has none and its
 * clocks are as soon as possible (S2).
 */
export function openCase(opening: Opening, policy: Policy, now: Temporal.Instant): readonly CaseEvent[] | Refused {
  const received = stamp(now)
  const { public: known, intent, report, reporter } = opening
  if (opening.disclosed !== null && isBefore(now, Temporal.Instant.from(opening.disclosed))) {
    return refuse('in_the_future', 'D1', 'Disclosure cannot lie ahead.', 'Leave it empty for now.')
  }
  // A day is over everywhere on earth twelve hours after it is in UTC.
  if (intent?.publishOn != null && isBefore(after(Temporal.Instant.from(intent.publishOn), 'PT36H'), now)) {
    return refuse(
      'in_the_past',
      'D3',
      'The day of the intended publication has passed.',
      'Give a day ahead, or none; if it has been published, say that it is public.',
    )
  }
  const disclosed = opening.disclosed ?? received
  const events: CaseEvent[] = [
    {
      type: 'CaseOpened',
      case: opening.case,
      policy: opening.policyVersion,
      via: opening.via,
      report,
      reporter,
      terms: opening.terms,
      disclosed,
      reopens: opening.reopens,
    },
  ]
  if (known === null) {
    const until = stamp(after(Temporal.Instant.from(disclosed), policy.disclosure.embargo.endsAfter))
    if (isBefore(now, Temporal.Instant.from(until))) {
      events.push(
        { type: 'EmbargoProposed', until, reason: 'the policy’s own' },
        { type: 'EmbargoAccepted', until, lapsed: [] },
      )
    }
  } else {
    if (known.exploit) events.push({ type: 'ExploitPublished', since: disclosed, evidence: known.evidence })
    events.push({ type: 'BecamePublic', since: disclosed, how: known.how, evidence: known.evidence })
    if (known.attacks) events.push({ type: 'AttacksObserved', since: disclosed, evidence: known.evidence })
  }
  if (intent !== null && known === null) events.push({ type: 'IntentStated', ...intent })
  return events
}
