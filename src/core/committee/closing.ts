import { isBefore, stamp } from '../clock/index.ts'
import type { PersonId } from '../kernel/index.ts'
import type { Duty } from '../policy/index.ts'
import { endOf } from './days.ts'
import type { CommitteeEventOf, Tally } from './events.ts'
import type { Happening } from './happening.ts'
import { isSeated, seatedPeople } from './seats.ts'
import { pastProposal, type Committee, type Proposal } from './state.ts'
import { carries, certain, countOf, shortfall, tallyOf } from './tally.ts'

/** A proposal that ends: by silence, or by its count. */
export function closing(committee: Committee, proposal: Proposal, early: boolean): CommitteeEventOf<'ProposalClosed'> {
  const { proposal: number, rule, stage } = proposal
  if (stage === 'consensus') {
    const says = 'Nobody objected while it was open.'
    return { type: 'ProposalClosed', proposal: number, outcome: 'adopted', tally: null, early, says }
  }
  const tally = tallyOf(countOf(proposal, seatedPeople(committee)))
  const outcome = carries(rule, tally) ? 'adopted' : 'failed'
  const says = [tallyInWords(tally), shortfall(rule, tally)].join(' ').trim()
  return { type: 'ProposalClosed', proposal: number, outcome, tally, early, says }
}

/** The vote's end, where no further ballot can change it. */
export function earlyClosing(committee: Committee, proposal: Proposal): CommitteeEventOf<'ProposalClosed'> | undefined {
  if (proposal.stage !== 'ballot') return undefined
  const result = certain(proposal.rule, countOf(proposal, seatedPeople(committee)))
  return result === undefined ? undefined : { ...closing(committee, proposal, true), outcome: result }
}

function tallyInWords({ entitled, ayes, noes, abstentions }: Tally): string {
  return `${ayes} aye, ${noes} no, ${abstentions} abstained, of ${entitled} entitled.`
}

/** What follows from a proposal that was adopted, in the same transaction. */
export function consequences(
  committee: Committee,
  { proposal, subject, statement, by }: Proposal,
  { outcome }: Pick<CommitteeEventOf<'ProposalClosed'>, 'outcome'>,
  now: Temporal.Instant,
): readonly Happening[] {
  if (outcome !== 'adopted') return []
  switch (subject.kind) {
    case 'nominate': {
      const { person, replaces, affiliation } = subject
      const seated: Happening[] = isSeated(committee, person)
        ? []
        : [
            {
              type: 'MemberSeated',
              person,
              source: 'elected',
              statement,
              nominatedBy: by === 'product' ? null : by,
              proposal,
              affiliation,
            },
          ]
      return [...seated, ...unseated(committee, replaces, proposal, 'replaced')]
    }
    case 'remove':
      if (subject.duty !== null) {
        return [{ type: 'DutyTakenAway', person: subject.person, duty: subject.duty, proposal }]
      }
      return committee.seats.length === 1 ? [] : unseated(committee, subject.person, proposal, statement)
    case 'policy':
      return [{ type: 'PolicyAdopted', version: subject.version, yaml: subject.yaml }]
    case 'leave': {
      const { person, from, to, rights, takers } = subject
      // A long decision may end after the leave it was about.
      if (!isSeated(committee, person) || !isBefore(now, endOf(to))) return []
      const leave = committee.leaveCount + 1
      const about = { leave, person, from, to, note: statement, proposal, takers, gaps: [] }
      return [{ type: 'LeaveAnnounced', ...about, rights }]
    }
    case 'appeal':
      return overturned(committee, proposal, subject.of, now)
  }
}

/** C12: the other body decided otherwise. What was refused is done; what was done is taken back, where it still stands. */
function overturned(committee: Committee, appeal: number, of: number, now: Temporal.Instant): readonly Happening[] {
  const past = pastProposal(committee, of)
  if (past === undefined) return []
  const { subject, closed } = past
  if (closed.outcome === 'failed') {
    return consequences(committee, { ...past, proposal: appeal }, { outcome: 'adopted' }, now)
  }
  const says = `Proposal ${of} was overturned on appeal.`
  switch (subject.kind) {
    case 'nominate':
      return committee.seats.length === 1 ? [] : unseated(committee, subject.person, appeal, says)
    case 'remove':
      return subject.duty === null
        ? seatedAgain(committee, subject.person, appeal, says)
        : heldAgain(committee, subject.duty, subject.person, says)
    case 'leave':
      return committee.leaves
        .filter((leave) => leave.proposal === of && leave.ended === null)
        .map(({ leave }) => ({ type: 'LeaveEnded', leave, at: stamp(now), reason: says }))
    case 'policy':
    case 'appeal':
      return []
  }
}

function seatedAgain(committee: Committee, person: PersonId, proposal: number, says: string): readonly Happening[] {
  if (isSeated(committee, person)) return []
  const seat = { person, source: 'elected', statement: says, nominatedBy: null, proposal, affiliation: '' } as const
  return [{ type: 'MemberSeated', ...seat }]
}

/** A duty that is everyone's by now is theirs, too. */
function heldAgain(committee: Committee, duty: Duty, person: PersonId, says: string): readonly Happening[] {
  const holders = committee.shared[duty]
  if (holders === undefined || holders.includes(person) || !isSeated(committee, person)) return []
  return [{ type: 'DutyShared', duty, holders: [...holders, person], note: says }]
}

function unseated(
  committee: Committee,
  person: PersonId | null,
  proposal: number,
  reason: string,
): readonly Happening[] {
  if (person === null || !isSeated(committee, person)) return []
  return [{ type: 'MemberUnseated', person, reason, proposal }]
}
