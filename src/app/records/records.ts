import { exactStamp } from '../../core/clock/index.ts'
import type { Actor, CommunityId, StreamId } from '../../core/kernel/index.ts'
import { VaultFailed, type Append, type Machine, type SealedEvent, type Store, type Vault } from '../ports/index.ts'
import { kinds, type Kind, type KindOf } from './kinds.ts'
import { openMemory, type Kept } from './memory.ts'
import { sealAll, type AnyEvent } from './sealing.ts'
import { blank, erased, grown, opened, type Stream, type StreamOf } from './stream.ts'

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

export function openRecords(
  community: CommunityId,
  store: Store,
  vault: Vault,
  machine: Machine,
  kept?: Kept,
): Records {
  const memory = openMemory(kept)

  function lastRead<Event extends AnyEvent, State>(id: StreamId): Stream<Event, State> {
    return (memory.get(id) as Stream<Event, State> | undefined) ?? blank<Event, State>(id)
  }

  async function read<Event extends AnyEvent, State>(
    kind: Kind<Event, State>,
    id: StreamId,
  ): Promise<Stream<Event, State>> {
    const known = lastRead<Event, State>(id)
    return openedAfter(kind, known, await store.readStream(id, known.version))
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
    const stream = sealed.length === 0 ? known : opened(kind, known, sealed, key)
    memory.remember(stream)
    return stream
  }

  /** `undefined`: erased. Asked at every read, so that nothing outlives its key in this memory. */
  async function keyFor(id: StreamId, erasable: boolean) {
    try {
      return await vault.key(id)
    } catch (error) {
      if (!erasable || !(error instanceof VaultFailed) || error.code !== 'no_key') throw error
      memory.forget(id)
      return undefined
    }
  }

  /** When a stream begins: now, or at the founding where the clock was set back behind it. */
  async function beginning(kind: Kind<AnyEvent, unknown>, now: string): Promise<string> {
    if (!kind.sinceFounding) return now
    const seats =
      memory.get(community) ?? (await read(kinds.community as unknown as Kind<AnyEvent, unknown>, community))
    const founded = seats.records[0]?.at ?? now
    return founded > now ? founded : now
  }

  const write: Records['write'] = async (name, after, events, by, now) => {
    const kind = kinds[name] as unknown as Kind<AnyEvent, unknown>
    const key = await (after.version === 0 ? vault.createKey(after.id) : vault.key(after.id))
    const at = after.version === 0 ? await beginning(kind, exactStamp(now)) : exactStamp(now)
    const newer = events.map((event, index) => ({
      stream: after.id,
      version: after.version + index + 1,
      at,
      by,
      event: event as AnyEvent,
    }))
    const { personalFields, versionOf } = kind
    const sealed = sealAll(newer, after.chain, { key, machine, personalFields, versionOf })
    const stream = grown(kind, after as unknown as Stream<AnyEvent, unknown>, newer, sealed)
    const append = { stream: after.id, kind: name, community, expected: after.version, events: sealed }
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
    keep: (streams) => streams.forEach((stream) => memory.remember(stream as Stream<AnyEvent, unknown>)),
    unchanged: (kind, { id, version }) => ({ stream: id, kind, community, expected: version, events: [] }),
    async seal(stream, place, value) {
      return (await vault.key(stream)).seal(`${stream}/${place}`, JSON.stringify(value))
    },
    async unseal(stream, place, sealed) {
      return JSON.parse((await vault.key(stream)).unseal(`${stream}/${place}`, sealed))
    },
  }
}
