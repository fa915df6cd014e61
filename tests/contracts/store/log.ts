import { describe, expect, test } from 'vitest'
import type { LogBatch, Sequenced, Store } from '../../../src/app/ports/index.ts'
import { append, commit, event, instant, newCase } from './material.ts'

/** `open` gives an empty store: a store has one log, and each of these tests wants its own. */
export function keepsTheLog(open: () => Promise<Store>): void {
  const stopped = { ok: false, why: 'log' }
  const lease = (holder: string, minute: number) => {
    return { logLease: { holder, now: instant(minute), until: instant(minute + 1), latest: instant(minute + 2) } }
  }

  /** So many leaves more, in one batch. */
  function sequenced(holder: string, before: number, count: number): Sequenced & { batch: LogBatch } {
    const size = before + count
    const stream = newCase()
    const events = Array.from({ length: count }, (_, index) => ({ stream, version: index + 1 }))
    const batch = { size, events, leaves: new Uint8Array(32 * count).fill(size), note: `note ${size}\n` }
    return { holder, before, state: { size, position: 10 * size, roots: 'ab'.repeat(32) }, batch }
  }

  async function withStore(act: (store: Store) => Promise<void>): Promise<void> {
    const store = await open()
    try {
      await act(store)
    } finally {
      await store.close()
    }
  }

  describe('the log', () => {
    test('begins empty', () =>
      withStore(async (store) => {
        expect(await store.logState()).toEqual({ size: 0, position: 0, roots: '' })
        expect(await store.logBatches(0, 10)).toEqual([])
        expect(await store.lastLogBatch()).toBeUndefined()
      }))

    test('grows by batches that come back as they were written, in order', () =>
      withStore(async (store) => {
        await commit(store, lease('a', 0))
        const [one, two] = [sequenced('a', 0, 3), sequenced('a', 3, 1)]
        await commit(store, { sequenced: one })
        await commit(store, { sequenced: two })
        expect(await store.logState()).toEqual(two.state)
        expect(await store.logBatches(0, 10)).toEqual([one.batch, two.batch])
        expect(await store.logBatches(0, 1)).toEqual([one.batch])
        expect(await store.logBatches(3, 10)).toEqual([two.batch])
        expect(await store.lastLogBatch()).toEqual(two.batch)
      }))

    test('is led by one at a time, until the lease ends', () =>
      withStore(async (store) => {
        await commit(store, lease('a', 0))
        expect(await store.commit(lease('b', 0))).toEqual(stopped)
        await commit(store, lease('a', 0))
        await commit(store, lease('b', 1))
        expect(await store.commit({ sequenced: sequenced('a', 0, 1) })).toEqual(stopped)
        await commit(store, { sequenced: sequenced('b', 0, 1) })
      }))

    test('of many who want to lead exactly one does', () =>
      withStore(async (store) => {
        const all = await Promise.all(Array.from({ length: 10 }, (_, index) => store.commit(lease(`s${index}`, 0))))
        expect(all.filter(({ ok }) => ok)).toHaveLength(1)
      }))

    test('a lease from a clock that has jumped ahead holds nobody up', () =>
      withStore(async (store) => {
        await commit(store, lease('ahead', 1000))
        await commit(store, lease('b', 0))
      }))

    test('does not grow from where it no longer is, and nothing of that commit is kept', () =>
      withStore(async (store) => {
        await commit(store, lease('a', 0))
        await commit(store, { sequenced: sequenced('a', 0, 2) })
        const settings = [{ name: 'beside', value: 'it' }]
        expect(await store.commit({ settings, sequenced: sequenced('a', 0, 2) })).toEqual(stopped)
        expect(await store.commit({ settings, sequenced: sequenced('a', 1, 2) })).toEqual(stopped)
        expect(await store.setting('beside')).toBeUndefined()
        expect(await store.logState()).toMatchObject({ size: 2 })
        expect(await store.logBatches(0, 10)).toHaveLength(1)
      }))

    test('nobody grows it without a lease', () =>
      withStore(async (store) => {
        expect(await store.commit({ sequenced: sequenced('a', 0, 1) })).toEqual(stopped)
      }))

    test('a note is replaced by who read the one that stands there', () =>
      withStore(async (store) => {
        await commit(store, lease('a', 0))
        const { batch } = sequenced('a', 0, 2)
        await commit(store, { sequenced: { ...sequenced('a', 0, 2), batch } })
        await commit(store, { cosigned: { size: 2, before: batch.note, note: 'signed' } })
        expect(await store.lastLogBatch()).toEqual({ ...batch, note: 'signed' })
        expect(await store.commit({ cosigned: { size: 2, before: batch.note, note: 'late' } })).toEqual(stopped)
        expect(await store.commit({ cosigned: { size: 3, before: 'signed', note: 'none' } })).toEqual(stopped)
      }))

    test('the ends of streams are told in pages', () =>
      withStore(async (store) => {
        const ids = [newCase(), newCase(), newCase()]
        for (const id of ids) await commit(store, { appends: [append(id, 0, [event(1)])] })
        await commit(store, { appends: [append(ids[1]!, 1, [event(2), event(3)])] })
        const [first, ...more] = await store.streamEnds(0, 2)
        const rest = await store.streamEnds(more.at(-1)?.ordinal ?? 0, 2)
        const told = [first, ...more, ...rest].map((one) => [one?.stream, one?.version])
        expect(told).toEqual([
          [ids[0], 1],
          [ids[1], 3],
          [ids[2], 1],
        ])
      }))
  })
}
