export type { AnyAct, Context, Decision, NoCase } from './act.ts'
export { actNamed, caseActNames, caseActs, isCaseAct, orderOf, type CaseActName } from './acts/index.ts'
export { invitedBy } from './acts/fixTeam.ts'
export { attach, attachmentLimits, type AttachedFile } from './attach.ts'
export { composeAnnouncement } from './compose/announcement.ts'
export { composeRetrospective } from './compose/retrospective.ts'
export { timeline } from './compose/timeline.ts'
export { mitreForm, type FormField } from './compose/mitreForm.ts'
export { isToldTogether } from './imported.ts'
export { lacksReportersConsent, unconsenting } from './consent.ts'
export type { CveOrder, CveOrderKind } from './cveOrder.ts'
export { askedChannels } from './chat.ts'
export { deadlines, isLate, isRunning, type Deadline } from './deadlines.ts'
export { decide, lawful, notYours, type Command } from './decide.ts'
export { erase, eraseFields } from './erase.ts'
export { evolve, fold, ImpossibleRecord } from './evolve/index.ts'
export {
  advisoryParts,
  audiences,
  checks,
  classes,
  personalFields,
  resolutions,
  rooms,
  sides,
  vias,
  type AdvisoryPart,
  type At,
  type DeadlineChange,
  type CaseEvent,
  type CaseEvents,
  type CaseEventType,
  type EventOf,
  type Report,
  type Room,
  type SeverityClass,
  type Via,
} from './events.ts'
export type { Input } from './fields.ts'
export { askedForFeedback } from './feedback.ts'
export { figures, type Figures } from './figures.ts'
export {
  allVerified,
  approvalsOfHead,
  gapsBeforeAnnouncement,
  gapsBeforeMerge,
  isVerified,
  voidedApprovals,
  type Gap,
} from './gaps.ts'
export { agreedRelease, isOpenedAsAgreed, pendingRelease, reached } from './milestones.ts'
export { openCase, type Opening } from './open.ts'
export { deadlineChanges } from './policyChange.ts'
export { nextLook, passing } from './passing.ts'
export { phaseOf, phases, phaseTitles, type Phase } from './phase.ts'
export { promised, type Promised } from './promised.ts'
export { awaitsRepositoryAdvisory, isPublished } from './published.ts'
export { severityHurries } from './nearer.ts'
export { publicId } from './publicId.ts'
export { datedForAnotherDay, movedAlong } from './planned.ts'
export { earliestRelease, releaseDeadline } from './releaseWindow.ts'
export { recorded } from './recorded.ts'
export { isReporter, reportersOf } from './reporters.ts'
export { following, splitOff } from './regroup/index.ts'
export { audienceOf, readersOf, rolesOn, tiedTo } from './roles.ts'
export { isHeld, reproducerOf, type ReproducerAsked } from './screening.ts'
export type {
  AdvisoryComment,
  AdvisoryRevision,
  Artefact,
  Attachment,
  Case,
  FixTeamMember,
  ListMail,
  Noted,
  PlanEntry,
  Post,
  ReleaseProposal,
  SeverityProposal,
} from './state.ts'
export { nextSteps, stepRules, type NextStep } from './steps/index.ts'
export { facts, holds, isSecret, type Fact, type Shadow } from './vultron/index.ts'
export { eventVersions, upcast, UnreadableEvent } from './upcast.ts'
export { isWaitedFor } from './unanswered.ts'
export { isThanked, thanked } from './thanked.ts'
export { unheldDuties } from './unheld.ts'
export { isUrgent, urgentNews, type UrgentNews } from './urgent.ts'
export { inWords } from './words.ts'
