import { header, headers, type Envelope, type Message } from './message.ts'

/**
 * What a message is.
 * - `bounce`: a report on a message of ours (RFC 3464, RFC 8098), or with the null sender.
 * - `automatic`: a machine's answer or mass mail (RFC 3834).
 * - `loop`: our own, come back.
 * - `person`: anything else.
 */
export type Sort = 'person' | 'automatic' | 'bounce' | 'loop'

/** RFC 5321, 6.3: a server counts the `Received` headers, and takes very many for a loop. */
const mostHops = 100

/** What marks a machine's message, header by header. A mailing list marks people's messages, too: it is none of these. */
const marks: readonly (readonly [name: string, says: RegExp])[] = [
  // RFC 3834, section 5: anything but `no`.
  ['auto-submitted', /^\s*(?!no\b)\S/i],
  ['x-autoreply', /^\s*(?!no\b)\S/i],
  ['x-autorespond', /\S/],
  // Microsoft Exchange marks its own automatic replies so ([MS-OXCMAIL]); what it asks others for silence by marks people's.
  ['x-ms-exchange-inbox-rules-loop', /\S/],
]

const reports = /^multipart\/report\b|^message\/(?:delivery-status|disposition-notification|feedback-report)\b/
const machines = /^(?:mailer-daemon|postmaster)@/i

/**
 * Whether a Message-ID is one that the product gives: people write from the committee's domain, too, so its host alone
 * says little.
 */
export function isOurs(messageId: string, host: string): boolean {
  const [local = '', at = ''] = messageId.toLowerCase().split('@')
  return at === host.toLowerCase() && /^(?:o-[0-9a-z]{12}|(?:announcement|retrospective|feedback)\.\S+)$/.test(local)
}

/** Sorts a message; `host` is what our own Message-IDs end with, `own` the committee's address. */
export function sortOf(
  message: Message,
  envelope: Envelope,
  own: { readonly host: string; readonly address: string },
): Sort {
  if (headers(message, 'received').length > mostHops) return 'loop'
  const sender = message.from?.address.toLowerCase() ?? ''
  if (isOurs(message.messageId, own.host) && sender === own.address.toLowerCase()) return 'loop'
  const returnPath = header(message, 'return-path').trim()
  if (envelope.from === '' || (envelope.from === null && returnPath === '<>')) return 'bounce'
  if (reports.test(message.media) || machines.test(sender)) return 'bounce'
  return isMarked(message) ? 'automatic' : 'person'
}

/** Not standard, and what most vacation programs wrote before RFC 3834; lists write it over what people send, too. */
const mass = /^\s*(?:bulk|junk|auto_reply)\b/i

function isMarked(message: Message): boolean {
  if (marks.some(([name, says]) => says.test(header(message, name)))) return true
  return mass.test(header(message, 'precedence')) && header(message, 'list-id') === ''
}
