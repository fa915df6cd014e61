import { z } from 'zod'
import { after, dayOf, stamp } from '../../clock/index.ts'
import { isRefused, optionalPerson, refuse, type PersonId, type Refused } from '../../kernel/index.ts'
import { duties, parsePolicy } from '../../policy/index.ts'
import { act, type CommitteeActs, type CommitteeContext } from '../act.ts'
import { grounds, type Subject, type Warning } from '../events.ts'
import { despite, maybeNamed, member, named, statement } from '../fields.ts'
import type { Happening } from '../happening.ts'
import { againstGround } from '../lately.ts'
import { lastMember, noPerson, notSeated, ownSeat, versionAfter, warned } from '../refusals.ts'
import { ruleFor } from '../rules.ts'
import { isSeated, presentAt, seatedPeople } from '../seats.ts'
import type { Committee } from '../state.ts'

/** Opens a proposal under the rule that the policy has for its kind. */
export function opening(
  committee: Committee,
  about: {
    readonly subject: Subject
    readonly statement: string
    readonly warnings?: readonly Warning[]
    readonly despite?: string | undefined
  },
  { policy, now }: Pick<CommitteeContext, 'policy' | 'now'>,
): Happening {
  const { subject } = about
  const found = ruleFor(subject.kind, policy)
  const electorate = found.method === 'ballot' ? electorateFor(committee, subject) : []
  // C12: a committee too small for its own vote turns to the body that appointed it.
  const tooSmall = found.method === 'ballot' && electorate.length < found.leastAyes
  const rule = tooSmall ? { ...found, method: 'other-body' as const, body: policy.committee.removal.appealTo } : found
  const closes = {
    'lazy-consensus': stamp(after(now, rule.silence)),
    ballot: stamp(after(now, rule.ballot)),
    'other-body': null,
  }[rule.method]
  return {
    type: 'ProposalOpened',
    proposal: committee.proposals + 1,
    subject,
    statement: about.statement,
    rule,
    closes,
    electorate: tooSmall ? [] : electorate,
    warnings: about.warnings ?? [],
    despite: about.despite ?? '',
  }
}

/** Everyone with a seat but the person concerned. */
export function electorateFor(committee: Committee, subject: Subject): readonly PersonId[] {
  const concerned = 'person' in subject ? [subject.person] : []
  return seatedPeople(committee).filter((one) => !concerned.includes(one))
}

function openAlready(committee: Committee, kind: Subject['kind'], person: PersonId): Refused | undefined {
  const open = committee.open.find(
    ({ subject }) => subject.kind === kind && 'person' in subject && subject.person === person,
  )
  if (open === undefined) return undefined
  return refuse(
    'proposed_already',
    open.rule.clause,
    `Proposal ${open.proposal} about this person is open.`,
    'Take part in that one.',
  )
}

/** A nomination by whichever way; with somebody whose seat it takes, a replacement (C8). */
function nominating(
  committee: Committee,
  candidate: { readonly person: PersonId; readonly affiliation: string; readonly replaces: PersonId | null },
  told: { readonly way: Extract<Subject, { kind: 'nominate' }>['way']; readonly statement: string },
  why: string | undefined,
  context: CommitteeContext,
): readonly Happening[] | Refused {
  const { policy, now, known } = context
  const { joining } = policy.committee
  const { person, replaces, affiliation } = candidate
  if (!joining.ways.includes(told.way)) {
    return refuse('no_such_way', joining.clause, 'The policy has no such way in.', `Open: ${joining.ways.join(', ')}.`)
  }
  if (isSeated(committee, person)) {
    return refuse('seated_already', joining.clause, 'This person has a seat.', 'Propose someone else.')
  }
  const open = openAlready(committee, 'nominate', person)
  if (open !== undefined) return open
  const people = [...presentAt(committee, now).filter((one) => one !== replaces && one !== person), person]
  const withTheirs = affiliation === '' ? known : { ...known, [person]: affiliation }
  const warnings = warned(committee, people, why, { policy, now, known: withTheirs })
  if (isRefused(warnings)) return warnings
  const subject = { kind: 'nominate', person, affiliation, way: told.way, replaces } as const
  return [opening(committee, { subject, statement: told.statement, warnings, despite: why }, context)]
}

/** With its full stop, where it is no question. */
function ended(hint: string): string {
  return /[.?!]$/.test(hint) ? hint : `${hint}.`
}

export const proposalActs = {
  expressInterest: act({
    title: 'Express your interest in a seat',
    clause: 'C5',
    does: 'Proposes yourself for the committee.',
    fields: z.object({ statement, despite }),
    decide(committee, { statement: says, despite: why }, context) {
      if (context.by === 'product') return noPerson('C5')
      const affiliation = context.known[context.by] ?? ''
      const candidate = { person: context.by, affiliation, replaces: null }
      return nominating(committee, candidate, { way: 'interest', statement: says }, why, context)
    },
  }),
  nominate: act({
    title: 'Nominate somebody for a seat',
    clause: 'C5',
    does: 'Proposes a new member, in the place of another one or beside them. Silence is consent; one objection turns it into a vote.',
    fields: z.object({
      ...named,
      way: z
        .enum(['nomination-by-member', 'nomination-by-maintainer', 'interest'])
        .default('nomination-by-member')
        .meta({ title: 'Who asked for it' }),
      statement: statement.describe('Why they are the right person; whose nomination it is'),
      replaces: optionalPerson('In the place of').describe('A seated member; empty: an additional seat'),
      despite,
    }),
    decide(committee, { way, statement: says, replaces, affiliation, despite: why }, context) {
      if (context.named === null) return noPerson('C5')
      if (replaces !== undefined && !isSeated(committee, replaces)) return notSeated('C8')
      const candidate = { person: context.named, affiliation: affiliation ?? '', replaces: replaces ?? null }
      // Who has no seat nominates as a maintainer of a project; a member says whose nomination they enter.
      const ownWay = context.roles.includes('member') ? way : 'nomination-by-maintainer'
      return nominating(committee, candidate, { way: ownWay, statement: says }, why, context)
    },
  }),
  proposeRemoval: act({
    title: 'Propose to remove a member',
    clause: 'C12',
    does: 'From the seat, or from one duty: a vote of the other members. Nothing of it is announced by the product.',
    fields: z.object({
      person: member('Member'),
      duty: z
        .union([z.literal(''), z.enum(duties)])
        .default('')
        .meta({ title: 'From this duty only', description: 'Empty: from the seat' }),
      ground: z.enum(grounds).meta({ title: 'Ground' }),
      statement: statement.describe('What was tried to reach them, since when; which duties were not fulfilled'),
      despite,
    }),
    decide(committee, { person, duty, ground, statement: says, despite: why }, context) {
      const { policy, now } = context
      if (!isSeated(committee, person)) return notSeated('C12')
      if (context.by === person) {
        return refuse('concerns_you', 'C12', 'Nobody proposes their own removal.', 'Step down instead (C8).')
      }
      const open = openAlready(committee, 'remove', person)
      if (open !== undefined) return open
      if (duty === '' && committee.seats.length === 1) return lastMember()
      const onLeave = committee.leaves.some(
        (one) => one.person === person && one.ended === null && one.from <= dayOf(now) && one.to >= dayOf(now),
      )
      if (onLeave) {
        return refuse(
          'on_leave',
          policy.committee.removal.clause,
          'This member announced a leave that still runs.',
          'Wait for their return, or agree on a stand-in with them.',
        )
      }
      const rest = duty === '' ? presentAt(committee, now).filter((one) => one !== person) : presentAt(committee, now)
      const balance = duty === '' ? warned(committee, rest, why, context) : []
      if (isRefused(balance)) return balance
      const subject = { kind: 'remove', person, duty: duty === '' ? null : duty, ground } as const
      const record = context.lately === null ? [] : againstGround(subject, context.lately, policy, now)
      const warnings = [...record, ...balance]
      return [opening(committee, { subject, statement: says, warnings, despite: why }, context)]
    },
  }),
  proposePolicy: act({
    title: 'Propose a change of the policy',
    clause: 'C7',
    does: 'A new version of the written process, for new cases. A running case stays under its own until it is moved.',
    fields: z.object({
      yaml: z
        .string()
        .min(1, { error: 'must not be empty' })
        .max(1_000_000)
        .meta({ title: 'The policy file’s text', input: 'multiline' }),
      statement,
    }),
    decide(committee, { yaml, statement: says }, context) {
      const read = parsePolicy(yaml)
      if ('problems' in read) {
        const [first] = read.problems
        return refuse(
          'policy_unusable',
          'C7',
          `The policy cannot be used: line ${first?.line}, column ${first?.column}: ${first?.says}.`,
          `${ended(first?.hint ?? '')} tocsin policy check names every problem.`,
        )
      }
      const subject = { kind: 'policy', version: versionAfter(context.versions), yaml } as const
      return [opening(committee, { subject, statement: says }, context)]
    },
  }),
  stepDown: act({
    title: 'Step down',
    clause: 'C8',
    does: 'Gives your seat back, at once or on a day, and may propose who follows. Access ends with the seat.',
    fields: z.object({
      on: z
        .union([z.literal(''), z.iso.date({ error: 'must be a day, for example 2026-03-17' })])
        .default('')
        .meta({ title: 'On', description: 'Empty: at once', input: 'day', example: '2026-03-17' }),
      reason: statement.meta({ title: 'What the others should know' }),
      ...maybeNamed,
      despite,
    }),
    decide(committee, { on, reason, email, affiliation, despite: why }, context) {
      const own = ownSeat(committee, context.by, 'C8')
      if (isRefused(own)) return own
      const ahead = on !== '' && on > dayOf(context.now)
      if (!ahead && committee.seats.length === 1) return lastMember()
      const leaving: Happening = ahead
        ? { type: 'StepDownAnnounced', person: own, on, reason }
        : { type: 'MemberUnseated', person: own, reason, proposal: null }
      if (email === undefined || context.named === null) return [leaving]
      const candidate = {
        person: context.named,
        affiliation: affiliation ?? '',
        // A seat that is free already cannot be taken from anybody.
        replaces: ahead ? own : null,
      }
      const way = context.policy.committee.joining.ways.includes('nomination-by-member')
        ? 'nomination-by-member'
        : 'interest'
      const remaining = { ...committee, seats: committee.seats.filter(({ person }) => person !== own) }
      const following = nominating(remaining, candidate, { way, statement: reason }, why, context)
      return isRefused(following) ? following : [...following, leaving]
    },
  }),
} satisfies CommitteeActs<'expressInterest' | 'nominate' | 'proposeRemoval' | 'proposePolicy' | 'stepDown'>
