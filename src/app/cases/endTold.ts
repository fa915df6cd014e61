import type { PersonId, Recorded } from '../../core/kernel/index.ts'
import { reportersOf, type Case, type CaseEvent } from '../../core/process/index.ts'
import { readEffect, type Effect } from '../effects/index.ts'
import { VaultFailed, type OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'

/**
 * Whether somebody knows that their access ended. `waiting`: the mail has yet to leave. `failed`: it did not, or nobody
 * knows. `unreachable`: there is no address.
 */
export interface EndTold {
  readonly state: 'waiting' | 'told' | 'failed' | 'unreachable'
  readonly at: string
}

/** A case ends nobody's access so often. */
const most = 100

/** F3: of those whose access ended and who were not let in again, what became of the mail that tells them. */
export async function endsTold(
  world: World,
  c: Case,
  records: readonly Recorded<CaseEvent>[],
): Promise<ReadonlyMap<PersonId, EndTold>> {
  const found = new Map<PersonId, EndTold>()
  if (!records.some(({ event: { type } }) => type === 'AccessRevoked' || type === 'CoReporterRemoved')) return found
  const rows = await world.store.outbox({ stream: c.id, kind: 'access-ended', limit: most })
  const told = await Promise.all(rows.map(async (row) => ({ row, effect: await opened(world, row) })))
  for (const { row, effect } of told) {
    // The newest comes first.
    if (effect?.kind !== 'access-ended' || found.has(effect.to)) continue
    const isBack =
      effect.had === 'report'
        ? reportersOf(c).includes(effect.to)
        : c.fixTeam.some(({ person, state }) => person === effect.to && state !== 'revoked')
    if (!isBack) found.set(effect.to, toldBy(row))
  }
  return found
}

/** A damaged entry takes no page with it: the log lines tell of it when it is due. */
async function opened(world: World, row: OutboxRow): Promise<Effect | undefined> {
  try {
    return await readEffect(world, row)
  } catch (error) {
    if (error instanceof VaultFailed) return undefined
    throw error
  }
}

function toldBy({ state, failure, created, settled }: OutboxRow): EndTold {
  const at = settled ?? created
  if (state === 'done') return { state: failure === null ? 'told' : 'unreachable', at }
  return { state: state === 'waiting' || state === 'sending' ? 'waiting' : 'failed', at }
}
