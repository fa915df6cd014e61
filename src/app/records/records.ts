import type { Actor, CommunityId, Recorded, StreamId } from '../../core/kernel/index.ts'
import { genesis } from '../../core/log/index.ts'
import type { Append, Machine, Store, Vault } from '../ports/index.ts'
import { kinds, type Kind, type KindOf } from './kinds.ts'
import { openSealed, sealAll, type AnyEvent } from './sealing.ts'

/** A stream as it was read: its records, its folded state, and where it ends. */
export interface Stream<Event, State> {
  readonly id: StreamId
  readonly records: readonly Recorded<Event>[]
  readonly state: State | null
  readonly version: number
  readonly chain: string
}

type StreamOf<Name extends keyof KindOf> = Stream<KindOf[Name]['event'], KindOf[Name]['state']>

/**
 * Sealed streams, read and written: unseals, upcasts and folds; seals, commits to and chains. What was read stays in
 * memory (bounded) and only newer events are fetched, so a case's page does not slow down with its history.
 */
export interface Records {
  read<Name extends keyof KindOf>(kind: Name, id: KindOf[Name]['id']): Promise<StreamOf<Name>>
  /** An append after what was read; nothing is stored before the store commits it. */
  append<Name extends keyof KindOf>(
    kind: Name,
    after: StreamOf<Name>,
    events: readonly KindOf[Name]['event'][],
    by: Actor,
    now: Temporal.Instant,
  ): Promise<Append>
  /** Seals something beside the events (a list's summary, an effect) under the stream's key. */
  seal(stream: StreamId, place: string, value: unknown): Promise<Uint8Array>
  unseal<Value>(stream: StreamId, place: string, sealed: Uint8Array): Promise<Value>
}

/** How many streams are kept in memory, the least recently used going first. */
const kept = 512

export function openRecords(community: CommunityId, store: Store, vault: Vault, machine: Machine): Records {
  const memory = new Map<StreamId, Stream<AnyEvent, unknown>>()

  async function read<Event extends AnyEvent, State>(
    kind: Kind<Event, State>,
    id: StreamId,
  ): Promise<Stream<Event, State>> {
    const known = (memory.get(id) ?? blank(id)) as Stream<Event, State>
    const sealed = await store.readStream(id, known.version)
    const stream = sealed.length === 0 ? known : { ...known, ...(await unfolded(kind, known, sealed)) }
    memory.delete(id)
    if (stream.version > 0) memory.set(id, stream)
    const oldest = memory.keys().next().value
    if (memory.size > kept && oldest !== undefined) memory.delete(oldest)
    return stream
  }

  async function unfolded<Event extends AnyEvent, State>(
    kind: Kind<Event, State>,
    known: Stream<Event, State>,
    sealed: Awaited<ReturnType<Store['readStream']>>,
  ) {
    const key = await vault.key(known.id)
    const newer = sealed.map((event): Recorded<Event> => {
      const { type, v, by, data } = openSealed(known.id, event, key)
      return { stream: known.id, version: event.version, at: event.at, by, event: kind.upcast(type, v, data) }
    })
    const last = sealed.at(-1)
    return {
      records: [...known.records, ...newer],
      state: newer.reduce(kind.evolve, known.state),
      version: last?.version ?? known.version,
      chain: last?.chain ?? known.chain,
    }
  }

  return {
    read: (kind, id) => read(kinds[kind] as unknown as Kind<never, never>, id),
    async append(kind, after, events, by, now) {
      const key = await (after.version === 0 ? vault.createKey(after.id) : vault.key(after.id))
      const { personalFields, versionOf } = kinds[kind]
      const at = now.toString({ smallestUnit: 'millisecond' })
      const records = events.map((event, index) => ({
        stream: after.id,
        version: after.version + index + 1,
        at,
        by,
        event: event as AnyEvent,
      }))
      const sealed = sealAll(records, after.chain, { key, machine, personalFields, versionOf })
      return { stream: after.id, kind, community, expected: after.version, events: sealed }
    },
    async seal(stream, place, value) {
      return (await vault.key(stream)).seal(`${stream}/${place}`, JSON.stringify(value))
    },
    async unseal(stream, place, sealed) {
      return JSON.parse((await vault.key(stream)).unseal(`${stream}/${place}`, sealed))
    },
  }
}

export function blank<Event, State>(id: StreamId): Stream<Event, State> {
  return { id, records: [], state: null, version: 0, chain: genesis }
}
