import type { OutboxRow, Store } from '../../../app/ports/index.ts'
import { stored } from './instants.ts'
import { outboxColumns, outboxFrom, type OutboxColumns } from './rows.ts'
import type { Asked, Dialect } from './statement.ts'

type Lease<Name extends keyof Store> = (
  dialect: Dialect,
  ...asked: Parameters<Store[Name]>
) => Asked<Awaited<ReturnType<Store[Name]>>>

/**
 * Work that is taken: one statement finds it, oldest first, and marks it. Of two servers that take at once, none gets
 * what the other one takes: they pass it over and get the next.
 */
const leases = {
  leaseOutbox: ({ take }, now, leasedUntil, limit, kind) => ({
    text: `with taken as materialized (
             select id from outbox where state = 'waiting' and due <= ? ${kind === undefined ? '' : 'and kind = ?'}
             order by due, ordinal limit ?${take}
           )
           update outbox set state = 'sending', leased_until = ? where id in (select id from taken)
           returning ordinal, ${outboxColumns}`,
    values: [stored(now), ...(kind === undefined ? [] : [kind]), limit, stored(leasedUntil)],
    answer: oldestFirst,
  }),
  leaseInterrupted: ({ take }, now, leasedUntil, limit) => ({
    text: `with taken as materialized (
             select id from outbox where state = 'sending' and leased_until <= ? order by due, ordinal limit ?${take}
           )
           update outbox set leased_until = ? where id in (select id from taken)
           returning ordinal, ${outboxColumns}`,
    values: [stored(now), limit, stored(leasedUntil)],
    answer: oldestFirst,
  }),
  // A lease that runs longer than the new one was taken under a clock that has jumped: it counts for nothing.
  leaseAlarms: ({ take }, now, leasedUntil, limit) => ({
    text: `with taken as materialized (
             select stream from alarms
             where at <= ? and (leased_until is null or leased_until <= ? or leased_until > ?)
             order by at, stream limit ?${take}
           )
           update alarms set leased_until = ? where stream in (select stream from taken) returning at, stream`,
    values: [stored(now), stored(now), stored(leasedUntil), limit, stored(leasedUntil)],
    answer: (rows) =>
      (rows as readonly { at: string; stream: Awaited<ReturnType<Store['leaseAlarms']>>[number] }[])
        .toSorted((a, b) => compare(a.at, b.at) || compare(a.stream, b.stream))
        .map(({ stream }) => stream),
  }),
} satisfies { [Name in Leased]: Lease<Name> }

export type Leased = 'leaseOutbox' | 'leaseInterrupted' | 'leaseAlarms'

/** Every lease as a method of the port. */
export function leasesBy(dialect: Dialect, take: (taking: Asked<unknown>) => Promise<unknown>): Pick<Store, Leased> {
  const methods = Object.entries(leases).map(([name, lease]) => {
    const taking = lease as (dialect: Dialect, ...asked: unknown[]) => Asked<unknown>
    return [name, async (...asked: unknown[]) => take(taking(dialect, ...asked))]
  })
  return Object.fromEntries(methods) as Pick<Store, Leased>
}

function oldestFirst(rows: readonly unknown[]): readonly OutboxRow[] {
  return (rows as readonly (OutboxColumns & { ordinal: number })[])
    .toSorted((a, b) => compare(a.due, b.due) || a.ordinal - b.ordinal)
    .map(outboxFrom)
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
