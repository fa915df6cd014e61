import type { CaseEvent, CaseEventType } from './events.ts'

/**
 * The version in which each type of event is written today. Sealed records live for ever: when a type's data
 * changes, its number goes up here and a step from the old form is added to `steps`; nothing is rewritten.
 */
export const eventVersions: Readonly<Record<CaseEventType, number>> = {
  CaseOpened: 1,
  DisclosureMoved: 1,
  BecamePublic: 1,
  ExploitPublished: 1,
  AttacksObserved: 1,
  IntentStated: 1,
  PrivateHandlingRequested: 1,
  PrivateHandlingAnswered: 1,
  EmbargoProposed: 1,
  EmbargoAccepted: 1,
  EmbargoRejected: 1,
  EmbargoConfirmed: 1,
  EmbargoEnded: 1,
  DutyAssigned: 1,
  ReplicationAssessed: 1,
  OriginAssessed: 1,
  ReportValidated: 1,
  ReportAccepted: 1,
  ReportInvalidated: 1,
  MarkedDuplicate: 1,
  MatchDismissed: 1,
  CaseDeferred: 1,
  CaseResumed: 1,
  ReportWithdrawn: 1,
  CreditChosen: 1,
  ReportScreened: 1,
  SenderConfirmed: 1,
  ReproducerAsked: 1,
  MarkedSpam: 1,
  CoReporterNamed: 1,
  CoReporterRemoved: 1,
  DeadlineMoved: 1,
  UpstreamNoted: 1,
  SlowedDown: 1,
  DeadlineReminded: 1,
  DutyReminded: 1,
  PolicyMoved: 1,
  FixTeamInvited: 1,
  InvitationAccepted: 1,
  InvitationDeclined: 1,
  AccessRevoked: 1,
  SeverityProposed: 1,
  SeverityDecided: 1,
  SsvcDecided: 1,
  CveRequested: 1,
  CveRecorded: 1,
  CveOrdered: 1,
  CveOrderDone: 1,
  CveOrderFailed: 1,
  AdvisoryRevised: 2,
  AdvisoryCommented: 1,
  AdvisoryShared: 1,
  AdvisoryLinked: 1,
  RepositoryAdvisoryNoted: 1,
  WorkspaceLinked: 1,
  Posted: 1,
  PostEdited: 1,
  FileAttached: 1,
  CommitPushed: 1,
  FixNoted: 1,
  FixCompleted: 1,
  ReleaseProposed: 1,
  ReleaseAgreed: 1,
  MessagePlanned: 1,
  MessageDropped: 1,
  MessagesMoved: 1,
  MessageCarriedOut: 2,
  PlanAdopted: 1,
  FixApproved: 1,
  ReleaseJoined: 1,
  ReleaseLeft: 1,
  FixMerged: 1,
  ArtefactListed: 1,
  ArtefactChecked: 1,
  FixReleased: 1,
  AnnouncementDrafted: 1,
  AnnouncementReleased: 1,
  AnnouncementDelivered: 1,
  AnnouncementFailed: 1,
  AnnouncementRetried: 1,
  ListLinkRecorded: 1,
  ChatPosted: 1,
  RetrospectiveDrafted: 1,
  RetrospectiveReleased: 1,
  RetrospectiveDelivered: 1,
  RetrospectiveFailed: 1,
  RetrospectiveRetried: 1,
  FeedbackGiven: 1,
  FeedbackDeclined: 1,
  ErasureDecided: 1,
  CaseClosed: 1,
  FollowUpOpened: 1,
  CaseMerged: 1,
  CaseAbsorbed: 1,
  CaseSplit: 1,
  SplitOff: 1,
}

type Data = Readonly<Record<string, unknown>>
/** From one version's data to the next one's. */
export type Step = (data: Data) => Data
/** By type, the step from version 1 to 2 first, then from 2 to 3, and so on. */
export type Steps = Readonly<Partial<Record<CaseEventType, readonly Step[]>>>

const steps: Steps = {
  // How far ahead distributors may be told has been asked since.
  MessageCarriedOut: [(data) => ({ ...data, early: null })],
  // An advisory has had a timeline since.
  AdvisoryRevised: [({ document, ...data }) => ({ ...data, document: { timeline: [], ...(document as object) } })],
}

/** A record that this version of the product cannot read: a newer one wrote it, or it is no event of a case. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent'
  readonly code: 'unknown_type' | 'unknown_version'
  constructor(code: UnreadableEvent['code'], type: string, version: number) {
    super(`${type} in version ${version}: ${code}`)
    this.code = code
  }
}

/**
 * An event as it is today, from its type, the version it was written in and its data. Throws `UnreadableEvent`.
 * `versions` and `chain` are the product's own; tests give others.
 */
export function upcast(
  type: string,
  version: number,
  data: Data,
  versions: Readonly<Record<string, number>> = eventVersions,
  chain: Steps = steps,
): CaseEvent {
  if (!isKnown(type, versions)) throw new UnreadableEvent('unknown_type', type, version)
  const current = versions[type] ?? 0
  if (!Number.isInteger(version) || version < 1 || version > current) {
    throw new UnreadableEvent('unknown_version', type, version)
  }
  let form = data
  for (let from = version; from < current; from++) {
    const step = chain[type]?.[from - 1]
    if (step === undefined) throw new UnreadableEvent('unknown_version', type, version)
    form = step(form)
  }
  // Events were checked when they were written, and their commitments when they were read.
  return { ...form, type } as CaseEvent
}

function isKnown(type: string, versions: Readonly<Record<string, number>>): type is CaseEventType {
  return Object.hasOwn(versions, type)
}
