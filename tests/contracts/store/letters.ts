import { describe, expect, test } from 'vitest'
import type { LetterRow, Store } from '../../../src/app/ports/index.ts'
import { append, commit, event, instant, newCase, newId } from './material.ts'

/** `open` gives an empty store. */
export function keepsLetters(open: () => Promise<Store>): void {
  const letter = (minute: number, more: Partial<LetterRow> = {}): LetterRow => ({
    id: newCase(),
    community: newId('k'),
    at: instant(minute),
    state: 'waiting',
    why: null,
    sealed: new Uint8Array([1, 2, minute]),
    ...more,
  })
  const held = (minute: number, why: string) => letter(minute, { state: 'held', why })

  describe('letters', () => {
    test('are kept as they came, and read by state and reason, the oldest first, page by page', async () => {
      const store = await open()
      const all = [letter(3), held(2, 'automatic'), letter(1), held(4, 'stranger'), held(5, 'automatic')] as const
      await commit(store, { letters: all })
      const [third, automatic, first, stranger, again] = all
      expect(await store.letter(third.id)).toEqual(third)
      expect(await store.letter(newCase())).toBeUndefined()
      expect(await store.letters({ state: 'waiting', limit: 9 })).toEqual([first, third])
      expect(await store.letters({ state: 'waiting', limit: 1 })).toEqual([first])
      expect(await store.letters({ state: 'waiting', limit: 9, after: first })).toEqual([third])
      expect(await store.letters({ state: 'held', why: ['automatic', 'loop'], limit: 9 })).toEqual([automatic, again])
      expect(await store.letters({ state: 'held', notWhy: ['automatic'], limit: 9 })).toEqual([stranger])
      expect(await store.countLetters()).toEqual([
        { state: 'held', why: 'automatic', count: 2 },
        { state: 'held', why: 'stranger', count: 1 },
        { state: 'waiting', why: null, count: 2 },
      ])
      await store.close()
    })

    test('go on once: whoever comes second writes nothing at all', async () => {
      const store = await open()
      const one = letter(1)
      await commit(store, { letters: [one] })
      const to = { state: 'held', why: 'stranger', sealed: new Uint8Array([9]) } as const
      await commit(store, { letterChanges: [{ id: one.id, from: 'waiting', to }] })
      expect(await store.letter(one.id)).toEqual({ ...one, ...to })
      const appends = [append(one.id, 0, [event(1)])]
      const late = await store.commit({ appends, letterChanges: [{ id: one.id, from: 'waiting', to: null }] })
      expect(late).toEqual({ ok: false, why: 'letter' })
      expect(await store.readStream(one.id)).toEqual([])
      await commit(store, { letterChanges: [{ id: one.id, from: 'held', to: null }] })
      expect(await store.letter(one.id)).toBeUndefined()
      const gone = await store.commit({ letterChanges: [{ id: one.id, from: 'held', to: null }] })
      expect(gone).toEqual({ ok: false, why: 'letter' })
      await store.close()
    })
  })
}
