import { movedAway, type KeptKeys, type Wrapped } from '../keystore.ts'
import { wrappedIn, type Row } from '../rows.ts'
import type { FileFacts } from './facts.ts'
import type { Place } from './place.ts'

export function keysIn({ db, writing, durable, fold }: Place, facts: FileFacts): KeptKeys {
  const keeping = writing(`insert into stream_keys (stream, wrapped, wrapped_by)
    select ?, ?, ? where (select value from about where name = 'check') = ? on conflict do nothing`)
  // All columns: a keystore that is only read may be one of before keys had ids.
  const finding = db.prepare('select * from stream_keys where stream = ?')
  const destroying = writing(`update stream_keys set wrapped = null
    where stream = ? and exists (select 1 from about where name = 'check')`)
  const version = db.prepare('pragma data_version')

  function find(stream: string): Wrapped {
    const row = finding.get(stream) as unknown as Row | undefined
    return row === undefined ? undefined : (wrappedIn(row) ?? 'destroyed')
  }
  return {
    async keep(stream, { key, by }, check) {
      keeping?.run(stream, key, by, check)
      const found = find(stream)
      if (found !== undefined) await durable()
      return found
    },
    find: async (stream) => find(stream),
    async destroy(stream) {
      if (destroying?.run(stream).changes === 0 && facts.get('check') === undefined) throw movedAway()
      fold()
    },
    outsideChanges: () => (version.get() as { data_version: number }).data_version,
  }
}
