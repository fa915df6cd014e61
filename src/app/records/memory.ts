import type { StreamId } from '../../core/kernel/index.ts'
import type { AnyEvent } from './sealing.ts'
import type { Stream } from './stream.ts'

type AnyStream = Stream<AnyEvent, unknown>

/** So much is kept in memory, the least recently used going first; the one that was read last always is. */
export interface Kept {
  readonly streams: number
  /** Of sealed records; opened and folded they take a few times as much. */
  readonly bytes: number
}

const usual: Kept = { streams: 512, bytes: 32_000_000 }

/** Streams as they were read last. */
export interface Memory {
  get(id: StreamId): AnyStream | undefined
  /** Two who read at once may end in either order: the longer one stays. */
  remember(stream: AnyStream): void
  forget(id: StreamId): void
}

export function openMemory(kept: Kept = usual): Memory {
  const streams = new Map<StreamId, AnyStream>()
  let held = 0

  function forget(id: StreamId): void {
    held -= streams.get(id)?.size ?? 0
    streams.delete(id)
  }
  return {
    get: (id) => streams.get(id),
    remember(stream) {
      const before = streams.get(stream.id)
      const longer = before !== undefined && before.version > stream.version ? before : stream
      forget(stream.id)
      streams.set(longer.id, longer)
      held += longer.size
      for (const oldest of streams.keys()) {
        if (streams.size === 1 || (streams.size <= kept.streams && held <= kept.bytes)) break
        forget(oldest)
      }
    },
    forget,
  }
}
