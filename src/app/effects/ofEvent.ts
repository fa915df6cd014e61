import type { PersonId } from '../../core/kernel/index.ts'
import { rolesOn, type Case, type CaseEvent } from '../../core/process/index.ts'
import type { Effect, ListMailEffect, Topic } from './effect.ts'

export interface Situation {
  /** The case after the event. */
  readonly case: Case
  /** All cases of its release, itself included. */
  readonly together: readonly Case[]
  readonly members: readonly PersonId[]
  readonly by: PersonId | 'product'
  /** The host part of Message-IDs. */
  readonly host: string
}

/** What an event makes the product send (C3, D2, V6, V7, V8, R6, T2, T3). Nobody is told of their own act. */
export function effectsOf(event: CaseEvent, situation: Situation): readonly Effect[] {
  const { case: c, members, by } = situation
  const team = c.fixTeam.filter(({ state }) => state === 'accepted').map(({ person }) => person)
  const tell = (people: readonly PersonId[], topic: Topic): Effect[] =>
    [...new Set(people)].filter((one) => one !== by).map((to) => ({ kind: 'notice', to, case: c.id, topic }))
  const reporter: Effect[] =
    c.reporter === null || c.reporter === by ? [] : [{ kind: 'reporter-notice', to: c.reporter, case: c.id }]

  switch (event.type) {
    case 'CaseOpened':
      return tell(members, 'new-report')
    case 'BecamePublic':
      return c.merged === null ? tell([...members, ...team], 'urgent') : []
    case 'ExploitPublished':
    case 'AttacksObserved':
      return tell([...members, ...team], 'urgent')
    case 'Posted': {
      const mentioned = event.mentions.filter((one) => rolesOn(c, one, members).length > 0)
      const others = [...members, ...team].filter((one) => !mentioned.includes(one))
      return [...tell(mentioned, 'mention'), ...tell(others, 'thread'), ...(event.room === 'everyone' ? reporter : [])]
    }
    case 'DeadlineReminded':
    case 'DutyReminded':
      return tell(members, event.type === 'DutyReminded' ? 'duties' : 'deadline')
    case 'DutyAssigned':
      return event.to === null ? [] : tell([event.to], 'duty')
    case 'FixTeamInvited':
      return [{ kind: 'invitation', to: event.person, case: c.id }]
    case 'FixCompleted':
      return tell([...members, ...event.mentions], 'fix-complete')
    case 'ReleaseProposed':
      return tell(event.side === 'committee' ? team : members, 'release-day')
    case 'EmbargoAccepted':
      return tell(event.lapsed, 'embargo')
    case 'AnnouncementReleased':
    case 'AnnouncementRetried':
    case 'RetrospectiveReleased':
    case 'RetrospectiveRetried':
      return listMail(event.type.startsWith('Ann') ? 'announcement' : 'retrospective', situation)
    case 'AnnouncementDelivered':
      return tell([...members, ...team], 'feedback')
    case 'AnnouncementFailed':
    case 'RetrospectiveFailed':
      return tell(members, 'delivery')
    case 'FeedbackGiven':
      return event.consents ? [feedbackMail(event.person, event.text, situation)] : []
    default:
      return []
  }
}

/** One mail for all cases of a release: its first case (by id) carries it. */
function listMail(kind: 'announcement' | 'retrospective', { case: c, together, host }: Situation): Effect[] {
  const mail = c[kind]
  if (mail === null || mail.to === null) return []
  const cases = kind === 'announcement' ? together.map(({ id }) => id).sort() : [c.id]
  if (cases[0] !== c.id) return []
  const messageId = `${kind}.${c.id}.${mail.drafts}@${host}`
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
