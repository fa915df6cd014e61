/** Thrown for a message that must not leave as it is: trying again cannot help, and no server was asked. */
export class MailFailed extends Error {
  override readonly name = 'MailFailed'
  readonly code: 'unsafe_header' | 'unsafe_address'
  constructor(code: MailFailed['code'], message: string) {
    super(message)
    this.code = code
  }
}
