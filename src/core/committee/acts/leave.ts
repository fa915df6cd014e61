import { z } from 'zod'
import { isBefore, stamp } from '../../clock/index.ts'
import {
  day,
  isRefused,
  optionalPerson,
  optionalProse,
  prose,
  reason,
  refuse,
  type PersonId,
  type Refused,
} from '../../kernel/index.ts'
import { duties, durationInWords, type Duty } from '../../policy/index.ts'
import { act, type CommitteeActs, type CommitteeContext } from '../act.ts'
import { beginOf, endOf, isAtLeast, isAtMost } from '../days.ts'
import { gapsIn } from '../duties.ts'
import type { CommitteeEventOf, Day, Takers } from '../events.ts'
import { despite, leave, named } from '../fields.ts'
import { foldAhead } from '../happening.ts'
import { noPerson, ownSeat, warned } from '../refusals.ts'
import { isSeated, presentAt, spanOf } from '../seats.ts'
import type { Committee, Leave } from '../state.ts'
import { opening } from './proposals.ts'

/** A leave that has not ended, by its number. */
function current(committee: Committee, number: number, now: Temporal.Instant): Leave | Refused {
  const found = committee.leaves.find((one) => one.leave === number)
  if (found === undefined) {
    return refuse('no_such_leave', 'C10', `There is no leave ${number}.`, 'The committee’s page lists them.')
  }
  if (isBefore(now, spanOf(found).ends)) return found
  return refuse('leave_over', 'C10', 'That leave is over.', 'Announce a new one.')
}

function misplaced(
  committee: Committee,
  person: PersonId,
  from: Day,
  to: Day,
  now: Temporal.Instant,
): Refused | undefined {
  if (to < from) return refuse('ends_before_it_begins', 'C10', 'The last day is before the first.', 'Exchange the two.')
  if (!isBefore(now, endOf(to))) {
    return refuse('in_the_past', 'C10', 'Those days have passed.', 'Give days ahead; what was is on record as it was.')
  }
  if (!isAtMost(from, to, 'P2Y')) {
    return refuse('too_long', 'C10', 'That is longer than two years.', 'Step down instead; you can come back (C8).')
  }
  const other = committee.leaves.find((one) => {
    const { begins, ends } = spanOf(one)
    return one.person === person && isBefore(begins, ends) && one.from <= to && isBefore(beginOf(from), ends)
  })
  if (other === undefined) return undefined
  return refuse(
    'overlapping_leave',
    'C10',
    `Leave ${other.leave}, from ${other.from} to ${other.to}, overlaps with it.`,
    'End that one first, or choose other days.',
  )
}

/** Whether two leaves have a moment in common; one that was called off has none left from then on. */
function overlap(one: Leave, other: Leave): boolean {
  const [first, second] = [spanOf(one), spanOf(other)]
  return (
    isBefore(first.begins, first.ends) && isBefore(first.begins, second.ends) && isBefore(second.begins, first.ends)
  )
}

/** The leave with the days on which a duty would lack cover. */
function announced(
  committee: Committee,
  told: {
    readonly person: PersonId
    readonly from: Day
    readonly to: Day
    readonly note: string
    readonly takers: Takers
  },
  { policy, now }: CommitteeContext,
): CommitteeEventOf<'LeaveAnnounced'> {
  const plain = {
    type: 'LeaveAnnounced',
    leave: committee.leaveCount + 1,
    ...told,
    rights: policy.committee.leave.rights,
    proposal: null,
    gaps: [],
  } as const
  const next = foldAhead(committee, [plain], now, told.person)
  return { ...plain, gaps: gapsIn(next, policy, told.from, told.to) }
}

/** Whoever holds this duty on open cases while its holder is away. */
const taker = (duty: Duty) =>
  optionalPerson(`${duty.charAt(0).toUpperCase()}${duty.slice(1)} on open cases goes to`).describe(
    'Empty: to your stand-in, or to whoever covers it when the leave begins',
  )

function chosen(told: Readonly<Record<Duty, PersonId | undefined>>): Takers {
  return Object.fromEntries(duties.flatMap((duty) => (told[duty] === undefined ? [] : [[duty, told[duty]]])))
}

/** Nobody is handed to who is not there when the leave begins. */
function awayToo(
  committee: Committee,
  own: PersonId,
  takers: Takers,
  from: Day,
  { now, names }: CommitteeContext,
): Refused | undefined {
  const begins = beginOf(from)
  const there = presentAt(committee, isBefore(begins, now) ? now : begins)
  for (const duty of duties) {
    const one = takers[duty]
    if (one === undefined || (one !== own && there.includes(one))) continue
    const who = one === own ? 'Whoever goes on leave' : (names[one] ?? 'This person')
    return refuse(
      'taker_away',
      'C10',
      `${who} is not there on ${from} to take ${duty} over.`,
      'Choose a member who is there then, or leave it empty.',
    )
  }
  return undefined
}

export const leaveActs = {
  announceLeave: act({
    title: 'Announce a leave',
    clause: 'C10',
    does: 'Says from which day to which you are away, so that every duty stays covered: what you hold on open cases goes to others when it begins. One longer than the policy’s stand-in interval asks the others first.',
    fields: z.object({
      from: day('First day'),
      to: day('Last day'),
      note: optionalProse('Note for the others', 4000).describe('What they should know; nothing private'),
      triageTo: taker('triage'),
      infraTo: taker('infra'),
      disclosureTo: taker('disclosure'),
      releaseTo: taker('release'),
    }),
    decide(committee, { from, to, note, triageTo, infraTo, disclosureTo, releaseTo }, context) {
      const own = ownSeat(committee, context.by, 'C10')
      if (isRefused(own)) return own
      const wrong = misplaced(committee, own, from, to, context.now)
      if (wrong !== undefined) return wrong
      const takers = chosen({ triage: triageTo, infra: infraTo, disclosure: disclosureTo, release: releaseTo })
      const away = awayToo(committee, own, takers, from, context)
      if (away !== undefined) return away
      const { standIn, leave: leaves } = context.policy.committee
      if (isAtMost(from, to, standIn.to)) {
        return [announced(committee, { person: own, from, to, note: note ?? '', takers }, context)]
      }
      const pending = committee.open.some(({ subject }) => subject.kind === 'leave' && subject.person === own)
      if (pending) {
        return refuse('proposed_already', 'C11', 'A long leave of yours is being decided on.', 'Wait for the answer.')
      }
      const subject = { kind: 'leave', person: own, from, to, rights: leaves.rights, takers } as const
      const statement = note ?? `A leave longer than ${durationInWords(standIn.to)}.`
      return [opening(committee, { subject, statement }, context)]
    },
  }),
  nameStandIn: act({
    title: 'Name a stand-in',
    clause: 'C11',
    does: 'Somebody takes your place for exactly your leave: the seat’s rights begin and end with it, by the clock.',
    fields: z.object({
      leave,
      ...named,
      reason: prose('Why this person', 4000),
      despite,
    }),
    decide(committee, { leave: number, affiliation, reason: why, despite: going }, context) {
      const { policy, now, by, known } = context
      const found = current(committee, number, now)
      if (isRefused(found)) return found
      if (by === 'product' || !isSeated(committee, by)) {
        return refuse(
          'stand_in_for_stand_in',
          'C11',
          'A stand-in names no stand-in of their own.',
          'Ask the member you stand in for, or another member.',
        )
      }
      if (found.person !== by) {
        return refuse('not_yours', 'C11', 'A member names their own stand-in.', 'Agree on it with them.')
      }
      const { standIn } = policy.committee
      if (!isAtLeast(found.from, found.to, standIn.from) || !isAtMost(found.from, found.to, standIn.to)) {
        return refuse(
          'leave_without_stand_in',
          standIn.clause,
          `A stand-in is for a leave of ${durationInWords(standIn.from)} to ${durationInWords(standIn.to)}.`,
          'Hand your duties to other members for that time.',
        )
      }
      const person = context.named
      if (person === null) return noPerson('C11')
      if (isSeated(committee, person)) {
        return refuse('seated_already', 'C11', 'This person has a seat.', 'Hand them your duties instead.')
      }
      const elsewhere = committee.leaves.find(
        (one) => one.standIn === person && one.leave !== number && overlap(one, found),
      )
      if (elsewhere !== undefined) {
        return refuse(
          'stands_in_already',
          'C11',
          `This person stands in for somebody from ${elsewhere.from} to ${elsewhere.to}.`,
          'Name somebody else: nobody holds two seats.',
        )
      }
      const { begins } = spanOf(found)
      const at = isBefore(begins, now) ? now : begins
      const people = [...presentAt(committee, at).filter((one) => one !== found.standIn && one !== by), person]
      const theirs = affiliation === undefined ? known : { ...known, [person]: affiliation }
      const warnings = warned(committee, people, going, { policy, now: at, known: theirs })
      if (isRefused(warnings)) return warnings
      const because = going === undefined ? why : `${why}\n\n${going}`
      return [{ type: 'StandInNamed', leave: number, person, affiliation: affiliation ?? '', reason: because }]
    },
  }),
  endLeave: act({
    title: 'End a leave',
    clause: 'C10',
    does: 'Calls a leave off before it begins, or comes back earlier. A stand-in’s rights end with it.',
    fields: z.object({ leave, reason }),
    decide(committee, { leave: number, reason: why }, { now, by }) {
      const found = current(committee, number, now)
      if (isRefused(found)) return found
      if (found.person !== by) {
        return refuse('not_yours', 'C10', 'Only whoever is on leave ends it.', 'Ask them to come back.')
      }
      return [{ type: 'LeaveEnded', leave: number, at: stamp(now), reason: why }]
    },
  }),
} satisfies CommitteeActs<'announceLeave' | 'nameStandIn' | 'endLeave'>
