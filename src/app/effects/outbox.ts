import { exactStamp } from '../../core/clock/index.ts'
import { idFrom } from '../../core/kernel/index.ts'
import type { OutboxEntry } from '../ports/index.ts'
import type { World } from '../world.ts'
import { classOf, streamOf, type Effect } from './effect.ts'

/** An effect as an entry of the outbox, sealed under its stream's key; due at once. */
export async function entryFor(
  world: World,
  effect: Effect,
  now: Temporal.Instant,
  id: string = idFrom('o', world.machine.random(12)),
): Promise<OutboxEntry> {
  const stream = streamOf(effect)
  const at = exactStamp(now)
  const sealed = await world.records.seal(stream, placeOf(id), effect)
  return { id, stream, kind: effect.kind, class: classOf(effect), due: at, created: at, sealed }
}

export function readEffect(world: World, entry: Pick<OutboxEntry, 'id' | 'stream' | 'sealed'>): Promise<Effect> {
  return world.records.unseal<Effect>(entry.stream, placeOf(entry.id), entry.sealed)
}

function placeOf(id: string): string {
  return `outbox/${id}`
}
