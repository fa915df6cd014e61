import type { CnaAccount } from '../../core/community/index.ts'

export type { CnaAccount }

/** States of an id at CVE Services. */
export type CveState = 'AVAILABLE' | 'RESERVED' | 'PUBLISHED' | 'REJECTED'

/** An id as CVE Services has it. Others' reserved ids come without their owner. */
export interface CveIdSeen {
  readonly id: string
  readonly state: CveState
  readonly org: string | null
  readonly user: string | null
  /** When it was reserved, ISO 8601. */
  readonly reserved: string | null
}

export interface CveQuota {
  readonly quota: number
  readonly reserved: number
  readonly available: number
}

export interface Rejection {
  readonly reason: string
  readonly replacedBy: string | null
}

/** A numbering authority's container. CVE Services puts its own `providerMetadata` in place of what is sent. */
export type Container = Readonly<Record<string, unknown>>

/** CVE Services, the CVE Program's API for numbering authorities. Every function throws `CveServicesFailed`. */
export interface CveServices {
  quota(account: CnaAccount): Promise<CveQuota>
  /** Fewer than asked for where the year or the quota has no more (HTTP 206). */
  reserve(account: CnaAccount, year: number, amount: number): Promise<readonly CveIdSeen[]>
  /** The organisation's ids of a year that were reserved after an instant, and what CVE Services' own clock says. */
  reservedSince(
    account: CnaAccount,
    year: number,
    since: Temporal.Instant,
  ): Promise<{ readonly ids: readonly CveIdSeen[]; readonly now: Temporal.Instant | null }>
  show(account: CnaAccount, id: string): Promise<CveIdSeen>
  /** The numbering authority's container of a published record; `null` where it has none. */
  published(account: CnaAccount, id: string): Promise<Container | null>
  publish(account: CnaAccount, id: string, container: Container): Promise<void>
  update(account: CnaAccount, id: string, container: Container): Promise<void>
  /** `published`: the id has a record, which is rejected with it. */
  reject(account: CnaAccount, id: string, rejection: Rejection, published: boolean): Promise<void>
}

/**
 * - `refused`: it said no, and surely did nothing: trying again as it is will not help.
 * - `later`: it surely did nothing; trying again may help.
 * - `unsure`: it may have done it, or not.
 *
 * `code`: `http_403_exceeded_id_quota`, `timed_out`, … The message has no word of what was sent.
 */
export class CveServicesFailed extends Error {
  override readonly name = 'CveServicesFailed'
  readonly outcome: 'refused' | 'later' | 'unsure'
  readonly code: string
  constructor(outcome: CveServicesFailed['outcome'], code: string, options?: ErrorOptions) {
    super(`CVE Services: ${code}`, options)
    this.outcome = outcome
    this.code = code
  }
}
