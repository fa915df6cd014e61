import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { CveOrder } from '../../core/process/index.ts'
import type { CnaAccount } from '../ports/index.ts'
import type { World } from '../world.ts'

/** How far CVE Services' clock and ours may lie apart, and how long before an order its id may seem reserved. */
const margin = { minutes: 10 } as const

export type Found =
  | { readonly ids: readonly string[] }
  /** Nobody can tell from here. */
  | { readonly doubt: 'clocks_differ' | 'others_under_way' }

/**
 * What a reservation in doubt may have brought: the ids that this account reserved since the order, and that no case
 * has on record. CVE Services keeps nothing by which an order could be recognised (it has no idempotency key), so
 * other orders that are under way at the same time make it impossible to tell whose an id is.
 */
export async function reservedBy(
  world: World,
  account: CnaAccount,
  order: CveOrder,
  { id: own, members }: { readonly id: CaseId; readonly members: readonly PersonId[] },
): Promise<Found> {
  const since = Temporal.Instant.from(order.at).subtract(margin)
  const seen = await world.cve.reservedSince(account, order.year ?? 0, since)
  if (seen.now !== null && apart(seen.now, world.machine.now())) return { doubt: 'clocks_differ' }
  const others = await changedSince(world, members, since)
  const known = new Set<string>()
  for (const { id, cve } of others) {
    if (cve.id !== null) known.add(cve.id)
    for (const rejected of cve.rejected) known.add(rejected)
    const waiting = cve.order?.state === 'ordered' || cve.order?.state === 'unsure'
    if (id !== own && cve.order?.what === 'reserve' && waiting) return { doubt: 'others_under_way' }
  }
  const ids = seen.ids.filter(({ user, org }) => user === account.user && org === account.org).map(({ id }) => id)
  return { ids: ids.filter((id) => !known.has(id)) }
}

function apart(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Math.abs(one.until(other).total('seconds')) > margin.minutes * 60
}

/** Every case that changed since: a case that got an id since then is among them. Members are in every case's list. */
async function changedSince(world: World, members: readonly PersonId[], since: Temporal.Instant) {
  const [person] = members
  if (person === undefined) return []
  const states = []
  let after: { readonly updated: string; readonly case: CaseId } | undefined
  for (;;) {
    const rows = await world.store.cases({ person, open: 'all', limit: 100, ...(after === undefined ? {} : { after }) })
    for (const row of rows) {
      if (Temporal.Instant.compare(Temporal.Instant.from(row.updated), since) < 0) return states
      const { state } = await world.records.read('case', row.case)
      if (state !== null) states.push(state)
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < 100) return states
    after = { updated: last.updated, case: last.case }
  }
}
