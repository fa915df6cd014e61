import type { Facts, KeptFacts } from '../keystore.ts'
import { inTransaction } from './connect.ts'
import type { Place } from './place.ts'

export interface FileFacts {
  /** At once: SQLite is asked without waiting. */
  get(name: string): string | undefined
  /** Writes them in whatever transaction is open, or each by itself; not yet on disk. */
  set(facts: Facts): void
  readonly kept: KeptFacts
}

export function factsIn({ db, writing, durable }: Place): FileFacts {
  const asking = db.prepare('select value from about where name = ?')
  const setting = writing(`insert into about (name, value) values (?, ?)
    on conflict (name) do update set value = excluded.value`)
  const unsetting = writing('delete from about where name = ?')
  const stating = writing('insert into about (name, value) values (?, ?) on conflict do nothing')

  function get(name: string): string | undefined {
    return (asking.get(name) as { value: string } | undefined)?.value
  }
  function set(facts: Facts): void {
    for (const [name, value] of Object.entries(facts)) {
      if (value === null) unsetting?.run(name)
      else setting?.run(name, value)
    }
  }
  return {
    get,
    set,
    kept: {
      fact: async (name) => get(name),
      async once(name, value) {
        stating?.run(name, value)
        await durable()
        return get(name) ?? value
      },
      async state(facts) {
        inTransaction(db, 'begin immediate', () => set(facts))
        await durable()
      },
      async stateWhere(name, value, facts) {
        const isSo = inTransaction(db, 'begin immediate', () => {
          if (get(name) !== value) return false
          set(facts)
          return true
        })
        await durable()
        return isSo
      },
    },
  }
}
