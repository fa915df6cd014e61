import { hashLength, leafOf, same } from '../../core/log/index.ts'
import type { LogBatch, LogEvent, Machine } from '../ports/index.ts'
import { cursorOver } from './cursor.ts'
import type { Events, Seen } from './events.ts'
import type { Tell } from './verification.ts'

/** Puts leaves and events side by side: both stand in the order of commits, so each leaf's event is the next one. */
export interface Matching {
  /** The hash that a batch's leaf has to have: its event's; where that is gone, the one that the log kept. */
  leaf(named: LogEvent, kept: Uint8Array, index: number): Uint8Array | Promise<Uint8Array>
  /** Takes the rest: what the log passed over is told, what came after it is the tail. */
  rest(): Promise<{ readonly events: number; readonly first: string | null }>
  /** The place of the last event that the log took in. */
  position(): number
}

export function matchLeaves(
  events: Pick<Events, 'next' | 'streams'>,
  isThere: (event: LogEvent) => Promise<boolean>,
  { digest }: Pick<Machine, 'digest'>,
  tell: Tell,
): Matching {
  const cursor = cursorOver(events)
  /** Passed on the way to an event that the log took in earlier than these. */
  const passed = new Map<string, Seen>()

  async function eventOf(named: LogEvent, kept: Uint8Array, index: number): Promise<Seen | 'doubled' | undefined> {
    const next = await cursor.peek()
    if (next?.stream === named.stream && next.version === named.version) return cursor.take(next)
    const name = nameOf(named)
    const before = passed.get(name)
    if (before !== undefined) {
      passed.delete(name)
      tell('reordered', name)
      return before
    }
    if (next !== undefined && isLeafOf(digest, next, kept)) {
      tell('leaf_misnamed', `leaf ${index}`, `it is ${nameOf(next)}’s, and is listed as ${name}’s`)
      return cursor.take(next)
    }
    if (!(await isThere(named))) return undefined
    if (named.version > (events.streams.get(named.stream)?.version ?? 0)) return passTo(name)
    tell('leaf_doubled', `leaf ${index}`, `${name} stands in the log before`)
    return 'doubled'
  }

  /** Events before it were not taken in, or not yet: they are kept in mind. */
  async function passTo(name: string): Promise<Seen | undefined> {
    for (let event = await cursor.peek(); event !== undefined; event = await cursor.peek()) {
      cursor.take(event)
      if (nameOf(event) === name) return event
      passed.set(nameOf(event), event)
    }
    return undefined
  }

  async function searched(named: LogEvent, kept: Uint8Array, index: number): Promise<Uint8Array> {
    const event = await eventOf(named, kept, index)
    if (event === undefined) tell('record_missing', nameOf(named), `it was leaf ${index} of the log, and is not there`)
    return event === undefined || event === 'doubled' ? kept : compared(event, kept, index)
  }

  function compared(event: Seen, kept: Uint8Array, index: number): Uint8Array {
    const leaf = leafOf(digest, event.chain)
    if (leaf === undefined || !same(leaf, kept)) {
      tell('leaf_broken', nameOf(event), `leaf ${index} is of another event than stands there`)
    }
    return leaf ?? kept
  }

  return {
    leaf(named, kept, index) {
      const here = cursor.here()
      const next = here?.stream === named.stream && here.version === named.version
      return next ? compared(cursor.take(here), kept, index) : searched(named, kept, index)
    },
    async rest() {
      for (const name of passed.keys()) tell('leaf_missing', name)
      const first = await cursor.peek()
      let count = 0
      for (let event = first; event !== undefined; event = await events.next()) count += 1
      return { events: count, first: first === undefined ? null : nameOf(first) }
    },
    position: cursor.position,
  }
}

/** A batch's leaves; `undefined` where its columns do not fit together. */
export function leavesIn({ events, leaves }: LogBatch): readonly (readonly [LogEvent, Uint8Array])[] | undefined {
  if (!(leaves instanceof Uint8Array) || leaves.length !== events.length * hashLength) return undefined
  return events.map((event, index) => [event, leaves.subarray(index * hashLength, (index + 1) * hashLength)])
}

function isLeafOf(digest: Machine['digest'], { chain }: Seen, kept: Uint8Array): boolean {
  const leaf = leafOf(digest, chain)
  return leaf !== undefined && same(leaf, kept)
}

function nameOf({ stream, version }: LogEvent): string {
  return `${stream}/${version}`
}
