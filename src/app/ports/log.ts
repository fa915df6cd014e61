import type { StreamId } from '../../core/kernel/index.ts'

/** Part of the log as one transaction took it in: events in the order of their commits, one leaf each. */
export interface LogBatch {
  /** How many leaves the log has with this batch: no two batches have the same. */
  readonly size: number
  /** The events that the leaves stand for, in order. */
  readonly events: readonly LogEvent[]
  /** Their leaf hashes, 32 bytes each, one after the other. */
  readonly leaves: Uint8Array
  /** The signed checkpoint of this size, and the cosignatures that have come since. */
  readonly note: string
}

export interface LogEvent {
  readonly stream: StreamId
  readonly version: number
}

/** Where the log stands: what is needed to go on appending. */
export interface LogState {
  readonly size: number
  /** Up to which event of `scan` the log has taken in. */
  readonly position: number
  /** The roots of the perfect subtrees, largest first, 64 hexadecimal digits each, one after the other (core/log). */
  readonly roots: string
}

/** One server at a time sequences; a lease ends by itself, so that a dead one holds nobody up for long. */
export interface LogLease {
  readonly holder: string
  readonly now: string
  readonly until: string
  /** A lease that runs longer than this was taken under a clock that has jumped: it counts for nothing. */
  readonly latest: string
}

/** Leaves, state and checkpoint, together or not at all; not when the log has moved on from `before`. */
export interface Sequenced {
  readonly holder: string
  /** The size that the batch was made on. */
  readonly before: number
  readonly state: LogState
  readonly batch: LogBatch
}

/** A checkpoint's note with more signatures, in the place of the one that was read. */
export interface Cosigned {
  readonly size: number
  readonly before: string
  readonly note: string
}
