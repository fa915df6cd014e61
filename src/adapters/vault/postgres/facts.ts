import type pg from 'pg'
import type { Facts, KeptFacts } from '../keystore.ts'
import type { Asking } from './asking.ts'
import { tellChange } from './changes.ts'

export function factsIn({ rows, change }: Asking): KeptFacts {
  async function fact(name: string): Promise<string | undefined> {
    return (await rows<{ value: string }>('select value from about where name = $1', [name]))[0]?.value
  }
  return {
    fact,
    async once(name, value) {
      await rows('insert into about (name, value) values ($1, $2) on conflict do nothing', [name, value])
      return (await fact(name)) ?? value
    },
    state: (facts) => change((client) => set(client, facts)),
    stateWhere: (name, value, facts) =>
      change(async (client) => {
        const { rowCount } = await client.query('select 1 from about where name = $1 and value = $2 for update', [
          name,
          value,
        ])
        if (rowCount === 0) return isSo(client, facts)
        await set(client, facts)
        await tellChange(client)
        return true
      }),
  }
}

/** Writes them in the transaction that the client is in. */
export async function set(client: pg.ClientBase, facts: Facts): Promise<void> {
  for (const [name, value] of Object.entries(facts)) {
    if (value === null) await client.query('delete from about where name = $1', [name])
    else {
      const text = `insert into about (name, value) values ($1, $2)
                    on conflict (name) do update set value = excluded.value`
      await client.query(text, [name, value])
    }
  }
}

/** Done already: the answer to the first time was lost. */
async function isSo(client: pg.ClientBase, facts: Facts): Promise<boolean> {
  for (const [name, value] of Object.entries(facts)) {
    const { rows } = await client.query<{ value: string }>('select value from about where name = $1', [name])
    if ((rows[0]?.value ?? null) !== value) return false
  }
  return true
}
