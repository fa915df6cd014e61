import type { RewrappedKeys } from '../keystore.ts'
import { keptRows, type Row } from '../rows.ts'
import type { Place } from './place.ts'

export function rewrappingIn({ writing, durable }: Place): RewrappedKeys {
  const others = writing(`select stream, wrapped, wrapped_by from stream_keys
    where wrapped is not null and wrapped_by is not ? limit ?`)
  const counting = writing(`select count(*) as total, count(*) filter (where wrapped_by = ?) as own
    from stream_keys where wrapped is not null`)
  const exchanging = writing('update stream_keys set wrapped = ?, wrapped_by = ? where stream = ? and wrapped = ?')
  const switching = writing(`update about set value = ? where name = 'check'
    and not exists (select 1 from stream_keys where wrapped is not null and wrapped_by is not ?)`)
  return {
    async notBy(by, limit) {
      const rows = (others?.all(by, limit) ?? []) as unknown as Row[]
      return keptRows(rows)
    },
    async count(by) {
      const found = counting?.get(by) as { total: number; own: number } | undefined
      return { all: found?.total ?? 0, by: found?.own ?? 0 }
    },
    async rewrap(some) {
      for (const { stream, was, now } of some) exchanging?.run(now.key, now.by, stream, was.key)
      await durable()
    },
    async switchTo(check, by) {
      const switched = switching?.run(check, by).changes === 1
      if (switched) await durable()
      return switched
    },
  }
}
