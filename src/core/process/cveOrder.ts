import { refuse, type Actor, type Refused } from '../kernel/index.ts'

/** What CVE Services, the CVE Program's API for numbering authorities, is asked to do. */
export type CveOrderKind = 'reserve' | 'publish' | 'update' | 'reject'

export interface CveOrderEvents {
  /** `order` counts a case's orders from 1. `id`: the id it is about, `null` for a reservation. `reason`: why rejected. */
  CveOrdered: {
    order: number
    what: CveOrderKind
    id: string | null
    year: number | null
    reason: string
    replacedBy: string | null
  }
  CveOrderDone: { order: number; id: string; note: string }
  /** `unsure`: CVE Services may have done it. `found`: ids that a reservation in doubt may have brought. */
  CveOrderFailed: { order: number; code: string; unsure: boolean; found: readonly string[] }
}

/** The last order to CVE Services, and what became of it. */
export interface CveOrder {
  readonly at: string
  readonly by: Actor
  readonly order: number
  readonly what: CveOrderKind
  readonly id: string | null
  readonly year: number | null
  readonly reason: string
  readonly replacedBy: string | null
  readonly state: 'ordered' | 'done' | 'failed' | 'unsure'
  readonly code: string | null
  readonly found: readonly string[]
}

/** What is on record of a case's place with CVE Services. */
export interface CveServicesRecord {
  readonly order: CveOrder | null
  /** The id under which the record was published there. */
  readonly published: { readonly at: string; readonly by: Actor; readonly id: string } | null
  readonly rejected: readonly string[]
}

const orders: Readonly<Record<CveOrderKind, (order: CveOrderEvents['CveOrdered']) => string>> = {
  reserve: ({ year }) => `reserve an id of ${year ?? 'this year'}`,
  publish: ({ id }) => `publish ${id ?? 'the record'}`,
  update: ({ id }) => `bring ${id ?? 'the record'} up to date`,
  reject: ({ id, reason }) => `reject ${id ?? 'the id'}: ${reason}`,
}

/** `reserve an id of 2026` */
export function cveOrderInWords(order: CveOrderEvents['CveOrdered']): string {
  return orders[order.what](order)
}

/** One order at a time, and none after one whose outcome nobody knows: why nothing can be ordered, or taken along, now. */
export function orderOpen({ order }: CveServicesRecord): Refused | undefined {
  if (order?.state === 'ordered') {
    return refuse('order_under_way', 'V2', 'An order to CVE Services is under way.', 'Wait for what becomes of it.')
  }
  if (order?.state === 'unsure') {
    return refuse(
      'order_in_doubt',
      'V2',
      'Whether CVE Services carried out the last order is not known.',
      'Look there, and say what became of it.',
    )
  }
  return undefined
}
