import { exactStamp } from '../../core/clock/index.ts'
import type { CaseId } from '../../core/kernel/index.ts'
import type { CaseEvent } from '../../core/process/index.ts'
import type { OutboxChange, OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { Actor, Changed } from './change.ts'

/** What a person's word on an outward mail in doubt does to its entry: sent already, or to be sent again. */
const words: Partial<Record<CaseEvent['type'], { readonly kind: string; readonly state: 'done' | 'waiting' }>> = {
  AnnouncementDelivered: { kind: 'announcement', state: 'done' },
  AnnouncementRetried: { kind: 'announcement', state: 'waiting' },
  RetrospectiveDelivered: { kind: 'retrospective', state: 'done' },
  RetrospectiveRetried: { kind: 'retrospective', state: 'waiting' },
}

export interface Again {
  readonly changes: readonly OutboxChange[]
  /** True where the entry on record goes out again, so that the event makes no new one. */
  answers(event: CaseEvent): boolean
}

/**
 * The very entry that is in doubt goes out again, or is settled: the same text under the same Message-ID, so that a
 * list that has it already can tell.
 */
export async function againOf(world: World, after: readonly Changed[], { by, now }: Actor): Promise<Again> {
  const changes = new Map<string, OutboxChange>()
  const answered = new Set<CaseEvent>()
  if (by === 'product') return { changes: [], answers: () => false }
  for (const one of after) {
    for (const event of one.events) {
      const word = words[event.type]
      if (word === undefined) continue
      const row = await inDoubt(world, await carriersOf(world, one), word.kind)
      if (row === undefined) continue
      answered.add(event)
      const at = exactStamp(now)
      const again = { attempts: 0, due: at, settled: null }
      const settled = { attempts: row.attempts, due: row.due, settled: at }
      changes.set(row.id, {
        id: row.id,
        state: word.state,
        failure: null,
        ...(word.state === 'waiting' ? again : settled),
      })
    }
  }
  return {
    changes: [...changes.values()],
    answers: (event) => event.type.endsWith('Retried') && answered.has(event),
  }
}

/** Cases that may carry the mail: one of a release's, perhaps one that was closed since. */
async function carriersOf(world: World, { case: c }: Changed): Promise<readonly CaseId[]> {
  if (c.release === null) return [c.id]
  const { state } = await world.records.read('release', c.release.id)
  return [...new Set([c.id, ...(state?.cases ?? [])])]
}

async function inDoubt(world: World, carriers: readonly CaseId[], kind: string): Promise<OutboxRow | undefined> {
  const found = await Promise.all(
    carriers.map((stream) => world.store.outbox({ stream, states: ['unsure', 'dead'], limit: 1000 })),
  )
  return found
    .flat()
    .filter((row) => row.kind === kind)
    .toSorted((one, other) => Temporal.Instant.compare(other.created, one.created))[0]
}
