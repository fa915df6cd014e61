import type { PersonId } from '../kernel/index.ts'
import type { Duty } from '../policy/index.ts'

/** An instant as ISO 8601 text in UTC. */
export type At = string
/** A calendar day in UTC, `2026-03-17`. */
export type Day = string

export const ways = ['interest', 'nomination-by-member', 'nomination-by-maintainer'] as const
export type Way = (typeof ways)[number]
export const grounds = ['unreachable', 'neglect'] as const
export type Ground = (typeof grounds)[number]
export const choices = ['aye', 'no', 'abstain'] as const
export type Choice = (typeof choices)[number]
export const sources = ['bootstrapped', 'elected', 'stand-in'] as const
export type SeatSource = (typeof sources)[number]

/** To whom duties on open cases go while their holder is away, where the holder named somebody. */
export type Takers = Readonly<Partial<Record<Duty, PersonId>>>

/** What a proposal is about. */
export type Subject =
  | {
      readonly kind: 'nominate'
      readonly person: PersonId
      readonly affiliation: string
      readonly way: Way
      readonly replaces: PersonId | null
    }
  | { readonly kind: 'remove'; readonly person: PersonId; readonly duty: Duty | null; readonly ground: Ground }
  | { readonly kind: 'policy'; readonly version: string; readonly yaml: string }
  | {
      readonly kind: 'leave'
      readonly person: PersonId
      readonly from: Day
      readonly to: Day
      readonly rights: 'kept' | 'paused'
      readonly takers: Takers
    }
  /** An earlier decision about a person, before the body that the policy names. */
  | {
      readonly kind: 'appeal'
      readonly of: number
      readonly about: 'nominate' | 'remove' | 'leave'
      readonly was: 'adopted' | 'failed'
      readonly person: PersonId
    }
export type AppealedSubject = Extract<Subject, { readonly kind: 'nominate' | 'remove' | 'leave' }>

export const outcomes = ['adopted', 'failed', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]

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

/** How the ballots of a vote add up. `entitled` counts everyone who may take part. */
export interface Tally {
  readonly entitled: number
  readonly ayes: number
  readonly noes: number
  readonly abstentions: number
}

/** A vendor over the policy's limit, the committee's size out of its range, a record that speaks against a removal. */
export interface Warning {
  readonly clause: string
  readonly says: string
}

/** Everything that can happen to a committee, in the past tense; it stands in the community's stream. */
export interface CommitteeEvents {
  MemberSeated: {
    person: PersonId
    source: SeatSource
    statement: string
    /** Who nominated them; `null`: nobody, as at the bootstrap. */
    nominatedBy: PersonId | null
    /** The proposal that decided it; `null`: set up, or entered by an administrator. */
    proposal: number | null
    affiliation: string
  }
  MemberUnseated: { person: PersonId; reason: string; proposal: number | null }
  StepDownAnnounced: { person: PersonId; on: Day; reason: string }
  /** Recorded by the product when time alone began or ended somebody's rights (C11, C13). */
  RightsTurned: { began: readonly PersonId[]; ended: readonly PersonId[] }
  AffiliationStated: { person: PersonId; affiliation: string; since: Day; warnings: readonly Warning[] }
  VendorRenamed: { from: string; to: string; reason: string }
  DutyShared: { duty: Duty; holders: readonly PersonId[]; note: string }
  DutyTakenAway: { person: PersonId; duty: Duty; proposal: number }
  TurnOverridden: { from: Day; to: Day; person: PersonId; reason: string }
  LeadNamed: { case: string; person: PersonId }
  LeaveAnnounced: {
    leave: number
    person: PersonId
    from: Day
    to: Day
    note: string
    rights: 'kept' | 'paused'
    proposal: number | null
    takers: Takers
    /** Days on which a duty lacks cover, and which duties; at most the first 31. */
    gaps: readonly { readonly day: Day; readonly duties: readonly Duty[] }[]
  }
  /** Recorded by the product: from now on these hold the duties on cases; `null`: nobody is there for it. */
  LeaveBegun: { leave: number; person: PersonId; takers: Readonly<Partial<Record<Duty, PersonId | null>>> }
  /** Recorded by the product: days near ahead on which a duty still lacks cover; at most the first 31. */
  CoverReminded: { gaps: readonly { readonly day: Day; readonly duties: readonly Duty[] }[] }
  StandInNamed: { leave: number; person: PersonId; affiliation: string; reason: string }
  LeaveEnded: { leave: number; at: At; reason: string }
  ProposalOpened: {
    proposal: number
    subject: Subject
    statement: string
    rule: VoteRule
    /** Silence, or the vote, ends then; `null`: the other body's decision ends it. */
    closes: At | null
    /** Who may take part where it is a vote from the start. */
    electorate: readonly PersonId[]
    warnings: readonly Warning[]
    /** Why the committee goes on in spite of the warnings. */
    despite: string
  }
  ProposalContested: { proposal: number; reason: string; closes: At; electorate: readonly PersonId[] }
  BallotCast: { proposal: number; seat: PersonId; choice: Choice; reason: string }
  RecusalStated: { proposal: number; person: PersonId; reason: string }
  ProposalClosed: {
    proposal: number
    outcome: Outcome
    tally: Tally | null
    /** Closed before its time: the result could not change any more. */
    early: boolean
    says: string
  }
  AccessEndedElsewhere: { person: PersonId; system: string; note: string }
}

export type CommitteeEventType = keyof CommitteeEvents
export type CommitteeEvent = {
  [Type in CommitteeEventType]: { readonly type: Type } & Readonly<CommitteeEvents[Type]>
}[CommitteeEventType]
export type CommitteeEventOf<Type extends CommitteeEventType> = Extract<CommitteeEvent, { type: Type }>

/** Fields that name or quote people: committed to apart from the rest. */
export const committeePersonalFields = {
  MemberSeated: ['person', 'statement', 'nominatedBy', 'affiliation'],
  MemberUnseated: ['person', 'reason'],
  StepDownAnnounced: ['person', 'reason'],
  RightsTurned: ['began', 'ended'],
  AffiliationStated: ['person', 'affiliation', 'warnings'],
  VendorRenamed: ['reason'],
  DutyShared: ['holders', 'note'],
  DutyTakenAway: ['person'],
  TurnOverridden: ['person', 'reason'],
  LeadNamed: ['case', 'person'],
  LeaveAnnounced: ['person', 'note', 'takers'],
  LeaveBegun: ['person', 'takers'],
  CoverReminded: [],
  StandInNamed: ['person', 'affiliation', 'reason'],
  LeaveEnded: ['reason'],
  ProposalOpened: ['subject', 'statement', 'electorate', 'warnings', 'despite'],
  ProposalContested: ['reason', 'electorate'],
  BallotCast: ['seat', 'choice', 'reason'],
  RecusalStated: ['person', 'reason'],
  ProposalClosed: ['says'],
  AccessEndedElsewhere: ['person', 'note'],
} as const satisfies { [Type in CommitteeEventType]: readonly (keyof CommitteeEvents[Type])[] }
