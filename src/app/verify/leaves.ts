import { hashLength, leafOf, same } from '../../core/log/index.ts'
import type { LogBatch, LogEvent, Machine } from '../ports/index.ts'
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
  /** Passed on the way to an event that the log took in earlier than these. */
  const passed = new Map<string, Seen>()
  let ahead: Seen | undefined | Promise<Seen | undefined>
  let position = 0

  async function peek(): Promise<Seen | undefined> {
    ahead = await (ahead ?? events.next())
    return ahead
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
    if (next !== undefined && isLeaf(next, kept)) {
      tell('leaf_misnamed', `leaf ${index}`, `it is ${nameOf(next)}’s, and is listed as ${name}’s`)
      return take(next)
    }
    if (!(await isThere(named))) return undefined
    if (named.version > (events.streams.get(named.stream)?.version ?? 0)) return passTo(name)
    tell('leaf_doubled', `leaf ${index}`, `${name} stands in the log before`)
    return 'doubled'
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
      ahead ??= events.next()
      const here = ahead instanceof Promise ? undefined : ahead
      const next = here?.stream === named.stream && here.version === named.version
      return next ? compared(take(here), kept, index) : searched(named, kept, index)
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
