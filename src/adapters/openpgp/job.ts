import type { Decrypted } from '../../app/ports/index.ts'

/** Work on a stranger's message that may take long: named, so that a thread can be told it. */
export type Job =
  | {
      readonly kind: 'decrypt'
      readonly message: string | Uint8Array
      readonly privateKeys: readonly string[]
      readonly senders: readonly string[]
      /** Milliseconds of the epoch. */
      readonly at: number
      /** Bytes that may come out of what is compressed. */
      readonly most: number
    }
  | {
      readonly kind: 'verify'
      readonly signed: Uint8Array
      readonly signature: string | Uint8Array
      readonly senders: readonly string[]
      readonly at: number
    }

/** `bytes` and `sessions` are empty for a signature. */
export type JobDone = Decrypted
