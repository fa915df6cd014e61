export type { AnyCommitteeAct, CommitteeContext, CommitteeDecision } from './act.ts'
export { canBeAppealed } from './acts/appeal.ts'
export {
  committeeActNamed,
  committeeActNames,
  committeeActs,
  isCommitteeAct,
  type CommitteeActName,
} from './acts/index.ts'
export {
  affiliationOn,
  balanceAt,
  graceOf,
  vendorKey,
  warningsFor,
  type Balance,
  type Grace,
  type Known,
  type VendorCount,
} from './balance.ts'
export { dayAfter } from './days.ts'
export { decideCommittee, notForYou, type CommitteeCommand } from './decide.ts'
export { coverFrom, coverOn, type DayCover } from './duties.ts'
export {
  choices,
  committeePersonalFields,
  outcomes,
  sources,
  type CommitteeEvent,
  type CommitteeEvents,
  type CommitteeEventType,
  type Day,
  type Subject,
  type Takers,
  type Tally,
  type Warning,
} from './events.ts'
export { evolveCommittee, isCommitteeEvent } from './evolve.ts'
export { foldAhead, type Happening } from './happening.ts'
export { notGiven } from './given.ts'
export { inHistory, newest, type History } from './history.ts'
export type { Lately } from './lately.ts'
export { offBoarding, whoLeft, type OffBoarding } from './offBoarding.ts'
export { committeePassing, nextCommitteeLook } from './passing.ts'
export { nextLead, turnOn, turnsFrom, type Turn } from './rotation.ts'
export { holdersAt, leaveOf, presentAt, seatedPeople, standInsAt, standsInFor } from './seats.ts'
export {
  noCommittee,
  pastProposal,
  proposalNumbered,
  removalOf,
  type Ballot,
  type Committee,
  type FormerSeat,
  type Leave,
  type Proposal,
  type Seat,
} from './state.ts'
export { takersOf } from './takers.ts'
export { committeeInWords, subjectInWords } from './words.ts'
export { countOf, type Standing } from './tally.ts'
