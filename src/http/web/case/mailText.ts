import type { Seen } from './seen.ts'

/** A mail as it will go. */
export function mailText({ view }: Seen, { subject, body, to }: { subject: string; body: string; to: string | null }) {
  const from = `${view.community.name} security <${view.community.from}>`
  return `From: ${from}\nTo: ${to ?? view.list}\nSubject: ${subject}\n\n${body}`
}
