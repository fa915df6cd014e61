import type { AdvisoryDocument } from '../advisory/index.ts'
import type { CaseId, PersonId, ReleaseId } from '../kernel/index.ts'
import type { Duty } from '../policy/index.ts'
import type { CveOrderEvents } from './cveOrder.ts'
import type { SsvcTableName } from '../scoring/index.ts'

/** An instant as ISO 8601 text in UTC. */
export type At = string

/** A deadline that lies elsewhere, begins, or falls away when a case runs under another policy. */
export interface DeadlineChange {
  readonly deadline: string
  readonly title: string
  /** `null`: it is not there, or has not started counting. */
  readonly was: At | null
  readonly becomes: At | null
}

export const classes = ['none', 'low', 'medium', 'high', 'critical'] as const
export type SeverityClass = (typeof classes)[number]
export const rooms = ['everyone', 'team'] as const
/** `everyone`: all on the case, the reporter too. `team`: committee and fix team only. */
export type Room = (typeof rooms)[number]
/** What of an advisory a comment is about. */
export const advisoryParts = [
  'whole',
  'title',
  'summary',
  'details',
  'impact',
  'affected',
  'cwes',
  'references',
  'credits',
  'mitigations',
  'upgrade',
  'vulnerableWhen',
  'aliases',
  'introducedBy',
  'timeline',
] as const
export type AdvisoryPart = (typeof advisoryParts)[number]
export const sides = ['committee', 'fix-team'] as const
export type Side = (typeof sides)[number]
export const audiences = ['reporter', 'fix-team', 'upstream', 'distributors', 'users'] as const
export type Audience = (typeof audiences)[number]
export const checks = ['listed', 'signature', 'fetched', 'ran'] as const
export type ArtefactCheck = (typeof checks)[number]

/** How a case came into being. */
export const vias = ['form', 'member', 'api', 'mail', 'import', 'reopening', 'splitting'] as const
export type Via = (typeof vias)[number]

/** A report as it was received. */
export interface Report {
  readonly title: string
  /** The project's name as the reporter or member gave it. */
  readonly project: string
  readonly versions: string
  readonly impact: string
  readonly steps: string
}

/** A class without a score: by judgement alone. */
export interface Judgement {
  readonly vector: null
  readonly version: null
  readonly score: null
  readonly class: SeverityClass
}

export interface Score {
  readonly vector: string
  readonly version: '2.0' | '3.0' | '3.1' | '4.0'
  readonly score: number
  readonly class: SeverityClass
}

/**
 * Everything that can happen to a case, in the past tense. Type → its data. The list of these is the case; all else
 * is computed from it, the policy and the clock.
 */
export interface CaseEvents extends CveOrderEvents {
  // Opening and disclosures
  CaseOpened: {
    case: CaseId
    policy: string
    via: Via
    report: Report
    reporter: PersonId | null
    /** The reporter accepted the embargo terms with the report. */
    terms: boolean
    disclosed: At
    reopens: CaseId | null
  }
  DisclosureMoved: { disclosed: At; reason: string }
  BecamePublic: { since: At; how: string; evidence: string }
  ExploitPublished: { since: At; evidence: string }
  AttacksObserved: { since: At; evidence: string }
  IntentStated: { publishOn: At | null; note: string }
  PrivateHandlingRequested: { message: string }
  PrivateHandlingAnswered: { agreed: boolean; until: At | null; note: string }
  EmbargoProposed: { until: At; reason: string }
  /** `lapsed`: signatories who consented to an earlier end only and are asked again. */
  EmbargoAccepted: { until: At; lapsed: readonly PersonId[] }
  EmbargoRejected: { until: At; reason: string }
  EmbargoConfirmed: { person: PersonId; until: At }
  EmbargoEnded: { reason: string }

  // Duties and triage
  DutyAssigned: { duty: Duty; to: PersonId | null; from: PersonId | null; note: string }
  ReplicationAssessed: { replicated: 'yes' | 'no' | 'partly'; how: string }
  OriginAssessed: { origin: 'ours' | 'upstream' | 'both'; note: string }
  ReportValidated: { note: string }
  ReportAccepted: { note: string }
  ReportInvalidated: { reason: string }
  MarkedDuplicate: { of: string; reason: string }
  /** Somebody looked: `of`, a case's id or a record's such as CVE-2026-1000, is about something else. */
  MatchDismissed: { of: string; reason: string }
  CaseDeferred: { reason: string }
  CaseResumed: { reason: string }
  ReportWithdrawn: { reason: string }
  CreditChosen: { person: PersonId; named: boolean; as: string }

  // Floods of reports
  /** `network`, `range`: keyed hashes of where it came from, to block it by; `held`: it waits for its sender's word. */
  ReportScreened: { proof: 'none' | 'work' | 'held'; network: string | null; range: string | null }
  SenderConfirmed: {}
  /** `post`: the message that asks. */
  ReproducerAsked: { due: At; post: number }
  MarkedSpam: { note: string }
  /** Found it, too: with a link of their own and a reporter's rights. */
  CoReporterNamed: { person: PersonId }
  CoReporterRemoved: { person: PersonId; reason: string }

  // The schedule
  DeadlineMoved: { deadline: string; to: At; reason: string }
  UpstreamNoted: { project: string; contact: string; date: At | null; reason: string }
  SlowedDown: { deadlines: readonly { readonly deadline: string; readonly to: At }[]; reason: string }
  DeadlineReminded: { deadline: string; due: At; kind: 'soon' | 'late'; nth: number }
  DutyReminded: { duties: readonly Duty[]; nth: number }
  /** `changes`: deadlines that lie elsewhere under the other version. */
  PolicyMoved: { from: string; to: string; changes: readonly DeadlineChange[]; reason: string }

  // The fix team
  FixTeamInvited: { person: PersonId; why: string }
  InvitationAccepted: { person: PersonId; terms: string }
  InvitationDeclined: { person: PersonId; reason: string }
  AccessRevoked: { person: PersonId; reason: string }

  // Developing the fix
  SeverityProposed: (Score | Judgement) & { note: string }
  SeverityDecided: { vector: string | null; score: number | null; class: SeverityClass; reason: string }
  /** `answers` as `E:A/U:L`; `found` is what the table says, `outcome` what was decided: published keys, both. */
  SsvcDecided: { table: SsvcTableName; answers: string; found: string; outcome: string; reason: string }
  CveRequested: { from: 'cna' | 'github' | 'mitre'; evidence: string }
  CveRecorded: { id: string; evidence: string }
  AdvisoryRevised: { revision: number; document: AdvisoryDocument; note: string }
  /** About one revision, beside it; `everyone`: for the reporter, too. */
  AdvisoryCommented: {
    comment: number
    revision: number
    part: AdvisoryPart
    room: Room
    text: string
    mentions: readonly PersonId[]
  }
  /** The reporters see this revision, and may comment on it. */
  AdvisoryShared: { revision: number; note: string }
  AdvisoryLinked: { url: string }
  /** The repository's own advisory is published, or why it will not be. */
  RepositoryAdvisoryNoted: { published: boolean; evidence: string }
  WorkspaceLinked: { url: string; note: string }
  Posted: { post: number; room: Room; text: string; mentions: readonly PersonId[] }
  /** By whoever wrote it; what it said before stays on record. `mentions`: people whom it did not name before. */
  PostEdited: { post: number; text: string; mentions: readonly PersonId[] }
  /** A file beside a post; `post` 0: beside the report. `sha256` of its bytes, hexadecimal; `file`: its opaque id. */
  FileAttached: {
    attachment: number
    post: number
    room: Room
    name: string
    media: string
    size: number
    sha256: string
    file: string
  }
  CommitPushed: { commit: string; note: string }
  FixNoted: { kind: 'fix' | 'mitigation'; evidence: string }
  FixCompleted: { commit: string; note: string; mentions: readonly PersonId[] }
  ReleaseProposed: {
    proposal: number
    opening: At
    announcement: At
    side: Side
    warnings: readonly string[]
    reason: string
  }
  ReleaseAgreed: { proposal: number; side: Side }

  // Disclosing the fix
  MessagePlanned: { entry: number; audience: Audience; channel: string; message: string; when: At; by: PersonId | null }
  MessageDropped: { entry: number; reason: string }
  /** As the agreed release day moved to `announcement`: where the messages that were dated for another one stand now. */
  MessagesMoved: {
    announcement: At
    messages: readonly { readonly entry: number; readonly when: At }[]
    reason: string
  }
  /** `early`: why it went out earlier than the plan, or the policy for distributors, has it. */
  MessageCarriedOut: { entry: number; evidence: string; early: string | null }
  PlanAdopted: { note: string }
  FixApproved: { commit: string; evidence: string }
  ReleaseJoined: { release: ReleaseId; project: string; version: string; newestVulnerable: string }
  ReleaseLeft: { release: ReleaseId; reason: string }
  FixMerged: { repository: string; commit: string; evidence: string; early: string | null }
  ArtefactListed: { artefact: number; name: string; url: string }
  ArtefactChecked: { artefact: number; check: ArtefactCheck; passed: boolean; evidence: string }
  FixReleased: { at: At }
  AnnouncementDrafted: { draft: number; subject: string; body: string; generated: boolean }
  AnnouncementReleased: { draft: number; subject: string; body: string; to: string; early: string | null }
  AnnouncementDelivered: { messageId: string; note: string }
  AnnouncementFailed: { code: string; unsure: boolean }
  AnnouncementRetried: { reason: string }
  ListLinkRecorded: { url: string }
  ChatPosted: { channel: string; evidence: string }

  // Retrospective and the end
  RetrospectiveDrafted: { draft: number; subject: string; body: string }
  RetrospectiveReleased: { draft: number; subject: string; body: string; to: string }
  RetrospectiveDelivered: { messageId: string; note: string }
  RetrospectiveFailed: { code: string; unsure: boolean }
  RetrospectiveRetried: { reason: string }
  FeedbackGiven: { person: PersonId; text: string; consents: boolean }
  FeedbackDeclined: { person: PersonId; reason: string }
  ErasureDecided: { reason: string }
  CaseClosed: { resolution: Resolution; note: string }
  FollowUpOpened: { case: CaseId; reason: string }

  // Merging and splitting
  CaseMerged: { into: CaseId; reason: string }
  /**
   * `version`: of the other case, as it was read. `before`: what that one had absorbed itself. `aliases`: ids under which
   * they may be known. `hurry`: its clocks were as soon as possible, and these are now.
   */
  CaseAbsorbed: {
    case: CaseId
    version: number
    before: readonly CaseId[]
    aliases: readonly string[]
    advisory: 'kept' | 'taken'
    disclosed: At | null
    hurry: Hurry | null
    changes: readonly DeadlineChange[]
    reason: string
  }
  CaseSplit: {
    case: CaseId
    report: Report
    reporter: boolean
    posts: readonly number[]
    advisory: boolean
    workspace: boolean
    reason: string
  }
  /** What the new case has from the one at `version`: milestones that were reached, the team with its consent. */
  SplitOff: {
    from: CaseId
    version: number
    posts: readonly number[]
    team: readonly { readonly person: PersonId; readonly state: 'invited' | 'accepted' }[]
    acknowledged: At | null
    accepted: At | null
    fixTeamReady: At | null
    hurry: Hurry | null
    reason: string
  }
}

/** S2: since when, and why, a case's clocks are as soon as possible. */
export interface Hurry {
  readonly since: At
  readonly why: string
}

export const resolutions = ['fixed', 'invalid', 'duplicate', 'withdrawn', 'deferred', 'merged', 'spam'] as const
export type Resolution = (typeof resolutions)[number]

export type CaseEventType = keyof CaseEvents
export type CaseEvent = { [Type in CaseEventType]: { readonly type: Type } & Readonly<CaseEvents[Type]> }[CaseEventType]
export type EventOf<Type extends CaseEventType> = Extract<CaseEvent, { type: Type }>

/**
 * Fields that name or quote people. They are committed to apart from the rest, so that a case's record can be
 * proven without them. Who acted is always personal.
 */
export const personalFields = {
  CaseOpened: ['reporter', 'report'],
  DisclosureMoved: ['reason'],
  BecamePublic: ['evidence'],
  ExploitPublished: ['evidence'],
  AttacksObserved: ['evidence'],
  IntentStated: ['note'],
  PrivateHandlingRequested: ['message'],
  PrivateHandlingAnswered: ['note'],
  EmbargoProposed: ['reason'],
  EmbargoAccepted: ['lapsed'],
  EmbargoRejected: ['reason'],
  EmbargoConfirmed: ['person'],
  EmbargoEnded: ['reason'],
  DutyAssigned: ['to', 'from', 'note'],
  ReplicationAssessed: ['how'],
  OriginAssessed: ['note'],
  ReportValidated: ['note'],
  ReportAccepted: ['note'],
  ReportInvalidated: ['reason'],
  MarkedDuplicate: ['of', 'reason'],
  MatchDismissed: ['of', 'reason'],
  CaseDeferred: ['reason'],
  CaseResumed: ['reason'],
  ReportWithdrawn: ['reason'],
  CreditChosen: ['person', 'as'],
  ReportScreened: ['network', 'range'],
  SenderConfirmed: [],
  ReproducerAsked: [],
  MarkedSpam: ['note'],
  CoReporterNamed: ['person'],
  CoReporterRemoved: ['person', 'reason'],
  DeadlineMoved: ['reason'],
  UpstreamNoted: ['contact', 'reason'],
  SlowedDown: ['reason'],
  DeadlineReminded: [],
  DutyReminded: [],
  PolicyMoved: ['reason'],
  FixTeamInvited: ['person', 'why'],
  InvitationAccepted: ['person'],
  InvitationDeclined: ['person', 'reason'],
  AccessRevoked: ['person', 'reason'],
  SeverityProposed: ['note'],
  SeverityDecided: ['reason'],
  SsvcDecided: ['reason'],
  CveRequested: ['evidence'],
  CveRecorded: ['evidence'],
  CveOrdered: ['reason'],
  CveOrderDone: ['note'],
  CveOrderFailed: [],
  AdvisoryRevised: ['document', 'note'],
  AdvisoryCommented: ['text', 'mentions'],
  AdvisoryShared: ['note'],
  AdvisoryLinked: [],
  RepositoryAdvisoryNoted: ['evidence'],
  WorkspaceLinked: ['note'],
  Posted: ['text', 'mentions'],
  PostEdited: ['text', 'mentions'],
  FileAttached: ['name', 'sha256'],
  CommitPushed: ['note'],
  FixNoted: ['evidence'],
  FixCompleted: ['note', 'mentions'],
  ReleaseProposed: ['reason'],
  ReleaseAgreed: [],
  MessagePlanned: ['channel', 'message', 'by'],
  MessageDropped: ['reason'],
  MessagesMoved: ['reason'],
  MessageCarriedOut: ['evidence', 'early'],
  PlanAdopted: ['note'],
  FixApproved: ['evidence'],
  ReleaseJoined: [],
  ReleaseLeft: ['reason'],
  FixMerged: ['evidence', 'early'],
  ArtefactListed: [],
  ArtefactChecked: ['evidence'],
  FixReleased: [],
  AnnouncementDrafted: ['body'],
  AnnouncementReleased: ['body', 'early'],
  AnnouncementDelivered: ['note'],
  AnnouncementFailed: [],
  AnnouncementRetried: ['reason'],
  ListLinkRecorded: [],
  ChatPosted: ['evidence'],
  RetrospectiveDrafted: ['body'],
  RetrospectiveReleased: ['body'],
  RetrospectiveDelivered: ['note'],
  RetrospectiveFailed: [],
  RetrospectiveRetried: ['reason'],
  FeedbackGiven: ['person', 'text'],
  FeedbackDeclined: ['person', 'reason'],
  ErasureDecided: ['reason'],
  CaseClosed: ['note'],
  FollowUpOpened: ['reason'],
  CaseMerged: ['reason'],
  CaseAbsorbed: ['hurry', 'reason'],
  CaseSplit: ['report', 'reason'],
  SplitOff: ['team', 'hurry', 'reason'],
} as const satisfies { [Type in CaseEventType]: readonly (keyof CaseEvents[Type])[] }
