export { communityStream } from './stream.ts'
export { actOnCommittee, type CommitteeActRequest, type CommitteeDone } from './act.ts'
export type { Activity } from './activity.ts'
export { ballotsAwaited, type AwaitedBallot } from './ballots.ts'
export { commitCommunity } from './commit.ts'
export { coverLacking } from './cover.ts'
export { committeeOf, heldDuties, type CommitteeMembers, type HeldDuty, type SeatedMember } from './members.ts'
export { passTime } from './passTime.ts'
export {
  balanceOn,
  committeeRecord,
  committeeTold,
  viewCommittee,
  type CommitteeRecord,
  type CommitteeView,
  type ViewRequest,
} from './view.ts'
