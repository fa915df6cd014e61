import type { StreamId } from '../../core/kernel/index.ts'

/**
 * A stream's own key. Sealing is AES-256-GCM with a random 96-bit nonce; `place` (for example `c-…/17`) is bound as
 * associated data, so that a sealed record cannot be moved. Sealed form: 1 version byte, nonce, ciphertext, tag.
 */
export interface StreamKey {
  seal(place: string, text: string): Uint8Array
  /** Throws `VaultFailed` with code `tampered` when the record, its place or the key is not the right one. */
  unseal(place: string, sealed: Uint8Array): string
}

/**
 * Every method may throw `VaultUnavailable` where the place of the keys cannot be asked or written at the moment: that says
 * nothing of any key, and passes.
 */
export interface Vault {
  /** Makes a stream's key. It is on disk before the promise resolves. Making it twice keeps the first. */
  createKey(stream: StreamId): Promise<StreamKey>
  /** Throws `VaultFailed` with code `no_key` when the key was destroyed or never made. */
  key(stream: StreamId): Promise<StreamKey>
  /** Erases the stream's contents for good: without the key nothing of it can be read. */
  destroyKey(stream: StreamId): Promise<void>
  /** A keyed hash under the installation's key, hexadecimal: the same text gives the same value only here. */
  blind(purpose: string, text: string): string
  /** A copy of the wrapped keys at `path` (which must not exist). Without the installation's key it opens nothing. */
  backup(path: string): Promise<void>
  /** Resolves where keys can be asked for now. Throws `VaultUnavailable`. */
  answers(): Promise<void>
  close(): Promise<void>
}

export class VaultFailed extends Error {
  override readonly name = 'VaultFailed'
  readonly code:
    | 'no_key'
    | 'tampered'
    | 'wrong_installation_key'
    | 'unsafe_file'
    | 'key_unavailable'
    | 'no_new_key'
    | 'rotating'
    | 'key_not_everywhere'
    | 'moved'
    | 'not_empty'
    | 'same_database'
    | 'newer_schema'
    | 'failed'
  constructor(code: VaultFailed['code'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/** The place where the keys lie does not answer, or takes nothing now; nothing is known of the key that was asked for. */
export class VaultUnavailable extends Error {
  override readonly name = 'VaultUnavailable'
  readonly code: 'unreachable' | 'busy' | 'disk_full' | 'read_only' | 'corrupt' | 'unsafe_settings' | 'failed'
  constructor(code: VaultUnavailable['code'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
