export interface OutgoingMail {
  /** Without angle brackets; the same for every attempt. */
  readonly messageId: string
  readonly from: { readonly name: string; readonly address: string }
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  /** True: the text is an OpenPGP message, which goes out as PGP/MIME (RFC 3156, section 4). */
  readonly encrypted?: true
  /** The committee’s key for the answer (Autocrypt 1.1): the header’s value, in lines. */
  readonly autocrypt?: string
  readonly date: string
  readonly replyTo?: string
  /** True for a machine's notice: marked so that no one's auto-reply answers it (RFC 3834). */
  readonly automatic: boolean
}

/** How mail leaves. Kept in the community's settings, sealed there. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** `tls`: from the first byte; `starttls`: required upgrade; `none`: only to this machine or a test. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user?: string
  readonly password?: string
}

/**
 * - `sent`: the server accepted it for every recipient.
 * - `refused`: it said no for good (5xx): trying again will not help.
 * - `later`: it could not be handed over and surely was not accepted (no connection, 4xx): try again.
 * - `unsure`: the connection broke after the text was handed over: nobody knows.
 */
export type MailOutcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'later' | 'unsure'; readonly code: string }

export interface Mail {
  /** Resolves to an outcome whatever the network does; throws `MailFailed` for a message that must not leave. */
  send(server: MailServer, message: OutgoingMail): Promise<MailOutcome>
}

/** Thrown for a message that must not leave as it is: trying again cannot help, and no server was asked. */
export class MailFailed extends Error {
  override readonly name = 'MailFailed'
  readonly code: 'unsafe_header' | 'unsafe_address'
  constructor(code: MailFailed['code'], message: string) {
    super(message)
    this.code = code
  }
}
