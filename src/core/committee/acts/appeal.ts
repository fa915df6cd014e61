import { z } from 'zod'
import { evidence, isRefused, refuse, type Refused } from '../../kernel/index.ts'
import { act, type CommitteeActs } from '../act.ts'
import type { AppealedSubject, Outcome } from '../events.ts'
import { proposal, statement } from '../fields.ts'
import { inHistory } from '../history.ts'
import { decidedProposal } from '../refusals.ts'
import { ruleFor } from '../rules.ts'
import type { Committee, Proposal } from '../state.ts'
import { opening } from './proposals.ts'

interface Appealable {
  readonly subject: AppealedSubject
  readonly outcome: Exclude<Outcome, 'withdrawn'>
}

/** What can be taken to the other body: what the committee itself decided about a person, once. */
function appealable(committee: Committee, number: number, body: string): Appealable | Refused {
  const past = decidedProposal(committee, number)
  if (isRefused(past)) return past
  const { rule, subject, closed } = past
  const { clause } = rule
  if (closed.outcome === 'withdrawn') {
    return refuse('not_decided', clause, `Proposal ${number} was withdrawn.`, 'Open a new one if need be.')
  }
  // Another body has heard it: who disagrees with them turns to them.
  if (rule.body !== null || subject.kind === 'appeal') {
    return refuse('decided_there', clause, `This was decided by ${rule.body ?? body}.`, 'Write to them yourself.')
  }
  if (subject.kind === 'policy') {
    const instead = 'Propose the policy as it should be.'
    return refuse('not_appealable', clause, 'The committee changes a text as often as it likes.', instead)
  }
  const isAppeal = ({ subject: of }: Proposal) => of.kind === 'appeal' && of.of === number
  const before = committee.open.find(isAppeal) ?? inHistory(committee.closed, isAppeal)
  if (before !== undefined) {
    const says = `Proposal ${number} was appealed: that is proposal ${before.proposal}.`
    return refuse('appealed_already', clause, says, 'One appeal is heard, and its result stands.')
  }
  return { subject, outcome: closed.outcome }
}

/** Whether an appeal against a decided proposal would be heard. */
export function canBeAppealed(committee: Committee, { proposal: number }: Proposal): boolean {
  return !isRefused(appealable(committee, number, ''))
}

export const appealActs = {
  appealDecision: act({
    title: 'Appeal a decision',
    clause: 'C12',
    does: 'Takes a decision about a person to the body that the policy names, on whoever’s behalf. Until that body has decided, the decision stands; theirs is recorded with its evidence.',
    fields: z.object({
      proposal,
      statement: statement.describe('Who appeals, and what speaks against the decision'),
      evidence: evidence.describe('How the other body was told: a link, a Message-ID'),
    }),
    decide(committee, { proposal: number, statement: says, evidence: where }, context) {
      const body = ruleFor('appeal', context.policy).body ?? ''
      const found = appealable(committee, number, body)
      if (isRefused(found)) return found
      const { person, kind } = found.subject
      const subject = { kind: 'appeal', of: number, about: kind, was: found.outcome, person } as const
      const said = /[.!?…]$/u.test(says) ? says : `${says}.`
      return [opening(committee, { subject, statement: `${said}\nTold to ${body}: ${where}` }, context)]
    },
  }),
} satisfies CommitteeActs<'appealDecision'>
