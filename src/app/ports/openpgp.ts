/** A public key as it is handed on. */
export interface OpenPgpPublicKey {
  /** 40 hexadecimal digits or more, in capitals. */
  readonly fingerprint: string
  /** ASCII armor (RFC 9580, section 6.2). */
  readonly armored: string
}

/** Keys that sign. A private key is its ASCII armor without a passphrase: whoever keeps it seals it. */
export interface OpenPgp {
  makeKey(owner: { readonly name: string; readonly email: string }, at: Temporal.Instant): Promise<string>
  /**
   * A private key as people export it, taken out of its passphrase. Throws `OpenPgpFailed`: `not_a_key`, `not_private`,
   * `locked` (the passphrase is missing or another), `cannot_sign` (expired, revoked, or without a part that signs).
   */
  readKey(armored: string, passphrase: string, at: Temporal.Instant): Promise<string>
  publicKey(privateKey: string): Promise<OpenPgpPublicKey>
  /** A detached signature over the text's UTF-8 bytes, armored. Throws `OpenPgpFailed` (`cannot_sign`). */
  sign(privateKey: string, text: string, at: Temporal.Instant): Promise<string>
}

export class OpenPgpFailed extends Error {
  override readonly name = 'OpenPgpFailed'
  readonly code: 'not_a_key' | 'not_private' | 'locked' | 'cannot_sign'
  constructor(code: OpenPgpFailed['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
