import type { StreamKey } from '../../app/ports/index.ts'
import type { Keystore } from './keystore.ts'

/** So many unwrapped keys are kept at hand; unwrapping one takes about 20 µs. */
const atHand = 4_096

/** Unwrapped keys, for as long as nobody destroys one: neither this process nor another one. */
export interface Memory {
  /** The key where it is at hand and nobody else has destroyed any since. */
  known(stream: string): Promise<StreamKey | undefined>
  /** A key as `make` finds it, kept at hand unless one was destroyed meanwhile. */
  made(stream: string, make: () => Promise<StreamKey>): Promise<StreamKey>
  /** Runs `destroy`; neither before nor after it is the key at hand. */
  gone(stream: string, destroy: () => Promise<void>): Promise<void>
  clear(): void
}

export function openMemory(keystore: Pick<Keystore, 'outsideChanges'>): Memory {
  const keys = new Map<string, StreamKey>()
  /** Grows whenever something is forgotten: what was read before then is not put here any more. */
  let forgotten = 0
  let seen: number | undefined
  let looking: Promise<void> | undefined
  let looked = false

  function clear(): void {
    forgotten += 1
    keys.clear()
  }
  function compare(changes: number): void {
    if (seen !== undefined && changes !== seen) clear()
    seen = changes
  }
  /** Once a turn of this process, by whoever asks first; `undefined`: there is nothing to wait for. */
  function look(): Promise<void> | undefined {
    if (looked) return looking
    looked = true
    setImmediate(() => (looked = false))
    const changes = keystore.outsideChanges()
    looking = typeof changes === 'number' ? undefined : changes.then(compare)
    if (typeof changes === 'number') compare(changes)
    return looking
  }

  return {
    async known(stream) {
      const looking = look()
      if (looking !== undefined) await looking
      return keys.get(stream)
    },
    async made(stream, make) {
      await look()
      const before = forgotten
      const key = await make()
      if (forgotten !== before) return key
      const oldest = keys.keys().next()
      if (keys.size >= atHand && !oldest.done) keys.delete(oldest.value)
      keys.set(stream, key)
      return key
    },
    async gone(stream, destroy) {
      keys.delete(stream)
      forgotten += 1
      try {
        await destroy()
      } finally {
        keys.delete(stream)
        forgotten += 1
      }
    },
    clear,
  }
}
