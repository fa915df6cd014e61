import { dayOf } from '../clock/index.ts'
import type { Recorded } from '../kernel/index.ts'
import type { CommitteeEvent, CommitteeEventOf, CommitteeEventType } from './events.ts'
import { added } from './history.ts'
import type { Committee, Proposal, Stage } from './state.ts'

type Noted = Pick<Recorded<unknown>, 'at' | 'by'>
type Change<Type extends CommitteeEventType> = (
  before: Committee,
  event: CommitteeEventOf<Type>,
  noted: Noted,
) => Partial<Committee>

/** How each event changes the committee: only what it changes. */
const changes: { readonly [Type in CommitteeEventType]: Change<Type> } = {
  MemberSeated: (before, { person, source, statement, nominatedBy, proposal, affiliation }, { at }) => {
    const nth = before.seatings + 1
    const seat = { person, nth, since: at, source, statement, nominatedBy, proposal, ends: null }
    const known = before.affiliations[person] ?? []
    const since = dayOf(at)
    return {
      seats: [...before.seats.filter((one) => one.person !== person), seat],
      seatings: nth,
      holding: before.holding.includes(person) ? before.holding : [...before.holding, person],
      ...(affiliation === ''
        ? {}
        : { affiliations: { ...before.affiliations, [person]: stated(known, affiliation, since) } }),
    }
  },
  MemberUnseated: (before, { person, reason }, { at }) => {
    const seat = before.seats.find((one) => one.person === person)
    if (seat === undefined) return {}
    return {
      seats: before.seats.filter((one) => one !== seat),
      former: added(before.former, { ...seat, until: at, reason }),
      shared: Object.fromEntries(
        Object.entries(before.shared).map(([duty, holders]) => [duty, holders.filter((one) => one !== person)]),
      ),
      leaves: before.leaves.map((leave) =>
        leave.person === person && leave.ended === null ? { ...leave, ended: at } : leave,
      ),
      ...withoutRights(before, [person], at),
    }
  },
  StepDownAnnounced: (before, { person, on }) => ({
    seats: before.seats.map((seat) => (seat.person === person ? { ...seat, ends: on } : seat)),
  }),
  RightsTurned: (before, { began, ended }, { at }) => {
    const after = withoutRights(before, ended, at)
    return { ...after, holding: [...after.holding.filter((one) => !began.includes(one)), ...began] }
  },
  AffiliationStated: (before, { person, affiliation, since }) => ({
    affiliations: {
      ...before.affiliations,
      [person]: stated(before.affiliations[person] ?? [], affiliation, since),
    },
  }),
  VendorRenamed: (before, { from, to }) => ({ renamed: { ...before.renamed, [from]: to } }),
  DutyShared: (before, { duty, holders }) => {
    const { [duty]: _, ...others } = before.shared
    return { shared: holders.length === 0 ? others : { ...others, [duty]: holders } }
  },
  DutyTakenAway: (before, { duty, person }) => {
    // A duty that is everyone's stays with all others.
    const holders = before.shared[duty] ?? before.seats.map((seat) => seat.person)
    return { shared: { ...before.shared, [duty]: holders.filter((one) => one !== person) } }
  },
  TurnOverridden: (before, { from, to, person, reason }) => ({
    overrides: [...before.overrides, { from, to, person, reason }],
  }),
  LeadNamed: (_, { person }) => ({ lead: person }),
  LeaveAnnounced: (before, { leave, person, from, to, note, rights, proposal, takers, gaps }, { at }) => ({
    leaves: [
      ...before.leaves,
      {
        leave,
        person,
        from,
        to,
        note,
        rights,
        proposal,
        takers,
        standIn: null,
        announced: at,
        begun: null,
        ended: null,
      },
    ],
    leaveCount: leave,
    ...(gaps.length === 0 ? {} : { coverTold: at }),
  }),
  LeaveBegun: (before, { leave }, { at }) => ({
    leaves: before.leaves.map((one) => (one.leave === leave ? { ...one, begun: at } : one)),
  }),
  CoverReminded: (_, __, { at }) => ({ coverTold: at }),
  StandInNamed: (before, { leave, person, affiliation }, { at }) => ({
    leaves: before.leaves.map((one) => (one.leave === leave ? { ...one, standIn: person } : one)),
    ...(affiliation === ''
      ? {}
      : {
          affiliations: {
            ...before.affiliations,
            [person]: stated(before.affiliations[person] ?? [], affiliation, dayOf(at)),
          },
        }),
  }),
  LeaveEnded: (before, { leave, at }) => ({
    leaves: before.leaves.map((one) => (one.leave === leave ? { ...one, ended: at } : one)),
  }),
  ProposalOpened: (before, event, { at, by }) => {
    const { type: _, ...told } = event
    const opened: Proposal = {
      ...told,
      by,
      opened: at,
      stage: stages[event.rule.method],
      objections: [],
      ballots: {},
      recused: {},
      closed: null,
    }
    return { open: [...before.open, opened], proposals: event.proposal }
  },
  ProposalContested: (before, { proposal, reason, closes, electorate }, { at, by }) => ({
    open: changed(before, proposal, (one) => ({
      ...one,
      stage: 'ballot',
      closes,
      electorate,
      objections: [...one.objections, { by, reason, at }],
    })),
  }),
  BallotCast: (before, { proposal, seat, choice, reason }, { at, by }) => ({
    open: changed(before, proposal, (one) => ({
      ...one,
      ballots: { ...one.ballots, [seat]: { by, choice, reason, at } },
    })),
  }),
  RecusalStated: (before, { proposal, person, reason }) => ({
    open: changed(before, proposal, (one) => ({ ...one, recused: { ...one.recused, [person]: reason } })),
  }),
  ProposalClosed: (before, { proposal, outcome, tally, early, says }, { at, by }) => {
    const found = before.open.find((one) => one.proposal === proposal)
    if (found === undefined) return {}
    const closed: Proposal = { ...found, stage: 'closed', closed: { outcome, at, by, tally, early, says } }
    return { open: before.open.filter((one) => one !== found), closed: added(before.closed, closed) }
  },
  AccessEndedElsewhere: (before, { person, system, note }, { at }) => ({
    elsewhere: { ...before.elsewhere, [person]: [...(before.elsewhere[person] ?? []), { system, at, note }] },
  }),
}

const stages = {
  'lazy-consensus': 'consensus',
  ballot: 'ballot',
  'other-body': 'body',
} as const satisfies Record<string, Stage>

export function isCommitteeEvent(event: { readonly type: string }): event is CommitteeEvent {
  return Object.hasOwn(changes, event.type)
}

/** The committee after one more event. */
export function evolveCommittee(before: Committee, { event, at, by }: Recorded<CommitteeEvent>): Committee {
  // The table gives each type its own function; the union of types cannot be told apart by an index alone.
  const change = changes[event.type] as Change<CommitteeEventType>
  return { ...before, ...change(before, event, { at, by }), updated: at }
}

function changed(before: Committee, proposal: number, change: (one: Proposal) => Proposal): readonly Proposal[] {
  return before.open.map((one) => (one.proposal === proposal ? change(one) : one))
}

function withoutRights(
  before: Committee,
  ended: Committee['holding'],
  at: string,
): Pick<Committee, 'holding' | 'left'> {
  return {
    holding: before.holding.filter((one) => !ended.includes(one)),
    left: ended.reduce((left, person) => added(left, { person, at }), before.left),
  }
}

type Stated = NonNullable<Committee['affiliations'][`p-${string}`]>

/** By date; what is stated again for a day stands. */
function stated(known: Stated, name: string, since: string): Stated {
  if (known.at(-1)?.name === name && (known.at(-1)?.since ?? '') <= since) return known
  return [...known.filter((one) => one.since !== since), { name, since }].toSorted((one, other) =>
    one.since < other.since ? -1 : 1,
  )
}
