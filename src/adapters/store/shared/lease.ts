import type { OutboxRow } from '../../../app/ports/index.ts'
import { stored } from './instants.ts'
import { outboxColumns, outboxFrom, type OutboxColumns } from './rows.ts'
import type { Asked, Dialect } from './statement.ts'

/** Takes due entries, oldest first: they are `sending` from now on. Of two that take at once, none gets the other's. */
export function leaseOf(
  now: string,
  leasedUntil: string,
  limit: number,
  kind: string | undefined,
  { take }: Dialect,
): Asked<readonly OutboxRow[]> {
  return {
    text: `with taken as materialized (
             select id from outbox where state = 'waiting' and due <= ? ${kind === undefined ? '' : 'and kind = ?'}
             order by due, ordinal limit ?${take}
           )
           update outbox set state = 'sending', leased_until = ? where id in (select id from taken)
           returning ordinal, ${outboxColumns}`,
    values: [stored(now), ...(kind === undefined ? [] : [kind]), limit, stored(leasedUntil)],
    answer: (rows) =>
      (rows as readonly (OutboxColumns & { ordinal: number })[])
        .toSorted((a, b) => (a.due === b.due ? a.ordinal - b.ordinal : a.due < b.due ? -1 : 1))
        .map(outboxFrom),
  }
}
