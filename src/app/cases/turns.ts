import type { Store } from '../ports/index.ts'
import type { World } from '../world.ts'

const lines = new WeakMap<Store, Map<string, Promise<unknown>>>()

/**
 * Acts on one case, or on whatever else `key` names, take turns in this process, first come, first served: each decides on what the one before did,
 * instead of losing against it and trying again. What another process writes meanwhile is still a conflict.
 */
export function inTurn<Answer>(world: World, key: string, act: () => Promise<Answer>): Promise<Answer> {
  const line = lines.get(world.store) ?? new Map<string, Promise<unknown>>()
  lines.set(world.store, line)
  const before = line.get(key) ?? Promise.resolve()
  const turn = before.then(act, act)
  line.set(key, turn)
  const leave = () => {
    if (line.get(key) === turn) line.delete(key)
  }
  turn.then(leave, leave)
  return turn
}
