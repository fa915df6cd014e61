import { dayOf } from '../clock/index.ts'
import { refuse, type PersonId, type Refused } from '../kernel/index.ts'

import type { CommitteeContext } from './act.ts'
import { warningsFor } from './balance.ts'
import type { Warning } from './events.ts'
import { isSeated } from './seats.ts'
import { pastProposal, type ClosedProposal, type Committee, type Proposal } from './state.ts'

export function notSeated(clause = 'C13'): Refused {
  return refuse('not_seated', clause, 'This person has no seat.', 'Choose a seated member.')
}

export function noPerson(clause: string): Refused {
  return refuse('no_person', clause, 'Nobody is named.', 'Give the name and the e-mail address.')
}

export function lastMember(): Refused {
  return refuse(
    'last_member',
    'C4',
    'A committee without members cannot receive reports.',
    'Let somebody else take a seat first.',
  )
}

/** An open proposal by its number, or what to say instead. */
export function openProposal(committee: Committee, number: number): Proposal | Refused {
  const found = committee.open.find(({ proposal }) => proposal === number)
  if (found !== undefined) return found
  const past = pastProposal(committee, number)
  if (past === undefined) return noSuchProposal(number)
  return refuse(
    'proposal_closed',
    past.rule.clause,
    `Proposal ${number} was closed on ${dayOf(past.closed.at)}: ${past.closed.outcome}.`,
    'Open a new one; the record of this one stays.',
  )
}

/** A proposal that was closed, or what to say instead. */
export function decidedProposal(committee: Committee, number: number): ClosedProposal | Refused {
  const open = committee.open.find(({ proposal }) => proposal === number)
  if (open === undefined) return pastProposal(committee, number) ?? noSuchProposal(number)
  return refuse('still_open', open.rule.clause, `Proposal ${number} is not decided yet.`, 'Take part in it.')
}

export function noSuchProposal(number: number): Refused {
  return refuse('no_such_proposal', 'C7', `There is no proposal ${number}.`, 'The committee’s page lists them.')
}

/**
 * C4, C6: warnings of the committee as it would be; where a vendor would go over the limit, or further over it, going
 * on needs a reason. A committee that is too small or too large only warns.
 */
export function warned(
  committee: Committee,
  people: readonly PersonId[],
  why: string | undefined,
  { policy, now, known }: Pick<CommitteeContext, 'policy' | 'now' | 'known'>,
): readonly Warning[] | Refused {
  const warnings = warningsFor(committee, policy, people, dayOf(now), known)
  const tipped = warnings.find(({ clause }) => clause === policy.committee.vendorBalance.clause)
  if (tipped === undefined || why !== undefined) return warnings
  return refuse(
    'tips_balance',
    tipped.clause,
    tipped.says,
    'Say why the committee goes on in spite of it, or propose somebody from elsewhere.',
  )
}

/** Who has a seat, as `by` says; acts in one's own name need one. */
export function ownSeat(committee: Committee, by: CommitteeContext['by'], clause: string): PersonId | Refused {
  if (by !== 'product' && isSeated(committee, by)) return by
  return refuse('not_seated', clause, 'You have no seat of your own on the committee.', 'Ask a member to do it.')
}

export function versionAfter(versions: readonly string[]): string {
  const numbers = versions.map(Number).filter((one) => Number.isInteger(one))
  return String(Math.max(0, ...numbers) + 1)
}
