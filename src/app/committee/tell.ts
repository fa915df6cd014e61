import { membersOf, type Community } from '../../core/community/index.ts'
import { removalOf, type CommitteeEvent, type CommitteeEventType } from '../../core/committee/index.ts'
import type { Actor, PersonId } from '../../core/kernel/index.ts'
import type { CommitteeTopic, Effect } from '../effects/index.ts'

type Topical = (event: CommitteeEvent) => CommitteeTopic | null

/** What members are written to about. A removal is told to the other members and to nobody else (C12). */
const topics: Partial<Record<CommitteeEventType, Topical>> = {
  ProposalOpened: (event) => (event.type === 'ProposalOpened' && event.rule.method === 'ballot' ? 'vote' : 'proposal'),
  ProposalContested: () => 'vote',
  ProposalClosed: () => 'result',
  LeaveAnnounced: (event) => (event.type === 'LeaveAnnounced' && event.gaps.length > 0 ? 'cover' : 'leave'),
  CoverReminded: () => 'cover',
  MemberUnseated: () => 'seats',
  StepDownAnnounced: () => 'seats',
  StandInNamed: () => 'seats',
  AffiliationStated: (event) => (event.type === 'AffiliationStated' && event.warnings.length > 0 ? 'balance' : null),
}

/** The mails that follow from events of the committee: to its members, and a welcome to whose rights begin. */
export function mailsFor(
  before: Community,
  after: Community,
  events: readonly CommitteeEvent[],
  by: Actor,
  now: Temporal.Instant,
): readonly Effect[] {
  const members = membersOf(after, now)
  const began = after.committee.holding.filter((one) => !before.committee.holding.includes(one))
  const told = events.flatMap((event): Effect[] => {
    const topic = topics[event.type]?.(event) ?? null
    const concerned = concernedBy(before, after, event)
    return topic === null
      ? []
      : members
          .filter((to) => to !== by && to !== concerned && !began.includes(to))
          .map((to) => ({ kind: 'committee-notice', to, topic }))
  })
  const welcomed = began.filter((to) => to !== by).map((to): Effect => ({ kind: 'welcome', to }))
  return [...once(told), ...welcomed]
}

/** Whom a proposal to remove, or an appeal against one, is about: what the others say of it is not the product's to announce. */
function concernedBy(before: Community, after: Community, event: CommitteeEvent): PersonId | null {
  if (!('proposal' in event)) return null
  const one = [...after.committee.open, ...before.committee.open].find(({ proposal }) => proposal === event.proposal)
  return one === undefined ? null : removalOf(one)
}

function once(effects: readonly Effect[]): readonly Effect[] {
  return [...new Map(effects.map((effect) => [JSON.stringify(effect), effect])).values()]
}
