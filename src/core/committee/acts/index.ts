import type { AnyCommitteeAct } from '../act.ts'
import { appealActs } from './appeal.ts'
import { leaveActs } from './leave.ts'
import { proposalActs } from './proposals.ts'
import { sharingActs } from './sharing.ts'
import { votingActs } from './voting.ts'

/** Everything that can be done to a committee: the one source of the API, the forms and the command line. */
export const committeeActs = { ...proposalActs, ...votingActs, ...appealActs, ...leaveActs, ...sharingActs }

export type CommitteeActName = keyof typeof committeeActs
export const committeeActNames = Object.keys(committeeActs) as readonly CommitteeActName[]

export function isCommitteeAct(name: string): name is CommitteeActName {
  return Object.hasOwn(committeeActs, name)
}

export function committeeActNamed(name: CommitteeActName): AnyCommitteeAct {
  return committeeActs[name]
}
