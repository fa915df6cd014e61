/** How many entries one page of a thread or a record holds: pages don't grow with their case. */
export const onePage = 100

export interface PagePlace {
  readonly from: number
  readonly to: number
  /** The numbers of the pages beside it. */
  readonly older: number | undefined
  readonly newer: number | undefined
  /** `101 to 200 of 312`. */
  readonly says: string
}

/** Page 1 holds the oldest entries; without a number, the newest. What is no page is the newest, too. */
export function placeOf(count: number, asked: string | undefined): PagePlace {
  const last = Math.max(1, Math.ceil(count / onePage))
  const wanted = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : last
  const page = wanted >= 1 && wanted <= last ? wanted : last
  const from = (page - 1) * onePage
  const to = Math.min(count, from + onePage)
  return {
    from,
    to,
    older: page > 1 ? page - 1 : undefined,
    newer: page < last ? page + 1 : undefined,
    says: `${from + 1} to ${to} of ${count}`,
  }
}
