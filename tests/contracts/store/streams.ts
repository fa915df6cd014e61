import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/app/ports/index.ts'
import { append, commit, event, newCase, newId } from './material.ts'

export function keepsStreams(store: () => Store): void {
  describe('streams', () => {
    test('events come back as they were written, in order, after a version', async () => {
      const id = newCase()
      const events = [event(1), event(2), event(3)]
      await commit(store(), { appends: [append(id, 0, events.slice(0, 2))] })
      await commit(store(), { appends: [append(id, 2, events.slice(2))] })
      expect(await store().readStream(id)).toEqual(events)
      expect(await store().readStream(id, 1)).toEqual(events.slice(1))
      expect(await store().readStream(id, 3)).toEqual([])
      expect(await store().readStream(newCase())).toEqual([])
    })

    test('an append on another version is a conflict that names the true one', async () => {
      const id = newCase()
      await commit(store(), { appends: [append(id, 0, [event(1), event(2)])] })
      const conflict = (actual: number) => ({ ok: false, why: 'conflict', stream: id, actual })
      expect(await store().commit({ appends: [append(id, 0, [event(1)])] })).toEqual(conflict(2))
      expect(await store().commit({ appends: [append(id, 1, [event(2)])] })).toEqual(conflict(2))
      expect(await store().commit({ appends: [append(id, 3, [event(4)])] })).toEqual(conflict(2))
      const unborn = newCase()
      expect(await store().commit({ appends: [append(unborn, 1, [event(2)])] })).toMatchObject({ actual: 0 })
      expect(await store().readStream(id)).toHaveLength(2)
    })

    test('of many who decided on the same version exactly one wins', async () => {
      const id = newCase()
      await commit(store(), { appends: [append(id, 0, [event(1)])] })
      const all = await Promise.all(
        Array.from({ length: 20 }, () => store().commit({ appends: [append(id, 1, [event(2)])] })),
      )
      expect(all.filter(({ ok }) => ok)).toHaveLength(1)
      expect(all.filter(({ ok }) => !ok)).toEqual(
        Array.from({ length: 19 }, () => ({ ok: false, why: 'conflict', stream: id, actual: 2 })),
      )
      expect(await store().readStream(id)).toHaveLength(2)
    })

    test('an append without events asks only whether the version still holds', async () => {
      const id = newCase()
      await commit(store(), { appends: [append(id, 0, [])] })
      await commit(store(), { appends: [append(id, 0, [event(1)]), append(id, 1, [])] })
      expect(await store().commit({ appends: [append(id, 0, [])] })).toMatchObject({ why: 'conflict', actual: 1 })
    })

    test('versions with a gap are a fault, and nothing of the batch is kept', async () => {
      const id = newCase()
      const batch = { appends: [append(id, 0, [event(1), event(3)])], settings: [{ name: id, value: 'x' }] }
      await expect(store().commit(batch)).rejects.toMatchObject({ name: 'StoreFailed', code: 'failed' })
      await expect(store().commit({ appends: [append(id, 0, [event(2)])] })).rejects.toMatchObject({ code: 'failed' })
      expect(await store().readStream(id)).toEqual([])
      expect(await store().setting(id)).toBeUndefined()
    })

    test('a stream does not change its community', async () => {
      const id = newCase()
      await commit(store(), { appends: [append(id, 0, [event(1)])] })
      const moved = { ...append(id, 1, [event(2)]), community: newId('k') }
      await expect(store().commit({ appends: [moved] })).rejects.toMatchObject({ code: 'failed' })
    })

    test('streams of a kind, in the order of their first event, of one community or all', async () => {
      const [one, other] = [newId('k'), newId('k')]
      const [first, second, third] = [newId('r'), newId('r'), newId('r')]
      for (const [stream, community] of [[second, one] as const, [first, other] as const, [third, one] as const]) {
        await commit(store(), { appends: [{ ...append(stream, 0, [event(1)]), kind: 'release', community }] })
      }
      await commit(store(), { appends: [{ ...append(second, 1, [event(2)]), kind: 'release', community: one }] })
      expect(await store().streams('release', one)).toEqual([
        { stream: second, community: one },
        { stream: third, community: one },
      ])
      expect((await store().streams('release')).slice(-3).map(({ stream }) => stream)).toEqual([second, first, third])
      expect(await store().streams('community', one)).toEqual([])
    })

    test('scan reads everything once, in commit order, page by page', async () => {
      const [one, other] = [newCase(), newCase()]
      await commit(store(), { appends: [append(one, 0, [event(1)])] })
      await commit(store(), { appends: [append(other, 0, [event(1), event(2)])] })
      await commit(store(), { appends: [append(one, 1, [event(2)])] })
      const seen: { position: number; stream: string; version: number }[] = []
      for (let after = 0; ; after = seen.at(-1)!.position) {
        const page = await store().scan(after, 2)
        if (page.length === 0) break
        expect(page.length).toBeLessThanOrEqual(2)
        seen.push(...page.map(({ position, stream, event }) => ({ position, stream, version: event.version })))
      }
      expect(seen.slice(-4).map(({ stream, version }) => [stream, version])).toEqual([
        [one, 1],
        [other, 1],
        [other, 2],
        [one, 2],
      ])
      const positions = seen.map(({ position }) => position)
      expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b))
      expect((await store().scan(positions.at(-2)!, 5))[0]).toMatchObject({ kind: 'case', event: event(2) })
      const whole = await store().scan(positions.at(-4)!, 2)
      const links = whole.map(({ position, stream, event: { version, at, open, personal, chain } }) => {
        return { position, stream, event: { version, at, open, personal, chain } }
      })
      expect(await store().scanLinks(positions.at(-4)!, 2)).toEqual(links)
    })
  })
}
