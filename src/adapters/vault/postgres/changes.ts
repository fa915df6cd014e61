import type { Runs } from '../../postgres/index.ts'

/** On it `changed`, where a key was destroyed, and `keys`, where everyone is to look for the installation's keys again. */
export const channel = 'tocsin_keys'

/**
 * Counts, in the transaction that destroys something: who has the number from before it has what was there before it.
 * The notification leaves with the commit.
 */
export async function tellChange(on: Runs): Promise<void> {
  await on.query('update keystore set changes = changes + 1')
  await on.query(`select pg_notify($1, 'changed')`, [channel])
}

/** In milliseconds: what a server has in memory counts for so long without asking, should no notification come. */
const fresh = 500

export interface Changes {
  /** How many there were, as of half a second ago at most; at once after a notification. */
  count(): number | Promise<number>
  /** There is a new one. */
  heard(): void
}

export function changesOn(ask: () => Promise<number>): Changes {
  let last: { readonly at: number; readonly count: number } | undefined
  let asking: Promise<number> | undefined
  let heard = 0

  async function asked(): Promise<number> {
    const [at, before] = [performance.now(), heard]
    try {
      const count = await ask()
      // What was heard meanwhile may be newer than this number.
      if (heard === before) last = { at, count }
      return count
    } finally {
      if (heard === before) asking = undefined
    }
  }

  return {
    count() {
      if (last !== undefined && performance.now() - last.at < fresh) return last.count
      return (asking ??= asked())
    },
    heard() {
      heard += 1
      last = undefined
      asking = undefined
    },
  }
}
