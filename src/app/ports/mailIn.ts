import type { Mailbox, MailListener } from '../../core/community/index.ts'
import type { Envelope, Message } from '../../core/mail/index.ts'

/** A message as it was read: its words, its files, and whether somebody's key is needed. */
export interface ReadMessage extends Message {
  readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** Reads what strangers send, apart from everything else: in bounded time and memory, with nothing at hand to spoil. */
export interface MailReading {
  /** Throws `MailUnreadable`; the same bytes may be tried again. */
  read(bytes: Uint8Array): Promise<ReadMessage>
  close(): Promise<void>
}

/** Thrown for a message that cannot be read, or not within the bounds. It is kept as it came. */
export class MailUnreadable extends Error {
  override readonly name = 'MailUnreadable'
  readonly code: 'too_slow' | 'too_much' | 'broken' | 'closed'
  constructor(code: MailUnreadable['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/**
 * Takes a message over. `kept`: it is on disk, and whoever sent it may forget it. `too_large`: it never will be.
 * `later`: it could not be kept now, and has to be sent again.
 */
export type Accepting = (
  bytes: AsyncIterable<Uint8Array>,
  envelope: Envelope,
) => Promise<'kept' | 'too_large' | 'later'>

/** How the way in stands; a code, never a server's words. */
export type MailInState = { readonly ok: true } | { readonly ok: false; readonly code: string }

/** One way in, while it is open. */
export interface WayIn {
  state(): MailInState
  close(): Promise<void>
}

/** Where mail comes from. Nothing is acknowledged, or marked as read, before it was taken over. */
export interface MailIn {
  /** Listens on this machine's loopback address for its own mail server. */
  listen(at: MailListener, accept: Accepting): WayIn
  /** Looks into a mailbox, and waits there for more (IDLE, RFC 2177). */
  follow(mailbox: Mailbox, accept: Accepting): WayIn
  /** Whether a mailbox lets itself be looked into. */
  check(mailbox: Mailbox): Promise<MailInState>
}
