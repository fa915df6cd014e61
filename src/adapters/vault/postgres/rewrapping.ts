import type { RewrappedKeys } from '../keystore.ts'
import { keptRows, type Row } from '../rows.ts'
import type { Asking } from './asking.ts'
import { bytes } from './bytes.ts'

export function rewrappingIn({ rows, change }: Asking): RewrappedKeys {
  return {
    async notBy(by, limit) {
      const others = await rows<Row>(
        `select stream, wrapped, wrapped_by from stream_keys
           where wrapped is not null and wrapped_by is distinct from $1 limit $2`,
        [by, limit],
      )
      return keptRows(others)
    },
    async count(by) {
      const [row] = await rows<{ total: number; own: number }>(
        `select count(*) as total, count(*) filter (where wrapped_by = $1) as own
           from stream_keys where wrapped is not null`,
        [by],
      )
      return { all: row?.total ?? 0, by: row?.own ?? 0 }
    },
    async rewrap(some) {
      await rows(
        `update stream_keys set wrapped = one.now, wrapped_by = one.by
           from unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[]) as one (stream, was, now, by)
           where stream_keys.stream = one.stream and stream_keys.wrapped = one.was`,
        [
          some.map(({ stream }) => stream),
          some.map(({ was }) => bytes(was.key)),
          some.map(({ now }) => bytes(now.key)),
          some.map(({ now }) => now.by),
        ],
      )
    },
    switchTo: (check, by) =>
      change(async (client) => {
        // First the row, then the look: whoever kept a key under the old one has been waited for, and is seen.
        await client.query(`select 1 from about where name = 'check' for update`)
        const { rowCount } = await client.query(
          `update about set value = $1 where name = 'check' and not exists
             (select 1 from stream_keys where wrapped is not null and wrapped_by is distinct from $2)`,
          [check, by],
        )
        return rowCount === 1
      }),
  }
}
