/** A public key as it is handed on. */
export interface OpenPgpPublicKey {
  /** 40 hexadecimal digits or more, in capitals. */
  readonly fingerprint: string
  /** ASCII armor (RFC 9580, section 6.2). */
  readonly armored: string
}

/** Somebody's public key, looked at. */
export interface OpenPgpKeySeen extends OpenPgpPublicKey {
  /** The same in binary, as a Web Key Directory and Autocrypt hand it on. */
  readonly bytes: Uint8Array
  /** The mail addresses that its valid user ids name, in lower case. */
  readonly addresses: readonly string[]
  /** From when on nothing may be encrypted to it; `null`: never. */
  readonly expires: string | null
  /** `null`: mail can be encrypted to it now; else why not. */
  readonly unusable: 'expired' | 'revoked' | 'cannot_encrypt' | null
}

/**
 * What a signature is worth. `unknown`: no key is known that it could be checked with; `bad`: it does not fit the bytes
 * or the key, or the key was not good when it was made.
 */
export type SignatureSeen =
  | { readonly state: 'none' | 'bad' }
  | { readonly state: 'good'; readonly fingerprint: string }
  | { readonly state: 'unknown'; readonly keyId: string }

/** A message that was opened. */
export interface Decrypted {
  readonly bytes: Uint8Array
  readonly signature: SignatureSeen
  /**
   * A hash of each session key that it was opened with, or may have been: whoever sends the same encrypted text again,
   * in whatever mail, sends the same one; nobody can make another one around it who does not know what it says.
   */
  readonly sessions: readonly string[]
}

/** Whose a key is, as its user id says it. */
export interface KeyOwner {
  readonly name: string
  readonly email: string
}

/** Why a key is not to be used any more (RFC 9580, section 5.2.3.31). */
export const revocationReasons = ['compromised', 'superseded', 'retired'] as const
export type RevocationReason = (typeof revocationReasons)[number]

/** OpenPGP (RFC 9580). A private key is its ASCII armor without a passphrase: whoever keeps it seals it. */
export interface OpenPgp {
  /** `ends`: from when on nothing is signed with it or encrypted to it; left out: never. */
  makeKey(owner: KeyOwner, at: Temporal.Instant, ends?: Temporal.Instant): Promise<string>
  /** The same key for another owner or a later end; what it said of itself before still stands in it. */
  renewKey(privateKey: string, owner: KeyOwner, at: Temporal.Instant, ends: Temporal.Instant): Promise<string>
  /** The same key with the word that nobody is to use it any more. */
  revokeKey(privateKey: string, reason: RevocationReason, at: Temporal.Instant): Promise<string>
  /**
   * A private key as people export it, taken out of its passphrase. Throws `OpenPgpFailed`: `not_a_key`, `not_private`,
   * `locked` (the passphrase is missing or another), `cannot_sign` (expired, revoked, or without a part that signs).
   */
  readKey(armored: string, passphrase: string, at: Temporal.Instant): Promise<string>
  publicKey(privateKey: string): Promise<OpenPgpPublicKey>
  /** The first key of an armored text or of a binary keyring. Throws `OpenPgpFailed`: `not_a_key`, `private_key`. */
  readPublicKey(key: string | Uint8Array, at: Temporal.Instant): Promise<OpenPgpKeySeen>
  /** A detached signature over bytes, or a text's UTF-8 bytes; armored. Throws `OpenPgpFailed` (`cannot_sign`). */
  signDetached(privateKey: string, signed: string | Uint8Array, at: Temporal.Instant): Promise<string>
  /** When an armored detached signature was made, by its own word. */
  signedAt(signature: string): Promise<Temporal.Instant>
  /** A text with its signature around it (RFC 9580, section 7). Throws `OpenPgpFailed` (`cannot_sign`). */
  signClear(privateKey: string, text: string, at: Temporal.Instant): Promise<string>
  /** What a detached signature, armored or binary, is worth over exactly these bytes. */
  verifyDetached(
    signed: Uint8Array,
    signature: string | Uint8Array,
    senders: readonly string[],
    at: Temporal.Instant,
  ): Promise<SignatureSeen>
  /** To everyone named, signed inside; armored. Throws `OpenPgpFailed`: `cannot_sign`, `cannot_encrypt`, `not_a_key`. */
  encrypt(plain: string | Uint8Array, to: readonly string[], signingKey: string, at: Temporal.Instant): Promise<string>
  /**
   * A message, binary or armored (as bytes, too), opened with whichever private key fits. Throws `OpenPgpFailed`: `not_for_us`,
   * `damaged` (also without the protection of its integrity), `too_large` (more than `mostPlain` bytes).
   */
  decrypt(
    message: string | Uint8Array,
    privateKeys: readonly string[],
    senders: readonly string[],
    at: Temporal.Instant,
  ): Promise<Decrypted>
}

/** As many bytes come out of a message at most: a mail with its attachments. */
export const mostPlain = 64_000_000

export class OpenPgpFailed extends Error {
  override readonly name = 'OpenPgpFailed'
  readonly code:
    | 'not_a_key'
    | 'not_private'
    | 'private_key'
    | 'locked'
    | 'cannot_sign'
    | 'cannot_encrypt'
    | 'not_for_us'
    | 'damaged'
    | 'too_large'
  constructor(code: OpenPgpFailed['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
