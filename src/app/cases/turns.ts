import type { CaseId } from '../../core/kernel/index.ts'
import type { Store } from '../ports/index.ts'
import type { World } from '../world.ts'

const lines = new WeakMap<Store, Map<CaseId, Promise<unknown>>>()

/**
 * Acts on one case take turns in this process, first come, first served: each decides on what the one before did,
 * instead of losing against it and trying again. What another process writes meanwhile is still a conflict.
 */
export function inTurn<Answer>(world: World, id: CaseId, act: () => Promise<Answer>): Promise<Answer> {
  const line = lines.get(world.store) ?? new Map<CaseId, Promise<unknown>>()
  lines.set(world.store, line)
  const before = line.get(id) ?? Promise.resolve()
  const turn = before.then(act, act)
  line.set(id, turn)
  const leave = () => {
    if (line.get(id) === turn) line.delete(id)
  }
  turn.then(leave, leave)
  return turn
}
