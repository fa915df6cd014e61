import type { Policy } from '../policy/index.ts'
import type { Subject, VoteRule } from './events.ts'

/** What each kind of proposal takes (C7, C11, C12), as the policy has it. */
const rules: { readonly [Kind in Subject['kind']]: (policy: Policy) => VoteRule } = {
  nominate: (policy) => {
    const { selection } = policy.committee
    const own = byConsensus(policy, selection.clause)
    if (selection.by === 'members') return own
    return { ...own, method: 'other-body', body: selection.body ?? 'the body that appoints the committee' }
  },
  policy: (policy) => byConsensus(policy, policy.committee.selection.clause),
  leave: (policy) => byConsensus(policy, policy.committee.standIn.clause),
  appeal: (policy) => {
    const { clause, appealTo } = policy.committee.removal
    return { ...byConsensus(policy, clause), method: 'other-body', body: appealTo }
  },
  remove: (policy) => {
    const { removal } = policy.committee
    return {
      ...byConsensus(policy, removal.clause),
      method: 'ballot',
      needs: 'at-least',
      share: removal.share,
      of: 'electorate',
      leastAyes: removal.leastAyes,
      quorum: '0/1',
    }
  },
}

export function ruleFor(kind: Subject['kind'], policy: Policy): VoteRule {
  return rules[kind](policy)
}

function byConsensus({ committee: { selection, voting } }: Policy, clause: string): VoteRule {
  return {
    clause,
    method: 'lazy-consensus',
    silence: selection.openFor,
    ballot: voting.openFor,
    needs: 'more-than',
    share: '1/2',
    of: 'votes',
    leastAyes: 1,
    quorum: voting.quorum,
    standIns: voting.standIns,
    whoLeaves: voting.whoLeaves,
    body: null,
  }
}

/** Compares `count / all` with a share in whole numbers: no rounding decides a vote. */
export function reaches(count: number, all: number, share: string, needs: VoteRule['needs']): boolean {
  const [part = 0, whole = 1] = share.split('/').map(Number)
  const [left, right] = [count * whole, part * all]
  return needs === 'more-than' ? left > right : left >= right
}
