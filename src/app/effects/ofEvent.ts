import type { PersonId } from '../../core/kernel/index.ts'
import {
  askedForFeedback,
  isHeld,
  isOpenedAsAgreed,
  isPublished,
  isReporter,
  isToldTogether,
  reportersOf,
  rolesOn,
  severityHurries,
  type Case,
  type CaseEvent,
  type CaseEventType,
  type EventOf,
  type Via,
} from '../../core/process/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import type { AccessEnded, CaseNotice, CveEffect, ListMailEffect, ReporterNotice, Topic } from './effect.ts'

export interface Situation {
  /** The case after the event. */
  readonly case: Case
  /** And before all that happened with it; `null`: there was none. */
  readonly before?: Case | null
  /** All cases to which the same happens in the same act, itself included. */
  readonly together: readonly Case[]
  readonly members: readonly PersonId[]
  readonly by: PersonId | 'product'
  /** Of the case. */
  readonly policy: Policy
  /** The host part of Message-IDs. */
  readonly host: string
}

type Who = 'members' | 'team' | 'all'

/** Events that somebody is told of, whatever is in them: whom, and why they are written to. */
const notices: Partial<Record<CaseEventType, readonly [Who, Topic]>> = {
  CaseOpened: ['members', 'new-report'],
  SenderConfirmed: ['members', 'new-report'],
  IntentStated: ['members', 'intent'],
  ReportWithdrawn: ['members', 'withdrawn'],
  ExploitPublished: ['all', 'urgent'],
  AttacksObserved: ['all', 'urgent'],
  DeadlineReminded: ['members', 'deadline'],
  DutyReminded: ['members', 'duties'],
  DeadlineMoved: ['all', 'schedule'],
  ReleaseAgreed: ['all', 'schedule'],
  PolicyMoved: ['all', 'schedule'],
  UpstreamNoted: ['all', 'schedule'],
  SlowedDown: ['all', 'schedule'],
  CaseAbsorbed: ['all', 'regrouped'],
  SplitOff: ['all', 'regrouped'],
  InvitationAccepted: ['members', 'fix-team'],
  InvitationDeclined: ['members', 'fix-team'],
  AnnouncementFailed: ['members', 'unannounced'],
  RetrospectiveFailed: ['members', 'delivery'],
  CveOrderFailed: ['members', 'cve'],
}

/**
 * Events that change what a reporter reads first on their page: where the report stands. Of what is written to them, or
 * asked of them, the message tells. Spam is answered by nothing.
 */
const standing: ReadonlySet<CaseEventType> = new Set<CaseEventType>([
  'ReportAccepted',
  'ReportInvalidated',
  'MarkedDuplicate',
  'CaseDeferred',
  'CaseResumed',
  'AnnouncementDelivered',
])

/** What comes of an event: a notice to somebody about its case, or a mail to the list. */
type Sent = CaseNotice | AccessEnded | ListMailEffect | CveEffect

/** What an event makes the product send (C3, D2, S8, V6, V7, V8, R6, T2, T3). Nobody is told of their own act. */
export function effectsOf(event: CaseEvent, situation: Situation): readonly Sent[] {
  const { case: c, members, by } = situation
  const team = c.fixTeam.filter(({ state }) => state === 'accepted').map(({ person }) => person)
  const people: Record<Who, readonly PersonId[]> = { members, team, all: [...members, ...team] }
  const tell = (whom: readonly PersonId[], topic: Topic): CaseNotice[] =>
    [...new Set(whom)].filter((one) => one !== by).map((to) => noticeTo(to, topic, c, people.all))
  // A split-off case is no new report; the split is told.
  const isSplit = event.type === 'CaseOpened' && event.via === 'splitting'
  const [who, topic] = (isSplit ? undefined : notices[event.type]) ?? []
  const told = who === undefined || topic === undefined ? [] : tell(people[who], reminderOf(event, situation) ?? topic)
  const outside = standing.has(event.type) ? toReporters(situation) : []
  const sent = [...told, ...outside, ...further(event, situation, people, tell)]
  // What a flood brings costs nobody's attention before its sender has confirmed it.
  return isHeld(c) ? sent.filter(({ kind }) => kind === 'reporter-notice') : sent
}

/**
 * S1: what has passed is another word than what comes; of an answer, the first one too, it is said that somebody waits.
 * A case that lies still, a reproducer, and what was late before an import brought it, can wait for the mail.
 */
function reminderOf(event: CaseEvent, { case: c, policy }: Situation): Topic | undefined {
  if (event.type !== 'DeadlineReminded' || event.kind !== 'late') return undefined
  if (event.deadline === 'answer') return 'unanswered'
  const canWait = event.deadline === 'quiet' || event.deadline === 'reproducer' || isToldTogether(c, event.due)
  if (canWait) return undefined
  const clock = policy.schedule.clocks.find(({ id }) => id === event.deadline)
  return clock?.done === 'acknowledged' ? 'unanswered' : 'missed'
}

/** Whoever is on a case only as its reporter is written to as one: with their own link. */
function noticeTo(to: PersonId, topic: Topic, c: Case, inside: readonly PersonId[]): CaseNotice {
  return isReporter(c, to) && !inside.includes(to)
    ? { kind: 'reporter-notice', to, case: c.id, ...(topic === 'embargo' ? { asks: 'answer' } : {}) }
    : { kind: 'notice', to, case: c.id, topic }
}

/** To whoever reported it, each with their own link; nobody is told of their own act. */
function toReporters({ case: c, by }: Situation): CaseNotice[] {
  return reportersOf(c).flatMap((to): CaseNotice[] => (to === by ? [] : [{ kind: 'reporter-notice', to, case: c.id }]))
}

/** A mail that waits for an answer says so: news can be read tomorrow. */
function asking(notices: readonly CaseNotice[]): CaseNotice[] {
  return notices.map((one) => (one.kind === 'reporter-notice' ? { ...one, asks: 'answer' } : one))
}

function saidToAll(one: CaseNotice): CaseNotice {
  return one.kind === 'notice' ? { ...one, room: 'everyone' } : one
}

/** A report has come in: its first mail says so. What was split off or opened again was acknowledged before. */
const reported: readonly Via[] = ['form', 'api', 'mail', 'member']

/** What depends on what the event says. */
function further(
  event: CaseEvent,
  situation: Situation,
  people: Record<Who, readonly PersonId[]>,
  tell: (whom: readonly PersonId[], topic: Topic) => CaseNotice[],
): readonly Sent[] {
  const { case: c, members } = situation
  const reporter: ReporterNotice[] =
    c.reporter === null ? [] : [{ kind: 'reporter-notice', to: c.reporter, case: c.id }]
  const outside = toReporters(situation)
  const stillOn = (mentions: readonly PersonId[]) => mentions.filter((one) => rolesOn(c, one, members).length > 0)
  switch (event.type) {
    case 'CaseOpened':
      if (isHeld(c)) return reporter.map((notice) => ({ ...notice, asks: 'confirm' }))
      return reported.includes(event.via) ? reporter.map((notice) => ({ ...notice, asks: 'keep' })) : reporter
    case 'SenderConfirmed':
      return c.publicSince === null && c.attacksSince === null ? [] : tell(people.all, 'urgent')
    case 'DeadlineReminded':
      return event.deadline === 'reproducer' ? asking(reporter) : []
    case 'ReproducerAsked':
    case 'PrivateHandlingRequested':
      return asking(outside)
    case 'AccessRevoked':
    case 'CoReporterRemoved':
      return event.person === situation.by ? [] : [accessEnded(event, situation)]
    case 'CoReporterNamed':
      return [{ kind: 'co-reporter', to: event.person, case: c.id }]
    case 'PostEdited':
      return tell(stillOn(event.mentions), 'mention')
    case 'AdvisoryShared':
      return outside
    // The first date comes with the report itself: the acknowledgement tells of it.
    case 'EmbargoProposed':
      if (c.embargo.until === null) return []
      return c.embargo.proposed.includes(event.until) ? asking(outside) : outside
    case 'BecamePublic':
      return isOpenedAsAgreed(c) || isPublished(c) ? [] : tell(people.all, 'urgent')
    case 'PrivateHandlingAnswered':
      return event.agreed ? [] : tell(people.all, 'urgent')
    case 'Posted': {
      const mentioned = stillOn(event.mentions)
      const others = people.all.filter((one) => !mentioned.includes(one))
      const also = event.room === 'everyone' ? outside : []
      const told = [...tell(mentioned, 'mention'), ...tell(others, 'thread')]
      return [...(event.room === 'everyone' ? told.map(saidToAll) : told), ...also]
    }
    case 'AdvisoryCommented': {
      const shared = c.advisoryShared.some(({ revision }) => revision === event.revision)
      return [
        ...tell([...stillOn(event.mentions), ...people.all], 'comment'),
        ...(event.room === 'everyone' && shared ? outside : []),
      ]
    }
    case 'DutyAssigned':
      return event.to === null ? [] : tell([event.to], 'duty')
    case 'FixTeamInvited':
      return [{ kind: 'invitation', to: event.person, case: c.id }]
    case 'SplitOff':
      return c.fixTeam.flatMap(({ person, state }) =>
        state === 'invited' ? [{ kind: 'invitation', to: person, case: c.id }] : [],
      )
    case 'SeverityDecided':
      return severityHurries(c, situation.policy) ? tell(people.all, 'nearer') : []
    case 'FixCompleted':
      return tell([...members, ...event.mentions], 'fix-complete')
    case 'ReleaseProposed':
      return tell(event.side === 'committee' ? people.team : members, 'release-day')
    case 'EmbargoAccepted':
      return tell(event.lapsed, 'embargo')
    case 'AnnouncementReleased':
    case 'AnnouncementRetried':
      return listMail('announcement', situation)
    case 'RetrospectiveReleased':
    case 'RetrospectiveRetried':
      return listMail('retrospective', situation)
    case 'CveOrdered':
      return [{ kind: 'cve', case: c.id, order: event.order }]
    case 'AnnouncementDelivered':
      return tell(askedForFeedback(c, members, situation.policy), 'feedback')
    case 'FeedbackGiven':
      return event.consents ? [feedbackMail(event.person, event.text, situation)] : []
    default:
      return []
  }
}

/** F3: what they were on the case says what binds them still. */
function accessEnded(
  { type, person: to }: EventOf<'AccessRevoked' | 'CoReporterRemoved'>,
  { case: { id }, before, policy }: Situation,
): AccessEnded {
  const about = { kind: 'access-ended', to, case: id } as const
  if (type === 'CoReporterRemoved') return { ...about, had: 'report', terms: '' }
  const hadAccepted = before?.fixTeam.some(({ person, state }) => person === to && state === 'accepted')
  return hadAccepted === true
    ? { ...about, had: 'fix-team', terms: policy.disclosure.embargo.terms }
    : { ...about, had: 'invitation', terms: '' }
}

/**
 * One mail for all cases of a release: its first case (by id) carries it. The Message-ID follows from what was
 * released and when, so that sending again gives the same one.
 */
function listMail(kind: 'announcement' | 'retrospective', { case: c, together, host }: Situation): ListMailEffect[] {
  const mail = c[kind]
  if (mail === null || mail.to === null) return []
  const cases = kind === 'announcement' ? together.map(({ id }) => id).sort() : [c.id]
  if (cases[0] !== c.id) return []
  const what = kind === 'announcement' ? (c.release?.id ?? c.id) : c.id
  const messageId = `${kind}.${what}.${Temporal.Instant.from(mail.at).epochMilliseconds}@${host}`
  const { to, subject, body } = mail
  return [{ kind, cases, messageId, to, subject, body, by: null }]
}

function feedbackMail(person: PersonId, text: string, { case: c, host }: Situation): ListMailEffect {
  const subject = `Re: ${c.retrospective?.subject ?? c.announcement?.subject ?? 'Feedback on the security response'}`
  const to = c.retrospective?.to ?? c.announcement?.to ?? ''
  return {
    kind: 'feedback',
    cases: [c.id],
    messageId: `feedback.${c.id}.${person}@${host}`,
    to,
    subject,
    body: text,
    by: person,
  }
}
