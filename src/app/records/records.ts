import { exactStamp } from '../../core/clock/index.ts'
import type { Actor, CommunityId, Recorded, StreamId } from '../../core/kernel/index.ts'
import { genesis } from '../../core/log/index.ts'
import { VaultFailed, type Append, type Machine, type SealedEvent, type Store, type Vault } from '../ports/index.ts'
import { kinds, type Kind, type KindOf } from './kinds.ts'
import { openSealed, sealAll, type AnyEvent } from './sealing.ts'

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

/**
 * Sealed streams, read and written: unseals, upcasts and folds; seals, commits to and chains. What was read stays in
 * memory (bounded) and only newer events are fetched, so a case's page does not slow down with its history.
 */
export interface Records {
  /**
   * A stream as it is on disk now, whoever wrote it. A case or person whose key was destroyed has no records and no
   * state. Throws `VaultFailed` (`tampered`) for a record that is not the one that was sealed in this place.
   */
  read<Name extends keyof KindOf>(kind: Name, id: KindOf[Name]['id']): Promise<StreamOf<Name>>
  /** Many streams by their ids, with one question to the store. */
  readAll<Name extends keyof KindOf>(
    kind: Name,
    ids: readonly KindOf[Name]['id'][],
  ): Promise<ReadonlyMap<StreamId, StreamOf<Name>>>
  /** A stream as it was read last, without asking the store; read where it is not in memory. For names, not rights. */
  recent<Name extends keyof KindOf>(kind: Name, id: KindOf[Name]['id']): Promise<StreamOf<Name>>
  /** An append after what was read; nothing is stored before the store commits it. */
  append<Name extends keyof KindOf>(
    kind: Name,
    after: StreamOf<Name>,
    events: readonly KindOf[Name]['event'][],
    by: Actor,
    now: Temporal.Instant,
  ): Promise<Append>
  /** An append, and the stream as it will be once that is committed. */
  write<Name extends keyof KindOf>(
    kind: Name,
    after: StreamOf<Name>,
    events: readonly KindOf[Name]['event'][],
    by: Actor,
    now: Temporal.Instant,
  ): Promise<{ readonly append: Append; readonly stream: StreamOf<Name> }>
  /** Streams as a commit has just made them: the next reader need not open again what was sealed here. */
  keep(streams: readonly Stream<unknown, unknown>[]): void
  /** An append of nothing: the commit fails when the stream is no longer the one that was read. */
  unchanged<Name extends keyof KindOf>(kind: Name, read: StreamOf<Name>): Append
  /** Seals something beside the events (a list's summary, an effect) under the stream's key. */
  seal(stream: StreamId, place: string, value: unknown): Promise<Uint8Array>
  /** Throws `VaultFailed`: `no_key` where the stream was erased, `tampered`. */
  unseal<Value>(stream: StreamId, place: string, sealed: Uint8Array): Promise<Value>
}

/** So much is kept in memory, the least recently used going first; the one that was read last always is. */
interface Kept {
  readonly streams: number
  /** Of sealed records; opened and folded they take a few times as much. */
  readonly bytes: number
}

const usual: Kept = { streams: 512, bytes: 32_000_000 }

export function openRecords(
  community: CommunityId,
  store: Store,
  vault: Vault,
  machine: Machine,
  kept: Kept = usual,
): Records {
  const memory = new Map<StreamId, Stream<AnyEvent, unknown>>()
  let held = 0

  async function read<Event extends AnyEvent, State>(
    kind: Kind<Event, State>,
    id: StreamId,
  ): Promise<Stream<Event, State>> {
    const known = lastRead<Event, State>(id)
    return openedAfter(kind, known, await store.readStream(id, known.version))
  }

  function lastRead<Event, State>(id: StreamId): Stream<Event, State> {
    return (memory.get(id) as Stream<Event, State> | undefined) ?? blank<Event, State>(id)
  }

  async function readAll<Event extends AnyEvent, State>(kind: Kind<Event, State>, ids: readonly StreamId[]) {
    const known = [...new Set(ids)].map((id) => lastRead<Event, State>(id))
    const read = await store.readStreams(known.map(({ id, version }) => ({ stream: id, after: version })))
    const streams = await Promise.all(known.map((one) => openedAfter(kind, one, read.get(one.id) ?? [])))
    return new Map(streams.map((stream) => [stream.id, stream]))
  }

  /** A stream as it is with what the store holds of it after what was read before. */
  async function openedAfter<Event extends AnyEvent, State>(
    kind: Kind<Event, State>,
    known: Stream<Event, State>,
    sealed: readonly SealedEvent[],
  ): Promise<Stream<Event, State>> {
    const { id } = known
    if (sealed.length === 0 && known.version === 0) return known
    const key = await keyFor(id, kind.erasable)
    if (key === undefined) return erased(known, sealed.at(-1))
    const stream = sealed.length === 0 ? known : grown(kind, known, sealed, key)
    remember(stream)
    return stream
  }

  /** `undefined`: erased. Asked at every read, so that nothing outlives its key in this memory. */
  async function keyFor(id: StreamId, erasable: boolean) {
    try {
      return await vault.key(id)
    } catch (error) {
      if (!erasable || !(error instanceof VaultFailed) || error.code !== 'no_key') throw error
      forget(id)
      return undefined
    }
  }

  /** Two who read at once may end in either order: the longer one stays. */
  function remember(stream: Stream<AnyEvent, unknown>): void {
    const before = memory.get(stream.id)
    const longer = before !== undefined && before.version > stream.version ? before : stream
    forget(stream.id)
    memory.set(longer.id, longer)
    held += longer.size
    for (const oldest of memory.keys()) {
      if (memory.size === 1 || (memory.size <= kept.streams && held <= kept.bytes)) break
      forget(oldest)
    }
  }

  function forget(id: StreamId): void {
    held -= memory.get(id)?.size ?? 0
    memory.delete(id)
  }

  /**
   * Where the clock was set back behind the founding, a case is opened at the founding: one that says it is older is taken
   * for a forgery of the community's record (cases/load), and could never be read.
   */
  async function notBefore(at: string): Promise<string> {
    const seats =
      memory.get(community) ?? (await read(kinds.community as unknown as Kind<AnyEvent, unknown>, community))
    const founded = seats.records[0]?.at ?? at
    return founded > at ? founded : at
  }

  const write: Records['write'] = async (kind, after, events, by, now) => {
    const key = await (after.version === 0 ? vault.createKey(after.id) : vault.key(after.id))
    const { personalFields, versionOf, evolve } = kinds[kind] as unknown as Kind<AnyEvent, unknown>
    const at = kind === 'case' && after.version === 0 ? await notBefore(exactStamp(now)) : exactStamp(now)
    const newer = events.map((event, index) => ({
      stream: after.id,
      version: after.version + index + 1,
      at,
      by,
      event: event as AnyEvent,
    }))
    const sealed = sealAll(newer, after.chain, { key, machine, personalFields, versionOf })
    const stream = {
      id: after.id,
      records: [...after.records, ...newer],
      state: newer.reduce(evolve, after.state),
      version: after.version + newer.length,
      chain: sealed.at(-1)?.chain ?? after.chain,
      size: after.size + sizeOf(sealed),
    }
    const append = { stream: after.id, kind, community, expected: after.version, events: sealed }
    return { append, stream: stream as unknown as typeof after }
  }

  return {
    read: (kind, id) => read(kinds[kind] as unknown as Kind<never, never>, id),
    readAll: (kind, ids) => readAll(kinds[kind] as unknown as Kind<never, never>, ids),
    recent: async (kind, id) =>
      (memory.get(id) as unknown as Awaited<ReturnType<Records['read']>> | undefined) ??
      read(kinds[kind] as unknown as Kind<never, never>, id),
    append: async (kind, after, events, by, now) => (await write(kind, after, events, by, now)).append,
    write,
    keep: (streams) => streams.forEach((stream) => remember(stream as Stream<AnyEvent, unknown>)),
    unchanged: (kind, { id, version }) => ({ stream: id, kind, community, expected: version, events: [] }),
    async seal(stream, place, value) {
      return (await vault.key(stream)).seal(`${stream}/${place}`, JSON.stringify(value))
    },
    async unseal(stream, place, sealed) {
      return JSON.parse((await vault.key(stream)).unseal(`${stream}/${place}`, sealed))
    },
  }
}

function grown<Event extends AnyEvent, State>(
  kind: Kind<Event, State>,
  known: Stream<Event, State>,
  sealed: readonly SealedEvent[],
  key: Parameters<typeof openSealed>[2],
): Stream<Event, State> {
  const newer = sealed.map((event, index): Recorded<Event> => {
    if (event.version !== known.version + 1 + index) {
      throw new VaultFailed('tampered', `a record before ${known.id}/${event.version} is missing`)
    }
    const { type, v, by, data } = openSealed(known.id, event, key)
    return { stream: known.id, version: event.version, at: event.at, by, event: kind.upcast(type, v, data) }
  })
  const last = sealed.at(-1)
  return {
    id: known.id,
    records: [...known.records, ...newer],
    state: newer.reduce(kind.evolve, known.state),
    version: last?.version ?? known.version,
    chain: last?.chain ?? known.chain,
    size: known.size + sizeOf(sealed),
  }
}

function sizeOf(sealed: readonly SealedEvent[]): number {
  return sealed.reduce((size, event) => size + event.sealed.length, 0)
}

/** Where an erased stream ends is still known: its chain goes on being verified. */
function erased<Event, State>(known: Stream<Event, State>, last: SealedEvent | undefined): Stream<Event, State> {
  const { version, chain } = last ?? known
  return { ...blank(known.id), version, chain }
}

export function blank<Event, State>(id: StreamId): Stream<Event, State> {
  return { id, records: [], state: null, version: 0, chain: genesis, size: 0 }
}
