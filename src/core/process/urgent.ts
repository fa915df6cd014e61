/**
 * News of a case that cannot wait until somebody looks into their mail, each with the clause that makes it so: what
 * alert channels tell of at once. The reminders of a day that comes, messages and duties can wait.
 */
export const urgentNews = {
  urgent: { clause: 'S2', says: 'it is public already, or being exploited, or will not be kept private' },
  intent: { clause: 'D3', says: 'a reporter means to publish before there is a fix' },
  unanswered: { clause: 'D1', says: 'a reporter has waited for an answer for longer than the policy allows' },
  nearer: { clause: 'S8', says: 'its severity rose, and deadlines are nearer than they were' },
  missed: { clause: 'S1', says: 'a deadline has passed' },
  unannounced: { clause: 'R6', says: 'the announcement of a release did not go out' },
} as const
export type UrgentNews = keyof typeof urgentNews

export function isUrgent(topic: string): topic is UrgentNews {
  return Object.hasOwn(urgentNews, topic)
}
