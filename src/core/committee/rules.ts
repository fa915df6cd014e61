import type { Policy } from '../policy/index.ts'
import type { Subject } from './events.ts'

/** How one proposal is decided: fixed when it opens, so that no change of policy turns a running vote around. */
export interface VoteRule {
  readonly clause: string
  readonly method: 'lazy-consensus' | 'ballot' | 'other-body'
  /** How long silence has to last before it is consent. */
  readonly silence: string
  /** How long a vote is open. */
  readonly ballot: string
  /** `more-than`: a tie fails. */
  readonly needs: 'more-than' | 'at-least'
  /** As `2/3`. */
  readonly share: string
  /** Of the ayes and noes, or of everyone entitled. */
  readonly of: 'votes' | 'electorate'
  readonly leastAyes: number
  /** Share of those entitled who have to take part; `0/1`: none. */
  readonly quorum: string
  readonly standIns: 'vote' | 'watch'
  readonly whoLeaves: 'ballot-counts' | 'ballot-falls'
  /** Who decides instead; `null`: the committee itself. */
  readonly body: string | null
}

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
