import type { ListMail, Noted } from '../state.ts'
import type { Changes } from './table.ts'

type Draft = { readonly draft: number; readonly subject: string; readonly body: string; readonly generated?: boolean }

function drafted({ draft, subject, body, generated = false }: Draft, noted: Noted): ListMail {
  return {
    drafts: draft,
    subject,
    body,
    state: 'drafted',
    to: null,
    ...noted,
    messageId: null,
    generated,
    outdated: false,
  }
}

function released({ draft, subject, body, to }: Draft & { readonly to: string }, noted: Noted): ListMail {
  const sent = { to, ...noted, messageId: null }
  return { drafts: draft, subject, body, state: 'released', ...sent, generated: false, outdated: false }
}

function delivered(mail: ListMail | null, messageId: string, noted: Noted): ListMail | null {
  return mail === null ? null : { ...mail, state: 'delivered', messageId, at: noted.at }
}

function inDoubt(mail: ListMail | null, unsure: boolean): ListMail | null {
  return mail === null ? null : { ...mail, state: unsure ? 'unsure' : 'failed' }
}

function again(mail: ListMail | null): ListMail | null {
  return mail === null ? null : { ...mail, state: 'released' }
}

export const announcingChanges = {
  AnnouncementDrafted: (_, event, noted) => ({ announcement: drafted(event, noted) }),
  AnnouncementReleased: (_, event, noted) => ({ announcement: released(event, noted) }),
  AnnouncementDelivered: (c, { messageId }, noted) => ({
    announcement: delivered(c.announcement, messageId, noted),
    announced: c.announced ?? noted.at,
  }),
  AnnouncementFailed: (c, { unsure }) => ({ announcement: inDoubt(c.announcement, unsure) }),
  AnnouncementRetried: (c) => ({ announcement: again(c.announcement) }),
  ListLinkRecorded: (_, { url }) => ({ listLink: url }),
  ChatPosted: (c, { channel, evidence }, noted) => ({ chatPosts: [...c.chatPosts, { ...noted, channel, evidence }] }),
  RetrospectiveDrafted: (_, event, noted) => ({ retrospective: drafted(event, noted) }),
  RetrospectiveReleased: (_, event, noted) => ({ retrospective: released(event, noted) }),
  RetrospectiveDelivered: (c, { messageId }, noted) => ({
    retrospective: delivered(c.retrospective, messageId, noted),
    retrospectiveSent: c.retrospectiveSent ?? noted.at,
  }),
  RetrospectiveFailed: (c, { unsure }) => ({ retrospective: inDoubt(c.retrospective, unsure) }),
  RetrospectiveRetried: (c) => ({ retrospective: again(c.retrospective) }),
  FeedbackGiven: (c, { person, text, consents }, noted) => ({
    feedback: { ...c.feedback, [person]: { ...noted, text, consents } },
  }),
  FeedbackDeclined: (c, { person }) => ({ feedback: { ...c.feedback, [person]: 'declined' as const } }),
  // What it leads to happens to the record itself.
  ErasureDecided: () => ({}),
  CaseClosed: (_, { resolution, note }, noted) => ({ closed: { ...noted, resolution, note } }),
  FollowUpOpened: (c, { case: id }) => ({ followUps: [...c.followUps, id] }),
} satisfies Changes<
  | 'AnnouncementDrafted'
  | 'AnnouncementReleased'
  | 'AnnouncementDelivered'
  | 'AnnouncementFailed'
  | 'AnnouncementRetried'
  | 'ListLinkRecorded'
  | 'ChatPosted'
  | 'RetrospectiveDrafted'
  | 'RetrospectiveReleased'
  | 'RetrospectiveDelivered'
  | 'RetrospectiveFailed'
  | 'RetrospectiveRetried'
  | 'FeedbackGiven'
  | 'FeedbackDeclined'
  | 'ErasureDecided'
  | 'CaseClosed'
  | 'FollowUpOpened'
>
