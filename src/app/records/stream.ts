import type { Recorded, StreamId } from '../../core/kernel/index.ts'
import { genesis } from '../../core/log/index.ts'
import { VaultFailed, type SealedEvent, type StreamKey } from '../ports/index.ts'
import type { Kind, KindOf } from './kinds.ts'
import { openSealed, type AnyEvent } from './sealing.ts'

/** A stream as it was read: its records, its folded state, and where it ends. */
export interface Stream<Event, State> {
  readonly id: StreamId
  readonly records: readonly Recorded<Event>[]
  /** `null` where there is nothing yet, and where the stream was erased. */
  readonly state: State | null
  readonly version: number
  readonly chain: string
  /** Of its records as they are sealed, in bytes: what holding it in memory is counted by. */
  readonly size: number
}

export type StreamOf<Name extends keyof KindOf> = Stream<KindOf[Name]['event'], KindOf[Name]['state']>

/** A stream of which nothing is written yet. */
export function blank<Event, State>(id: StreamId): Stream<Event, State> {
  return { id, records: [], state: null, version: 0, chain: genesis, size: 0 }
}

/** Where an erased stream ends is still known: its chain goes on being verified. */
export function erased<Event, State>(known: Stream<Event, State>, last: SealedEvent | undefined): Stream<Event, State> {
  const { version, chain } = last ?? known
  return { ...blank(known.id), version, chain }
}

/** With what the store holds of it after what was read. Throws `VaultFailed` (`tampered`). */
export function opened<Event extends AnyEvent, State>(
  kind: Kind<Event, State>,
  known: Stream<Event, State>,
  sealed: readonly SealedEvent[],
  key: StreamKey,
): Stream<Event, State> {
  const newer = sealed.map((event, index): Recorded<Event> => {
    if (event.version !== known.version + 1 + index) {
      throw new VaultFailed('tampered', `a record before ${known.id}/${event.version} is missing`)
    }
    const { type, v, by, data } = openSealed(known.id, event, key)
    return { stream: known.id, version: event.version, at: event.at, by, event: kind.upcast(type, v, data) }
  })
  return grown(kind, known, newer, sealed)
}

/** With records that follow it, opened and sealed. */
export function grown<Event extends AnyEvent, State>(
  { evolve }: Kind<Event, State>,
  known: Stream<Event, State>,
  newer: readonly Recorded<Event>[],
  sealed: readonly SealedEvent[],
): Stream<Event, State> {
  const last = sealed.at(-1) ?? known
  return {
    id: known.id,
    records: [...known.records, ...newer],
    state: newer.reduce(evolve, known.state),
    version: last.version,
    chain: last.chain,
    size: sealed.reduce((size, event) => size + event.sealed.length, known.size),
  }
}
