import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/app/ports/index.ts'
import type { CaseId } from '../../../src/core/kernel/index.ts'
import { append, commit, entry, event, instant, newCase } from './material.ts'

export function keepsTheOutbox(store: () => Store): void {
  describe('the outbox', () => {
    test('hands due entries out once, oldest first', async () => {
      const id = newCase()
      const [a, b, c] = [entry(id, `${id}-a`, 1), entry(id, `${id}-b`, 0), entry(id, `${id}-c`, 30)]
      await commit(store(), { outbox: [a, b, c] })
      const leased = await store().leaseOutbox(instant(2), instant(7), 10)
      const mine = leased.filter((row) => row.stream === id)
      const sending = { state: 'sending', attempts: 0, leasedUntil: instant(7), failure: null, settled: null }
      expect(mine).toEqual([
        { ...b, ...sending },
        { ...a, ...sending },
      ])
      expect((await store().leaseOutbox(instant(2), instant(7), 10)).filter((row) => row.stream === id)).toEqual([])
      expect(await store().outboxEntry(a.id)).toEqual(mine[1])
      await settleAll(id)
    })

    test('hands out entries of one kind alone, and lists all but one', async () => {
      const id = newCase()
      const [mail, news] = [entry(id, `${id}-mail`), { ...entry(id, `${id}-news`), kind: 'news' }]
      await commit(store(), { outbox: [mail, news] })
      const taken = await store().leaseOutbox(instant(2), instant(7), 10, 'news')
      expect(taken.filter((row) => row.stream === id).map((row) => row.id)).toEqual([news.id])
      expect(await store().outboxEntry(mail.id)).toMatchObject({ state: 'waiting' })
      expect((await store().outbox({ stream: id, not: 'news', limit: 9 })).map((row) => row.id)).toEqual([mail.id])
      expect((await store().outbox({ stream: id, kind: 'news', limit: 9 })).map((row) => row.id)).toEqual([news.id])
      await settleAll(id)
    })

    test('two who take at once never get the same entry', async () => {
      const id = newCase()
      await commit(store(), { outbox: Array.from({ length: 10 }, (_, n) => entry(id, `${id}-${n}`)) })
      const takes = await Promise.all(Array.from({ length: 6 }, () => store().leaseOutbox(instant(1), instant(5), 3)))
      const ids = takes.flat().map((row) => row.id)
      expect(takes.every((take) => take.length <= 3)).toBe(true)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toHaveLength(10)
      await settleAll(id)
    })

    test('an interrupted entry is found when its lease has run out', async () => {
      const id = newCase()
      await commit(store(), { outbox: [entry(id, id)] })
      await store().leaseOutbox(instant(1), instant(5), 10)
      const take = (minute: number) => store().leaseInterrupted(instant(minute), instant(minute + 4), 9)
      expect(await take(4)).toEqual([])
      const [first, second] = await Promise.all([take(5), take(5)])
      expect([...first, ...second]).toMatchObject([{ id, state: 'sending', leasedUntil: instant(9) }])
      expect(await take(8)).toEqual([])
      expect(await take(9)).toMatchObject([{ id, state: 'sending' }])
      await settleAll(id)
      expect(await take(20)).toEqual([])
    })

    test('after a clock that was ahead, what waits longer is due now, and a lease that is too long is cut', async () => {
      const id = newCase()
      const [soon, far, held] = [entry(id, `${id}-soon`, 1), entry(id, `${id}-far`, 900), entry(id, `${id}-held`, 0)]
      await commit(store(), { outbox: [held] })
      expect(await store().leaseOutbox(instant(0), instant(900), 10)).toMatchObject([{ id: held.id }])
      await commit(store(), {
        outbox: [soon, far],
        appends: [append(id, 0, [event(1)])],
        alarms: [{ stream: id, at: instant(800) }],
      })
      await commit(store(), { clockBack: { now: instant(2), leases: instant(9) } })
      const standing = await store().outbox({ stream: id, limit: 9 })
      expect(new Map(standing.map(({ id: one, due, leasedUntil }) => [one, [due, leasedUntil]]))).toEqual(
        new Map([
          [soon.id, [instant(1), null]],
          [far.id, [instant(2), null]],
          [held.id, [instant(0), instant(9)]],
        ]),
      )
      expect(await store().leaseAlarms(instant(2), instant(3), 50)).toContain(id)
      // What the same commit sets anew stands.
      const alarms = [{ stream: id, at: instant(700) }] as const
      await commit(store(), { alarms, clockBack: { now: instant(2), leases: instant(9) } })
      expect(await store().leaseAlarms(instant(3), instant(4), 50)).not.toContain(id)
      await commit(store(), { alarms: [{ stream: id, at: null }] })
      await settleAll(id)
    })

    test('a change ends the lease and keeps the failure; a change of nothing is a fault', async () => {
      const id = newCase()
      await commit(store(), { outbox: [entry(id, id)] })
      await store().leaseOutbox(instant(1), instant(5), 10)
      const waiting = { id, state: 'waiting' as const, attempts: 1, due: instant(8), failure: 'no_connection' }
      await commit(store(), { outboxChanges: [{ ...waiting, settled: null }] })
      expect(await store().outboxEntry(id)).toEqual({
        ...entry(id, id),
        ...waiting,
        leasedUntil: null,
        settled: null,
      })
      expect(await store().leaseOutbox(instant(7), instant(9), 10)).toEqual([])
      const missing = { ...waiting, id: `${id}-missing`, settled: null }
      await expect(store().commit({ outboxChanges: [missing] })).rejects.toMatchObject({ code: 'failed' })
      await settleAll(id)
    })

    test('a change that names what it starts from leaves alone what has gone on meanwhile', async () => {
      const id = newCase()
      await commit(store(), { outbox: [entry(id, `${id}-a`), entry(id, `${id}-b`)] })
      await settle(`${id}-a`, 'dead')
      await settle(`${id}-b`, 'done')
      const again = { state: 'waiting', attempts: 0, due: instant(8), failure: null, settled: null } as const
      const both = [`${id}-a`, `${id}-b`].map((one) => ({ ...again, id: one, from: ['dead', 'unsure'] as const }))
      await commit(store(), { outboxChanges: both })
      await commit(store(), { outboxChanges: [{ ...again, id: `${id}-missing`, from: ['dead'] }] })
      const states = (await store().outbox({ stream: id, limit: 9 })).map((row) => [row.id, row.state])
      expect(states).toEqual([
        [`${id}-b`, 'done'],
        [`${id}-a`, 'waiting'],
      ])
      await settleAll(id)
    })

    test('is listed newest first, by stream and state', async () => {
      const [one, other] = [newCase(), newCase()]
      await commit(store(), {
        outbox: [entry(one, `${one}-a`, 60), entry(one, `${one}-b`, 60), entry(other, other, 60)],
      })
      await settle(`${one}-a`, 'dead')
      const ids = async (filter: Parameters<Store['outbox']>[0]) => (await store().outbox(filter)).map(({ id }) => id)
      expect(await ids({ stream: one, limit: 9 })).toEqual([`${one}-b`, `${one}-a`])
      expect(await ids({ stream: one, limit: 1 })).toEqual([`${one}-b`])
      expect(await ids({ stream: one, states: ['dead', 'unsure'], limit: 9 })).toEqual([`${one}-a`])
      expect(await ids({ states: ['dead'], limit: 1 })).toEqual([`${one}-a`])
      expect(await ids({ states: [], limit: 9 })).toEqual([])
      expect(await ids({ limit: 2 })).toEqual([other, `${one}-b`])
      await settleAll(one)
      await settleAll(other)
    })
  })

  async function settle(id: string, state: 'done' | 'dead') {
    const row = (await store().outboxEntry(id))!
    const change = { id, state, attempts: row.attempts, due: row.due, failure: null, settled: instant(9) }
    await commit(store(), { outboxChanges: [change] })
  }

  async function settleAll(stream: CaseId) {
    for (const { id } of await store().outbox({ stream, limit: 99 })) await settle(id, 'done')
  }
}
