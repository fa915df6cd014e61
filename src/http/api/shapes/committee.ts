import { z } from 'zod'
import type { CommitteeRecord, CommitteeView } from '../../../app/index.ts'
import {
  choices,
  countOf,
  leaveOf,
  outcomes,
  seatedPeople,
  sources,
  standInsAt,
  type Balance,
  type Proposal,
} from '../../../core/committee/index.ts'
import { actor, at, clause, duty, personId, personShape, role } from './parts.ts'

const day = z.iso.date().describe('A day in UTC')
const warning = z.strictObject({ clause, says: z.string() })
const tally = z.strictObject({ entitled: z.int(), ayes: z.int(), noes: z.int(), abstentions: z.int() })

const takersShape = z
  .partialRecord(duty, personId)
  .describe('C10: to whom the member wants duties on open cases to go; left out: as the policy has it')

const subject = z.union([
  z.strictObject({
    kind: z.literal('nominate'),
    person: personId,
    affiliation: z.string(),
    way: z.string(),
    replaces: personId.nullable(),
  }),
  z.strictObject({ kind: z.literal('remove'), person: personId, duty: duty.nullable(), ground: z.string() }),
  z.strictObject({ kind: z.literal('policy'), version: z.string(), yaml: z.string() }),
  z.strictObject({
    kind: z.literal('leave'),
    person: personId,
    from: day,
    to: day,
    rights: z.enum(['kept', 'paused']),
    takers: takersShape,
  }),
  z.strictObject({
    kind: z.literal('appeal'),
    of: z.int().describe('The proposal that was decided'),
    about: z.enum(['nominate', 'remove', 'leave']),
    was: z.enum(['adopted', 'failed']),
    person: personId,
  }),
])

const proposalShape = z
  .strictObject({
    proposal: z.int(),
    subject,
    statement: z.string(),
    by: actor,
    opened: at,
    stage: z.enum(['consensus', 'ballot', 'body', 'closed']),
    closes: at.nullable().describe('When silence, or the vote, ends; null: another body decides'),
    decides: z.string().nullable().describe('The other body; null: the committee itself'),
    rule: z.string().describe('What it takes, such as `at-least 2/3 of electorate`'),
    objections: z.array(z.strictObject({ by: actor, at, reason: z.string() })),
    ballots: z.array(z.strictObject({ seat: personId, by: actor, at, choice: z.enum(choices), reason: z.string() })),
    recused: z.array(personId),
    standing: tally.extend({ silent: z.int() }).describe('As it stands now'),
    warnings: z.array(warning),
    despite: z.string(),
    closed: z
      .strictObject({
        outcome: z.enum(outcomes),
        at,
        by: actor,
        tally: tally.nullable(),
        early: z.boolean(),
        says: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'Proposal' })

const vendors = z.array(z.strictObject({ name: z.string(), people: z.array(personId), over: z.boolean() }))

export const balanceShape = z
  .strictObject({ on: day, members: z.int(), vendors, warnings: z.array(warning) })
  .meta({ id: 'Balance', description: 'C4, C6: the balance among those who do the work on a day' })

export const committeeShape = z
  .strictObject({
    version: z.int().describe('Of the community’s record: for If-Match'),
    roles: z.array(role),
    people: z.array(personShape),
    seats: z.array(
      z.strictObject({
        person: personId,
        since: at,
        source: z.enum(sources),
        statement: z.string(),
        nominatedBy: personId.nullable(),
        proposal: z.int().nullable(),
        ends: day.nullable(),
        leave: z.int().nullable().describe('The leave that runs'),
      }),
    ),
    standIns: z.array(z.strictObject({ person: personId, standsInFor: personId, leave: z.int(), until: day })),
    duties: z.array(z.strictObject({ duty, holders: z.array(personId).nullable().describe('null: everyone’s') })),
    leaves: z.array(
      z.strictObject({
        leave: z.int(),
        person: personId,
        from: day,
        to: day,
        note: z.string(),
        rights: z.enum(['kept', 'paused']),
        takers: takersShape,
        begun: at.nullable().describe('When duties on open cases went to others'),
        standIn: personId.nullable(),
        ended: at.nullable(),
      }),
    ),
    cover: z.array(z.strictObject({ day, away: z.array(personId), present: z.array(personId), lacks: z.array(duty) })),
    turns: z.array(z.strictObject({ from: day, to: day, person: personId.nullable(), because: z.string() })),
    balance: z.strictObject({ members: z.int(), vendors }),
    grace: z
      .strictObject({ vendor: z.string(), since: at, until: at, ran: z.boolean() })
      .nullable()
      .describe('C6: how long the policy lets the committee be over its limit'),
    warnings: z.array(warning),
    open: z.array(proposalShape),
    decided: z.array(proposalShape),
    offBoarding: z.array(
      z.strictObject({
        person: personId,
        since: at,
        systems: z.array(
          z.strictObject({
            id: z.string(),
            says: z.string(),
            done: z.strictObject({ at, note: z.string() }).nullable(),
          }),
        ),
      }),
    ),
    activity: z
      .array(
        z.strictObject({
          person: personId,
          lastAct: at.nullable(),
          unanswered: z.int(),
          overdue: z.array(z.strictObject({ case: z.string(), deadline: z.string(), since: at })),
          onLeave: z.boolean(),
          since: z.strictObject({ unreachable: day.nullable(), neglect: day.nullable() }),
        }),
      )
      .describe('C9, C12: for members only'),
    figures: z
      .array(
        z.strictObject({
          policy: z.string().nullable().describe('Version of the policy; null: any'),
          cases: z.int().describe('Cases with a fixed release'),
          toFixedRelease: z
            .int()
            .describe('Median of seconds from disclosure to a fixed release that users can install'),
          exposure: z.int().describe('Median of seconds from being public or exploited until then'),
        }),
      )
      .describe('For members only; empty before the first release'),
  })
  .meta({ id: 'Committee' })

export const committeeDoneShape = z
  .strictObject({
    version: z.int(),
    events: z.array(z.strictObject({ type: z.string(), clause, says: z.string() })),
  })
  .meta({ id: 'CommitteeDone' })

export const committeeRecordShape = z
  .strictObject({
    people: z.array(personShape),
    events: z.array(z.strictObject({ version: z.int(), at, by: actor, type: z.string(), clause, says: z.string() })),
  })
  .meta({ id: 'CommitteeRecord' })

export function committeeJson(view: CommitteeView): z.input<typeof committeeShape> {
  const { community, policy, now, version, roles, people, balance, grace, warnings } = view
  const { committee } = community
  const plain = (one: Proposal) => proposalJson(one, view)
  return {
    version,
    roles: [...roles],
    people: peopleJson(people),
    seats: committee.seats.map(({ person, since, source, statement, nominatedBy, proposal, ends }) => ({
      person,
      since,
      source,
      statement,
      nominatedBy,
      proposal,
      ends,
      leave: leaveOf(committee, person, now)?.leave ?? null,
    })),
    standIns: standInsAt(committee, now).map(({ standIn, leave }) => ({
      person: standIn,
      standsInFor: leave.person,
      leave: leave.leave,
      until: leave.to,
    })),
    duties: policy.committee.duties.list.map(({ id }) => {
      const holders = committee.shared[id]
      return { duty: id, holders: holders === undefined ? null : [...holders] }
    }),
    leaves: committee.leaves.map(({ leave, person, from, to, note, rights, takers, begun, standIn, ended }) => ({
      leave,
      person,
      from,
      to,
      note,
      rights,
      takers,
      begun,
      standIn,
      ended,
    })),
    cover: view.cover.map(({ day: on, away, present, lacks }) => ({
      day: on,
      away: [...away],
      present: [...present],
      lacks: [...lacks],
    })),
    turns: view.turns.map((turn) => ({ ...turn })),
    balance: { members: balance.members, vendors: vendorsJson(balance) },
    grace,
    warnings: warnings.map((one) => ({ ...one })),
    open: committee.open.map(plain),
    decided: view.decided.map(plain),
    offBoarding: view.offBoarding.map(({ person, since, systems }) => ({
      person,
      since,
      systems: systems.map((one) => ({ ...one })),
    })),
    activity: view.activity.map((one) => ({ ...one, overdue: [...one.overdue] })),
    figures: view.figures.map((one) => ({ ...one })),
  }
}

function proposalJson(one: Proposal, { community }: CommitteeView): z.input<typeof proposalShape> {
  const { rule } = one
  return {
    proposal: one.proposal,
    subject: one.subject,
    statement: one.statement,
    by: one.by,
    opened: one.opened,
    stage: one.stage,
    closes: one.closes,
    decides: rule.body,
    rule: `${rule.needs} ${rule.share} of ${rule.of}`,
    objections: [...one.objections],
    ballots: Object.entries(one.ballots).flatMap(([seat, ballot]) =>
      ballot === undefined
        ? []
        : [{ seat, by: ballot.by, at: ballot.at, choice: ballot.choice, reason: ballot.reason }],
    ),
    recused: Object.keys(one.recused),
    standing: countOf(one, seatedPeople(community.committee)),
    warnings: [...one.warnings],
    despite: one.despite,
    closed: one.closed,
  }
}

export function balanceJson(
  on: string,
  { balance, warnings }: { balance: Balance; warnings: CommitteeView['warnings'] },
): z.input<typeof balanceShape> {
  return { on, members: balance.members, vendors: vendorsJson(balance), warnings: [...warnings] }
}

function vendorsJson({ vendors: all }: Balance) {
  return all.map(({ name, people, over }) => ({ name, people: [...people], over }))
}

function peopleJson(people: CommitteeView['people']) {
  return [...people.values()].map(({ id, name, affiliation }) => ({ id, name, affiliation }))
}

export function committeeRecordJson({
  records,
  people,
}: {
  readonly records: readonly CommitteeRecord[]
  readonly people: CommitteeView['people']
}): z.input<typeof committeeRecordShape> {
  return { people: peopleJson(people), events: records.map((one) => ({ ...one })) }
}
