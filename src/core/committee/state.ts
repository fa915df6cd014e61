import type { Actor, PersonId } from '../kernel/index.ts'
import type { Duty } from '../policy/index.ts'
import type { At, Choice, Day, Outcome, SeatSource, Subject, Takers, Tally, Warning, VoteRule } from './events.ts'
import { inHistory, type History } from './history.ts'

export interface Seat {
  readonly person: PersonId
  /** Which one it is, of all that were ever taken: founders take theirs at one instant, and still one after the other. */
  readonly nth: number
  readonly since: At
  readonly source: SeatSource
  readonly statement: string
  readonly nominatedBy: PersonId | null
  readonly proposal: number | null
  /** The member has announced that they step down on this day. */
  readonly ends: Day | null
}

/** A seat that has ended. */
export interface FormerSeat extends Seat {
  readonly until: At
  readonly reason: string
}

export interface Leave {
  readonly leave: number
  readonly person: PersonId
  /** First and last day, both included, in UTC. */
  readonly from: Day
  readonly to: Day
  readonly note: string
  readonly rights: 'kept' | 'paused'
  readonly proposal: number | null
  /** To whom its member wants duties on cases to go. */
  readonly takers: Takers
  readonly standIn: PersonId | null
  readonly announced: At
  /** When the duties on cases went to others; `null`: it has not begun. */
  readonly begun: At | null
  /** It ended earlier than its last day, or was called off before it began. */
  readonly ended: At | null
}

export interface Ballot {
  /** A member, or the stand-in of the member whose seat it is. */
  readonly by: Actor
  readonly choice: Choice
  readonly reason: string
  readonly at: At
}

export type Stage = 'consensus' | 'ballot' | 'body' | 'closed'

export interface Proposal {
  readonly proposal: number
  readonly subject: Subject
  readonly statement: string
  readonly by: Actor
  readonly opened: At
  readonly rule: VoteRule
  readonly stage: Stage
  readonly closes: At | null
  readonly objections: readonly { readonly by: Actor; readonly reason: string; readonly at: At }[]
  /** Who may take part in the vote, by seat: those who sat on the committee when it began. Empty before there is one. */
  readonly electorate: readonly PersonId[]
  /** By seat: nobody counts twice. */
  readonly ballots: Readonly<Partial<Record<PersonId, Ballot>>>
  readonly recused: Readonly<Partial<Record<PersonId, string>>>
  readonly warnings: readonly Warning[]
  readonly despite: string
  readonly closed: {
    readonly outcome: Outcome
    readonly at: At
    readonly by: Actor
    readonly tally: Tally | null
    readonly early: boolean
    readonly says: string
  } | null
}

export type ClosedProposal = Proposal & { readonly closed: NonNullable<Proposal['closed']> }

export interface Override {
  readonly from: Day
  readonly to: Day
  readonly person: PersonId
  readonly reason: string
}

/** A committee as its events made it. */
export interface Committee {
  readonly seats: readonly Seat[]
  /** How many were ever taken. */
  readonly seatings: number
  readonly former: History<FormerSeat>
  /** Whose rights the record has begun and not ended. What the clock says of now is `holdersAt`. */
  readonly holding: readonly PersonId[]
  readonly leaves: readonly Leave[]
  readonly leaveCount: number
  /** When members were last told that a duty lacks cover. */
  readonly coverTold: At | null
  /** Who holds a duty on the committee as a whole; a duty that is not here is everyone's. */
  readonly shared: Readonly<Partial<Record<Duty, readonly PersonId[]>>>
  /** Employers by date, the latest last. */
  readonly affiliations: Readonly<Partial<Record<PersonId, readonly { readonly name: string; readonly since: Day }[]>>>
  /** A vendor's earlier names, as they are compared, by the name it has now. */
  readonly renamed: Readonly<Record<string, string>>
  readonly overrides: readonly Override[]
  readonly lead: PersonId | null
  readonly open: readonly Proposal[]
  readonly closed: History<Proposal>
  readonly proposals: number
  /** Systems outside in which a former holder's access was ended by a person's hand. */
  readonly elsewhere: Readonly<
    Partial<Record<PersonId, readonly { readonly system: string; readonly at: At; readonly note: string }[]>>
  >
  /** Every time somebody’s rights ended; some may hold a seat again. */
  readonly left: History<{ readonly person: PersonId; readonly at: At }>
  /** Of the newest event. */
  readonly updated: At
}

export const noCommittee: Committee = {
  seatings: 0,
  seats: [],
  former: [],
  holding: [],
  leaves: [],
  leaveCount: 0,
  coverTold: null,
  shared: {},
  affiliations: {},
  renamed: {},
  overrides: [],
  lead: null,
  open: [],
  closed: [],
  proposals: 0,
  elsewhere: {},
  left: [],
  updated: '',
}

/** A proposal by its number, open or closed. */
export function proposalNumbered(committee: Committee, number: number): Proposal | undefined {
  return committee.open.find(({ proposal }) => proposal === number) ?? pastProposal(committee, number)
}

/** C12: whom a proposal to remove, or an appeal about one, is about; `null`: it is about something else. */
export function removalOf({ subject }: Pick<Proposal, 'subject'>): PersonId | null {
  if (subject.kind === 'remove') return subject.person
  return subject.kind === 'appeal' && subject.about === 'remove' ? subject.person : null
}

/** A proposal that was closed, by its number. */
export function pastProposal({ closed }: Pick<Committee, 'closed'>, number: number): ClosedProposal | undefined {
  const past = inHistory(closed, ({ proposal }) => proposal === number)
  return past === undefined || past.closed === null ? undefined : { ...past, closed: past.closed }
}
