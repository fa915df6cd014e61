import type { StreamId } from '../../core/kernel/index.ts'
import { hashLength, leafOf, same } from '../../core/log/index.ts'
import type { LogBatch, LogEvent, Machine } from '../ports/index.ts'
import type { Events, Seen } from './events.ts'
import type { Tell } from './verification.ts'

/** Puts leaves and events side by side: both stand in the order of commits, so each leaf's event is the next one. */
export interface Matching {
  /** The hash that a batch's leaf has to have: its event's; where that is gone, the one that the log kept. */
  leaf(named: LogEvent, kept: Uint8Array, index: number): Promise<Uint8Array>
  /** Takes the rest: what the log passed over is told, what came after it is the tail. */
  rest(): Promise<{ readonly events: number; readonly first: string | null }>
  /** The place of the last event that the log took in. */
  position(): number
}

export function matchLeaves(
  events: Pick<Events, 'next'>,
  isThere: (event: LogEvent) => Promise<boolean>,
  { digest }: Pick<Machine, 'digest'>,
  tell: Tell,
): Matching {
  /** Passed on the way to an event that the log took in earlier than these. */
  const passed = new Map<string, Seen>()
  const lastLeaf = new Map<StreamId, number>()
  let ahead: Seen | undefined
  let position = 0

  async function peek(): Promise<Seen | undefined> {
    return (ahead ??= await events.next())
  }

  function take(event: Seen): Seen {
    ahead = undefined
    position = Math.max(position, event.position)
    return event
  }

  async function eventOf(named: LogEvent, kept: Uint8Array, index: number): Promise<Seen | 'doubled' | undefined> {
    const next = await peek()
    if (next?.stream === named.stream && next.version === named.version) return take(next)
    const name = nameOf(named)
    const before = passed.get(name)
    if (before !== undefined) {
      passed.delete(name)
      tell('reordered', name)
      return before
    }
    if (named.version <= (lastLeaf.get(named.stream) ?? 0)) {
      tell('leaf_doubled', `leaf ${index}`, `${name} stands in the log before`)
      return 'doubled'
    }
    if (next !== undefined && isLeaf(next, kept)) {
      tell('leaf_misnamed', `leaf ${index}`, `it is ${nameOf(next)}’s, and is listed as ${name}’s`)
      return take(next)
    }
    return (await isThere(named)) ? passTo(name) : undefined
  }

  function isLeaf({ chain }: Seen, kept: Uint8Array): boolean {
    const leaf = leafOf(digest, chain)
    return leaf !== undefined && same(leaf, kept)
  }

  /** Events before it were not taken in, or not yet: they are kept in mind. */
  async function passTo(name: string): Promise<Seen | undefined> {
    for (let event = await peek(); event !== undefined; event = await peek()) {
      take(event)
      if (nameOf(event) === name) return event
      passed.set(nameOf(event), event)
    }
    return undefined
  }

  return {
    async leaf(named, kept, index) {
      const event = await eventOf(named, kept, index)
      lastLeaf.set(named.stream, Math.max(named.version, lastLeaf.get(named.stream) ?? 0))
      if (event === undefined) {
        tell('record_missing', nameOf(named), `it was leaf ${index} of the log, and is not there`)
      }
      if (event === undefined || event === 'doubled') return kept
      const leaf = leafOf(digest, event.chain)
      if (leaf === undefined || !same(leaf, kept)) {
        tell('leaf_broken', nameOf(event), `leaf ${index} is of another event than stands there`)
      }
      return leaf ?? kept
    },
    async rest() {
      for (const name of passed.keys()) tell('leaf_missing', name)
      const first = await peek()
      let count = 0
      for (let event = first; event !== undefined; event = await events.next()) count += 1
      ahead = undefined
      return { events: count, first: first === undefined ? null : nameOf(first) }
    },
    position: () => position,
  }
}

/** A batch's leaves; `undefined` where its columns do not fit together. */
export function leavesIn({ events, leaves }: LogBatch): readonly (readonly [LogEvent, Uint8Array])[] | undefined {
  if (!(leaves instanceof Uint8Array) || leaves.length !== events.length * hashLength) return undefined
  return events.map((event, index) => [event, leaves.subarray(index * hashLength, (index + 1) * hashLength)])
}

function nameOf({ stream, version }: LogEvent): string {
  return `${stream}/${version}`
}
