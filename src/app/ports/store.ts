import type { CaseId, CommunityId, PersonId, StreamId, StreamKind } from '../../core/kernel/index.ts'
import type { CaseRow } from './caseRow.ts'
import type { LetterChange, LetterRow, Letters } from './letters.ts'
import type { Cosigned, LogBatch, LogEvent, LogLease, LogState, Sequenced } from './log.ts'
import type { IndexChange, SearchIndex } from './search.ts'

/** An event as the store holds it: everything a reader of the database may see, and a sealed body. */
export interface SealedEvent {
  readonly version: number
  /** ISO 8601, UTC. */
  readonly at: string
  /** Commitments and chain value, 64 hexadecimal digits each (core/log). */
  readonly open: string
  readonly personal: string
  readonly chain: string
  readonly sealed: Uint8Array
}

export interface Append {
  readonly stream: StreamId
  readonly kind: StreamKind
  readonly community: CommunityId
  /** The version the decision was made on; 0 for a new stream. The commit fails when it is no longer true. */
  readonly expected: number
  /** Versions expected+1, expected+2, … */
  readonly events: readonly SealedEvent[]
}

/** `notice`: sent again under the same identity when in doubt. `outward`: never sent twice without a person's word. */
export type EffectClass = 'notice' | 'outward'

export interface OutboxEntry {
  /** Also the effect's identity with its peer: a mail's Message-ID is made from it. */
  readonly id: string
  readonly stream: StreamId
  readonly kind: string
  readonly class: EffectClass
  /** Not before this instant. */
  readonly due: string
  readonly created: string
  readonly sealed: Uint8Array
}

/**
 * waiting → sending → done | dead | unsure. `sending` is written before the peer hears of it; an entry found in
 * `sending` after its lease ran out was interrupted: a notice is sent again, an outward effect becomes `unsure`.
 */
export type OutboxState = 'waiting' | 'sending' | 'done' | 'dead' | 'unsure'

export interface OutboxRow extends OutboxEntry {
  readonly state: OutboxState
  readonly attempts: number
  readonly leasedUntil: string | null
  /** The last failure's code, never its text. */
  readonly failure: string | null
  readonly settled: string | null
}

export interface OutboxChange {
  readonly id: string
  readonly state: OutboxState
  readonly attempts: number
  readonly due: string
  readonly failure: string | null
  readonly settled: string | null
  /** Only where it stands so still: what has left one of these states meanwhile is left alone. */
  readonly from?: readonly OutboxState[]
}

export type SecretKind = 'session' | 'sign-in' | 'invitation' | 'token' | 'reporter' | 'address' | 'channel'

/** A bearer secret, stored only as the keyed hash of its value. */
export interface SecretRow {
  readonly hash: string
  readonly kind: SecretKind
  /** Who it stands for, or, for a reporter's link, which case. */
  readonly subject: StreamId
  /** What it is for, where that differs from the subject (an invitation's case). */
  readonly scope: StreamId | null
  readonly created: string
  readonly expires: string | null
  readonly spent: string | null
  /** Sealed: what the secret is good for, and a label for lists. What of this row is plain is for finding it. */
  readonly label: Uint8Array | null
}

/** A unique name → value, for example the keyed hash of an address → the person. */
export interface Lookup {
  readonly kind: string
  readonly key: string
  readonly value: string
}

export interface PublishedRow {
  readonly community: CommunityId
  /** The advisory's public id. */
  readonly id: string
  readonly case: CaseId
  readonly published: string
  readonly modified: string
}

/** Somebody who may see nothing any more but these cases. */
export interface Unlisted {
  readonly person: PersonId
  readonly but: readonly CaseId[]
}

/**
 * Somebody's last look at a place that they keep coming back to, and what they had seen by the end of the visit before
 * this one. How far is counted as the place counts: a case by its versions, the page of the day in milliseconds.
 */
export interface Visit {
  readonly person: PersonId
  readonly place: CaseId | 'today'
  /** How far things had gone when the visit before ended, and when that was; `null`: this is the first. */
  readonly before: { readonly upTo: number; readonly left: string } | null
  /** The same of the last look. */
  readonly upTo: number
  readonly at: string
}

export interface Batch {
  readonly appends?: readonly Append[]
  readonly cases?: readonly CaseRow[]
  /** People whose lists lose everything, before rows are written, but these cases. */
  readonly unlisted?: readonly Unlisted[]
  /** When the scheduler should look at a stream next; null: no more. */
  readonly alarms?: readonly { readonly stream: StreamId; readonly at: string | null }[]
  /**
   * After a clock that was ahead: looks and waiting entries that are due later are due `now`, and nothing is leased for
   * longer than until `leases`.
   */
  readonly clockBack?: { readonly now: string; readonly leases: string }
  readonly outbox?: readonly OutboxEntry[]
  readonly outboxChanges?: readonly OutboxChange[]
  readonly secrets?: readonly SecretRow[]
  /** One-time secrets used up by this commit; it fails when one is spent already, expired at `at`, or unknown. */
  readonly spend?: readonly { readonly hash: string; readonly at: string }[]
  /** Secrets that end now (sign-out, a revoked token): missing ones are no error. */
  readonly revoke?: readonly string[]
  /** End every session, token, and link of a person, or every link to a scope. */
  readonly revokeAll?: readonly { readonly subject?: StreamId; readonly scope?: StreamId }[]
  /** Forgets all secrets that were spent or expired before this instant. */
  readonly purgeSecretsBefore?: string
  /** New unique names; the commit fails when one exists with another value. */
  readonly lookups?: readonly Lookup[]
  /** Names given up, before new ones begin: each is forgotten if it still has this value; others are no error. */
  readonly freed?: readonly Lookup[]
  readonly published?: readonly PublishedRow[]
  readonly settings?: readonly { readonly name: string; readonly value: string | null }[]
  /** Who read what: coalesced by (person, case, quarter of an hour). */
  readonly reads?: readonly { readonly person: PersonId; readonly case: CaseId; readonly quarter: string }[]
  /** Up to which message of a case's thread somebody has come; it never goes back. */
  readonly seen?: readonly { readonly person: PersonId; readonly case: CaseId; readonly post: number }[]
  /** Each takes the place of the one before it. */
  readonly visits?: readonly Visit[]
  /** Takes or renews the right to sequence; the commit fails (`log`) while somebody else has it. */
  readonly logLease?: LogLease
  /** The log grows; the commit fails (`log`) when the lease is another's or the log has grown meanwhile. */
  readonly sequenced?: Sequenced
  /** The commit fails (`log`) when the note is no longer the one that was read. */
  readonly cosigned?: Cosigned
  /** What the search index takes in or forgets. */
  readonly index?: IndexChange
  /** Mail that came in. */
  readonly letters?: readonly LetterRow[]
  readonly letterChanges?: readonly LetterChange[]
}

export type Committed =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'conflict'; readonly stream: StreamId; readonly actual: number }
  | { readonly ok: false; readonly why: 'spent'; readonly hash: string }
  | { readonly ok: false; readonly why: 'taken'; readonly lookup: Lookup }
  | { readonly ok: false; readonly why: 'log' | 'search' | 'letter' }

export type CaseQuery = {
  readonly person: PersonId
  readonly open: boolean | 'all'
  readonly phase?: string
  readonly limit: number
} & (CasesByChange | CasesByDue)

/** The last changed first. `after`: continue after this row (keyset paging). */
export interface CasesByChange {
  readonly order?: 'changed'
  readonly after?: Pick<CaseRow, 'updated' | 'case'>
}

/** The earliest next deadline first, then those without one; among equals the last changed first. */
export interface CasesByDue {
  readonly order: 'due'
  readonly after?: Pick<CaseRow, 'nextDue' | 'updated' | 'case'>
}

/** Entries of the outbox, the newest first. */
export interface OutboxQuery {
  readonly stream?: StreamId
  readonly states?: readonly OutboxState[]
  readonly kind?: string
  /** All kinds but this one. */
  readonly not?: string
  readonly limit: number
}

/** So many closed cases of a person are counted: beyond that nobody reads the figure, and counting costs every list. */
export const mostCounted = 1_000

/**
 * Everything that lasts. One `commit` is one transaction: all of it or nothing, and it is on disk when the promise
 * resolves. There are no interactive transactions. Failures of the machine throw `StoreFailed`.
 */
export interface Store extends SearchIndex, Letters {
  commit(batch: Batch): Promise<Committed>

  readStream(stream: StreamId, after?: number): Promise<readonly SealedEvent[]>
  /** What many streams hold after a version each, with one question; a stream without anything newer is left out. */
  readStreams(
    asked: readonly { readonly stream: StreamId; readonly after: number }[],
  ): Promise<ReadonlyMap<StreamId, readonly SealedEvent[]>>
  /** Streams of a kind in the order of their first event. */
  streams(kind: StreamKind, community?: CommunityId): Promise<readonly { stream: StreamId; community: CommunityId }[]>
  /** Every event of every stream in commit order, for verification and rebuilding; `position` grows. */
  scan(
    after: number,
    limit: number,
  ): Promise<readonly { position: number; stream: StreamId; kind: StreamKind; event: SealedEvent }[]>

  /** As `scan`, without what is sealed: for who needs none of it, in half of the time. */
  scanLinks(
    after: number,
    limit: number,
  ): Promise<readonly { position: number; stream: StreamId; event: Omit<SealedEvent, 'sealed'> }[]>
  /** The last version of every stream, as commits keep it, in the order of their first events; `ordinal` grows. */
  streamEnds(after: number, limit: number): Promise<readonly ({ readonly ordinal: number } & LogEvent)[]>

  logState(): Promise<LogState>
  /** Batches of a greater size, in order. */
  logBatches(after: number, limit: number): Promise<readonly LogBatch[]>
  lastLogBatch(): Promise<LogBatch | undefined>

  cases(query: CaseQuery): Promise<readonly CaseRow[]>
  /** The row of one case if the person is in its audience. */
  caseRow(person: PersonId, id: CaseId): Promise<CaseRow | undefined>
  /** Of closed cases, which grow without end, at most `mostCounted` are counted. */
  countCases(person: PersonId): Promise<{ open: number; closed: number }>
  /** Whether there is any case that somebody may read: not only invited to, or told of. */
  readsAny(person: PersonId): Promise<boolean>
  /** For what is asked with every page. */
  countOpenCases(person: PersonId): Promise<number>
  /** The open cases to which somebody is tied by themselves (`CaseRow.tied`), for use by the product alone. */
  casesTiedTo(person: PersonId): Promise<readonly CaseId[]>
  /** All of a community's cases, for use by the product alone (rebuilding an audience). */
  allCases(community: CommunityId): Promise<readonly CaseId[]>

  /**
   * Takes up to `limit` streams whose alarm is due, earliest first: nobody else gets them until `leasedUntil`, or until a
   * commit sets their alarm anew. Durable.
   */
  leaseAlarms(now: string, leasedUntil: string, limit: number): Promise<readonly StreamId[]>
  /** The next alarm's instant, if any. */
  nextAlarm(): Promise<string | undefined>

  /**
   * Takes up to `limit` entries that are due, of one kind if `kind` is given, oldest first, and marks them `sending`
   * until `leasedUntil`. Durable.
   */
  leaseOutbox(now: string, leasedUntil: string, limit: number, kind?: string): Promise<readonly OutboxRow[]>
  /** Takes entries whose lease ran out while `sending`, oldest first: they were interrupted, and are still `sending`. */
  leaseInterrupted(now: string, leasedUntil: string, limit: number): Promise<readonly OutboxRow[]>
  /**
   * Calls `listener` soon after anybody has committed outbox entries or alarms, other servers on the same database among
   * them; answers with how to stop that. A hint that can fail to come: what is due is found by looking.
   */
  onWork(listener: () => void): () => void
  outbox(filter: OutboxQuery): Promise<readonly OutboxRow[]>
  outboxEntry(id: string): Promise<OutboxRow | undefined>

  secret(hash: string): Promise<SecretRow | undefined>
  secretsOf(subject: StreamId, kind: SecretKind): Promise<readonly SecretRow[]>
  lookup(kind: string, key: string): Promise<string | undefined>
  published(community: CommunityId, limit: number): Promise<readonly PublishedRow[]>
  publishedById(id: string): Promise<PublishedRow | undefined>
  setting(name: string): Promise<string | undefined>
  reads(id: CaseId): Promise<readonly { person: PersonId; quarter: string; count: number }[]>
  /** Up to which message of a case's thread somebody has come; 0: to none. */
  seen(person: PersonId, id: CaseId): Promise<number>
  /** Of some places those where somebody has been, with one question. */
  visits(person: PersonId, places: readonly Visit['place'][]): Promise<readonly Visit[]>

  /** A consistent copy of the running database at `path` (which must not exist), checked after writing. */
  backup(path: string): Promise<void>
  /** The engine's own consistency check. Empty: sound. */
  check(): Promise<readonly string[]>
  close(): Promise<void>
}

/** Thrown when the machine fails the store: `code` says how; `cause` is the engine's own error. */
export class StoreFailed extends Error {
  override readonly name = 'StoreFailed'
  readonly code:
    | 'newer_schema'
    | 'older_schema'
    | 'unsafe_settings'
    | 'disk_full'
    | 'read_only'
    | 'corrupt'
    | 'busy'
    | 'closed'
    /** It holds the wrapped keys, which are kept apart from the records. */
    | 'same_database'
    /** The database server does not answer, or lets nobody in. */
    | 'unreachable'
    /** A commit's outcome is unknown and could not be found out: it may have happened. */
    | 'unsure'
    | 'failed'
  constructor(code: StoreFailed['code'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
