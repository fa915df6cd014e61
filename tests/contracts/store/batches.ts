import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/app/ports/index.ts'
import { append, commit, entry, event, newCase } from './material.ts'

export function keepsBatches(store: () => Store): void {
  describe('a batch', () => {
    test('is all or nothing, and does not touch others that are committed with it', async () => {
      const [good, bad, lost, later] = [newCase(), newCase(), newCase(), newCase()]
      await commit(store(), { appends: [append(bad, 0, [event(1)])], lookups: [{ kind: 'a', key: bad, value: 'one' }] })
      const answers = await Promise.all([
        store().commit({ appends: [append(good, 0, [event(1)])] }),
        store().commit({
          appends: [append(lost, 0, [event(1)]), append(bad, 0, [event(1)])],
          lookups: [{ kind: 'a', key: lost, value: 'one' }],
          settings: [{ name: bad, value: 'written' }],
          outbox: [entry(bad, `${bad}-lost`)],
        }),
        store().commit({ lookups: [{ kind: 'a', key: bad, value: 'two' }], settings: [{ name: bad, value: 'b' }] }),
        store().commit({ appends: [append(later, 0, [event(1)])] }),
      ])
      expect(answers.map(({ ok }) => ok)).toEqual([true, false, false, true])
      expect(await store().setting(bad)).toBeUndefined()
      expect(await store().outboxEntry(`${bad}-lost`)).toBeUndefined()
      expect(await store().readStream(lost)).toEqual([])
      expect(await store().lookup('a', lost)).toBeUndefined()
      expect(await store().readStream(good)).toHaveLength(1)
      expect(await store().readStream(later)).toHaveLength(1)
    })

    test('with nothing in it succeeds', async () => {
      await commit(store(), {})
    })

    test('with an instant that is none fails by itself', async () => {
      const id = newCase()
      const answers = await Promise.allSettled([
        store().commit({ appends: [append(id, 0, [event(1)])] }),
        store().commit({ alarms: [{ stream: id, at: 'tomorrow' }] }),
      ])
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
      expect(answers[1]).toMatchObject({ reason: { name: 'StoreFailed', code: 'failed' } })
      expect(await store().readStream(id)).toHaveLength(1)
    })
  })
}
