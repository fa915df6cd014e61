import { codeOf } from '../../core/kernel/index.ts'
import type { OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { Outcome } from './attempt.ts'
import { settle, type Settled } from './settle.ts'

export type Noted = Settled | 'unsettled'

/** An outcome that could not be noted leaves the entry as it is: when its lease has run out it was interrupted. */
export async function noted(world: World, row: OutboxRow, outcome: Outcome): Promise<Noted> {
  try {
    return await settle(world, row, outcome)
  } catch (error) {
    world.lines.error('outcome_not_noted', { entry: row.id, code: codeOf(error) ?? 'failed' })
    return 'unsettled'
  }
}
