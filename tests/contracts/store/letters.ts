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
  const aside = (minute: number) => letter(minute, { state: 'aside', why: 'automatic' })

  describe('letters', () => {
    test('are kept as they came, and read by their state, the oldest first, page by page', async () => {
      const store = await open()
      const [third, automatic, first, stranger, again] = [letter(3), aside(2), letter(1), held(4, 'stranger'), aside(5)]
      await commit(store, { letters: [third, automatic, first, stranger, again] })
      expect(await store.letter(third.id)).toEqual(third)
      expect(await store.letter(newCase())).toBeUndefined()
      expect(await store.letters({ state: 'waiting', limit: 9 })).toEqual([first, third])
      expect(await store.letters({ state: 'waiting', limit: 1 })).toEqual([first])
      expect(await store.letters({ state: 'waiting', limit: 9, after: first })).toEqual([third])
      expect(await store.letters({ state: 'aside', limit: 9 })).toEqual([automatic, again])
      expect(await store.letters({ state: 'held', limit: 9 })).toEqual([stranger])
      const counts = (['waiting', 'held', 'aside'] as const).map((state) => store.countLetters(state, 9))
      expect(await Promise.all(counts)).toEqual([2, 1, 2])
      expect(await store.countLetters('waiting', 1)).toBe(1)
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
