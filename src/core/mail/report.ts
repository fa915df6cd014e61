import { z } from 'zod'
import { cleanLine, cleanText } from './clean.ts'
import type { Message } from './message.ts'

/** What a report's form asks for, as far as a mail says it. */
export interface MailedReport {
  readonly title: string
  readonly impact: string
  readonly name: string
  /** `''` where the sender's address is none that one could write to. */
  readonly email: string
}

const limits = { title: 200, impact: 20_000, name: 200 } as const
/** As the form takes them. Others exist: whoever has one is not written to from here. */
const address = z.email().max(254)

/**
 * The report that a mail is: its subject, and what it says. Nothing else is guessed from its words: that it is public
 * already, being exploited, or to be published, somebody says who has read it. `more`: what the reader has to know besides.
 */
export function reportIn(message: Message, more: readonly string[]): MailedReport & { readonly cut: boolean } {
  const { from } = message
  const given = from?.address ?? ''
  const email = address.safeParse(given).success ? given.toLowerCase() : ''
  const known =
    given !== '' && email === '' ? [...more, `Its sender cannot be written to: ${cleanLine(given, 300)}`] : more
  const after = known.length === 0 ? '' : `\n\n${known.map((line) => `[${line}]`).join('\n')}`
  const { text, cut } = cleanText(message.text, limits.impact - after.length - 200)
  const cutHere = cut ? '\n\n[The message goes on. All of it is in message.eml.]' : ''
  const said = text === '' ? '[The message has no text.]' : text
  return {
    title: titleOf(message),
    impact: `${said}${cutHere}${after}`,
    name: cleanLine(from?.name ?? '', limits.name),
    email,
    cut,
  }
}

/** Mail programs that encrypt the subject, too, write three dots outside; where nothing stood inside, it has none. */
function titleOf({ subject }: Message): string {
  const line = cleanLine(subject, limits.title)
  return line === '' || line === '...' || line === '…' ? 'A mail without a subject' : line
}
