import { connected, patiently } from '../../postgres/index.ts'
import type { Keystore } from '../keystore.ts'
import { askingAt } from './asking.ts'
import { changesOn } from './changes.ts'
import { factsIn } from './facts.ts'
import { coded } from './failures.ts'
import { keysIn } from './keys.ts'
import { movingIn } from './moving.ts'
import { othersOn } from './others.ts'
import { rewrappingIn } from './rewrapping.ts'
import { assertKeystore, makeKeystore } from './schema.ts'
import { turnsAt } from './turns.ts'

/**
 * The keystore in a PostgreSQL database of its own. Made where it is missing, unless it is only read. Throws
 * `VaultFailed`: `wrong_installation_key` where there is none to read, `newer_schema`, `same_database`;
 * `VaultUnavailable`.
 */
export async function openKeystoreDatabase(url: string, how: { readonly readOnly: boolean }): Promise<Keystore> {
  await coded(() => patiently(() => connected(url, how.readOnly ? assertKeystore : makeKeystore)))
  const asking = askingAt(url, how)
  const changes = changesOn(async () => {
    const [row] = await asking.rows<{ changes: number }>('select changes from keystore')
    return row?.changes ?? 0
  })
  const told = how.readOnly ? undefined : othersOn(url, asking.pool, () => changes.heard())
  return {
    isShared: true,
    ...keysIn(asking, changes),
    ...rewrappingIn(asking),
    ...factsIn(asking),
    ...movingIn(asking),
    ...turnsAt(url, told?.others),
    async close() {
      await told?.close()
      await asking.pool.end()
    },
  }
}
