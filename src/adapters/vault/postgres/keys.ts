import type { KeptKeys, Wrapped } from '../keystore.ts'
import { wrappedIn, type Row } from '../rows.ts'
import type { Asking } from './asking.ts'
import { bytes } from './bytes.ts'
import type { Changes } from './changes.ts'
import { forget } from './forget.ts'

export function keysIn({ rows, change }: Asking, changes: Changes): KeptKeys {
  async function find(stream: string): Promise<Wrapped> {
    // Not prepared: only the part that has the stream is looked at, and locked.
    const [row] = await rows<Row>('select wrapped, wrapped_by from stream_keys where stream = $1', [stream])
    return row === undefined ? undefined : (wrappedIn(row) ?? 'destroyed')
  }
  return {
    async keep(stream, { key, by }, check) {
      // Shared: `switchTo`, which changes this row, waits for us, or we see that it did.
      const kept = await rows(
        `with open as (select 1 from about where name = 'check' and value = $4 for share)
         insert into stream_keys (stream, wrapped, wrapped_by) select $1, $2, $3 from open
         on conflict do nothing returning stream`,
        [stream, bytes(key), by, check],
      )
      return kept.length === 1 ? { key, by } : find(stream)
    },
    find,
    destroy: (stream) => change((client) => forget(client, stream)),
    outsideChanges: () => changes.count(),
  }
}
