import { z } from 'zod'
import { after, isBefore, stamp } from '../../clock/index.ts'
import { evidence, isRefused, optionalProse, reason, refuse, type PersonId, type Refused } from '../../kernel/index.ts'
import { act, type CommitteeActs, type CommitteeContext } from '../act.ts'
import { consequences, earlyClosing } from '../closing.ts'
import { instantOf } from '../days.ts'
import { choices } from '../events.ts'
import { proposal } from '../fields.ts'
import { foldAhead, type Happening } from '../happening.ts'
import { noSuchProposal, openProposal } from '../refusals.ts'
import { isSeated, standsInFor } from '../seats.ts'
import { proposalNumbered, removalOf, type Committee, type Proposal } from '../state.ts'
import { electorateFor } from './proposals.ts'

/** A proposal in which one may still take part: open, and its time not over, whether or not that was recorded yet. */
function running(committee: Committee, number: number, { now, roles }: CommitteeContext): Proposal | Refused {
  const told = proposalNumbered(committee, number)
  const trusted = roles.includes('member') || roles.includes('administrator')
  // C12: that somebody's removal was proposed is for the committee to know.
  if (!trusted && told !== undefined && removalOf(told) !== null) return noSuchProposal(number)
  const found = openProposal(committee, number)
  if (isRefused(found)) return found
  if (found.closes !== null && !isBefore(now, instantOf(found.closes))) {
    return refuse(
      'proposal_over',
      found.rule.clause,
      `Proposal ${number} closed on ${found.closes}.`,
      'Its result is recorded within moments; open a new one if need be.',
    )
  }
  return found
}

/** For whose seat somebody takes part: their own, or the one they stand in for. */
function seatOf(committee: Committee, { rule }: Proposal, { by, now }: CommitteeContext): PersonId | Refused {
  if (by !== 'product' && isSeated(committee, by)) return by
  const leave = by === 'product' ? undefined : standsInFor(committee, by, now)
  if (leave === undefined) {
    return refuse('no_vote', rule.clause, 'Only seated members vote.', 'Tell a member what speaks for or against it.')
  }
  if (rule.standIns === 'vote') return leave.person
  return refuse('stand_in_watches', 'C11', 'Stand-ins do not vote here (policy).', 'Tell the members what you think.')
}

/** A proposal that runs, and the seat for which somebody takes part in it. */
function entitled(
  committee: Committee,
  number: number,
  context: CommitteeContext,
): { readonly one: Proposal; readonly seat: PersonId } | Refused {
  const one = running(committee, number, context)
  if (isRefused(one)) return one
  const seat = seatOf(committee, one, context)
  if (isRefused(seat)) return seat
  if ('person' in one.subject && (one.subject.person === seat || one.subject.person === context.by)) {
    return refuse('concerns_you', one.rule.clause, 'Nobody decides on themselves.', 'The others decide.')
  }
  if (one.recused[seat] !== undefined) {
    return refuse('recused', one.rule.clause, 'You recused yourself from this one.', 'The others decide.')
  }
  return { one, seat }
}

function votedAlready({ rule, ballots }: Proposal, seat: PersonId): Refused | undefined {
  if (ballots[seat] === undefined) return undefined
  return refuse('voted_already', rule.clause, 'This seat has voted; a ballot stands.', 'Wait for the result.')
}

/** The end of a vote that nothing can change any more, with all that follows from it. */
function withEnd(committee: Committee, number: number, events: readonly Happening[], context: CommitteeContext) {
  const next = foldAhead(committee, events, context.now, context.by)
  const one = next.open.find((open) => open.proposal === number)
  const closed = one === undefined ? undefined : earlyClosing(next, one)
  if (one === undefined || closed === undefined) return events
  return [...events, closed, ...consequences(next, one, closed, context.now)]
}

export const votingActs = {
  object: act({
    title: 'Object',
    clause: 'C7',
    does: 'Ends the silence: the proposal becomes a vote of the members.',
    fields: z.object({ proposal, reason }),
    decide(committee, { proposal: number, reason: why }, context) {
      const mine = entitled(committee, number, context)
      if (isRefused(mine)) return mine
      const { one } = mine
      if (one.stage !== 'consensus') {
        const instead = one.stage === 'ballot' ? 'Vote no.' : `Tell ${one.rule.body}.`
        return refuse('no_silence', one.rule.clause, 'This is not decided by silence.', instead)
      }
      const closes = stamp(after(context.now, one.rule.ballot))
      const electorate = electorateFor(committee, one.subject).filter((person) => one.recused[person] === undefined)
      return [{ type: 'ProposalContested', proposal: number, reason: why, closes, electorate }]
    },
  }),
  vote: act({
    title: 'Vote',
    clause: 'C7',
    does: 'Casts the ballot of a seat. It stands: the vote ends as soon as no further ballot can change its result.',
    fields: z.object({
      proposal,
      choice: z.enum(choices).meta({ title: 'Ballot' }),
      reason: optionalProse('Reason', 4000),
    }),
    decide(committee, { proposal: number, choice, reason: why }, context) {
      const mine = entitled(committee, number, context)
      if (isRefused(mine)) return mine
      const { one, seat } = mine
      if (one.stage !== 'ballot') {
        const instead = one.stage === 'consensus' ? 'Object, or let silence be consent.' : `Tell ${one.rule.body}.`
        return refuse('no_ballot', one.rule.clause, 'There is no vote on this.', instead)
      }
      if (!one.electorate.includes(seat)) {
        return refuse(
          'seated_later',
          one.rule.clause,
          'This vote began before your seat.',
          'Take part in the next one.',
        )
      }
      const voted = votedAlready(one, seat)
      if (voted !== undefined) return voted
      return withEnd(
        committee,
        number,
        [{ type: 'BallotCast', proposal: number, seat, choice, reason: why ?? '' }],
        context,
      )
    },
  }),
  recuse: act({
    title: 'Recuse yourself',
    clause: 'C7',
    does: 'Takes your seat out of one decision, for example because you sit on the other body, too.',
    fields: z.object({ proposal, reason }),
    decide(committee, { proposal: number, reason: why }, context) {
      const mine = entitled(committee, number, context)
      if (isRefused(mine)) return mine
      const { one, seat } = mine
      const voted = votedAlready(one, seat)
      if (voted !== undefined) return voted
      return withEnd(
        committee,
        number,
        [{ type: 'RecusalStated', proposal: number, person: seat, reason: why }],
        context,
      )
    },
  }),
  withdrawProposal: act({
    title: 'Withdraw a proposal',
    clause: 'C7',
    does: 'Whoever opened it takes it back before it is decided.',
    fields: z.object({ proposal, reason }),
    decide(committee, { proposal: number, reason: why }, context) {
      const one = running(committee, number, context)
      if (isRefused(one)) return one
      if (one.by !== context.by) {
        return refuse('not_yours', one.rule.clause, 'Somebody else opened this.', 'Object to it, or vote no.')
      }
      return [{ type: 'ProposalClosed', proposal: number, outcome: 'withdrawn', tally: null, early: true, says: why }]
    },
  }),
  recordDecision: act({
    title: 'Record another body’s decision',
    clause: 'C7',
    does: 'What the body that appoints the committee, or that it turned to, decided.',
    fields: z.object({
      proposal,
      decided: z.enum(['adopted', 'failed']).meta({ title: 'They decided' }),
      evidence,
    }),
    decide(committee, { proposal: number, decided, evidence: where }, { by, now }) {
      const one = openProposal(committee, number)
      if (isRefused(one)) return one
      if (one.stage !== 'body') {
        return refuse('own_decision', one.rule.clause, 'The committee decides this itself.', 'Object, or vote.')
      }
      if ('person' in one.subject && one.subject.person === by) {
        return refuse(
          'concerns_you',
          one.rule.clause,
          'Nobody records a decision on themselves.',
          'Ask another member.',
        )
      }
      const says = `${one.rule.body}: ${where}`
      const closed = {
        type: 'ProposalClosed',
        proposal: number,
        outcome: decided,
        tally: null,
        early: false,
        says,
      } as const
      return [closed, ...consequences(committee, one, closed, now)]
    },
  }),
} satisfies CommitteeActs<'object' | 'vote' | 'recuse' | 'withdrawProposal' | 'recordDecision'>
