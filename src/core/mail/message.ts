/** A header as it stood in the message: unfolded, its name in lower case. Nothing in it is to be trusted. */
export interface Header {
  readonly name: string
  readonly value: string
}

/** What the mail server said of a message, apart from what the message says of itself. */
export interface Envelope {
  /** MAIL FROM; `''`: the null sender of bounces (RFC 5321, 4.5.5); `null`: nobody told us. */
  readonly from: string | null
  /** RCPT TO; empty where nobody told us. */
  readonly to: readonly string[]
}

/** A mail as somebody's parser understood it. Every text here is a stranger's. */
export interface Message {
  readonly headers: readonly Header[]
  readonly from: { readonly name: string; readonly address: string } | null
  /** Every address that it went to, as far as its headers say. */
  readonly to: readonly string[]
  readonly subject: string
  /** Without angle brackets; `''`: it has none. */
  readonly messageId: string
  /** The messages that it answers, without angle brackets. */
  readonly answers: readonly string[]
  /** When it was sent, as its sender's clock had it; ISO 8601, or `null`. */
  readonly date: string | null
  readonly text: string
  /** What its `Content-Type` says it is, in lower case. */
  readonly media: string
}

/** The values of all headers of a name, the first first. */
export function headers({ headers: all }: Pick<Message, 'headers'>, name: string): readonly string[] {
  return all.flatMap((one) => (one.name === name ? [one.value] : []))
}

/** The first header of a name; `''` where there is none. */
export function header(message: Pick<Message, 'headers'>, name: string): string {
  return headers(message, name)[0] ?? ''
}
