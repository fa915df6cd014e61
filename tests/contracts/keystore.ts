import { describe, expect, test } from 'vitest'
import { openKeystore } from '../../src/adapters/vault/openKeystore.ts'
import type { Keystore, KeystoreAt, WrappedKey } from '../../src/adapters/vault/keystore.ts'

/** What every keystore must do, wherever it lies. `place` gives an empty one each time. */
export function keystoreContract(name: string, place: () => Promise<KeystoreAt>): void {
  const failing = (code: string) => expect.objectContaining({ name: 'VaultFailed', code })
  const key = (byte: number, by: string | null = 'one'): WrappedKey => ({ key: new Uint8Array(61).fill(byte), by })
  const plain = (wrapped: Awaited<ReturnType<Keystore['find']>>) =>
    wrapped === undefined || wrapped === 'destroyed' ? wrapped : { key: [...wrapped.key], by: wrapped.by }

  describe(`${name} keeps the keystore's contract`, () => {
    async function withTwo(act: (one: Keystore, other: Keystore, at: KeystoreAt) => Promise<void>): Promise<void> {
      const at = await place()
      const one = await openKeystore(at)
      const other = await openKeystore(at)
      try {
        await one.once('check', 'the check')
        await act(one, other, at)
      } finally {
        await Promise.all([one.close(), other.close()])
      }
    }

    test('a key is kept once, whoever comes first, and found as it was', () =>
      withTwo(async (one, other) => {
        expect(await one.find('c-1')).toBeUndefined()
        const kept = await Promise.all([
          one.keep('c-1', key(1), 'the check'),
          other.keep('c-1', key(2), 'the check'),
          one.keep('c-1', key(3), 'the check'),
        ])
        expect(new Set(kept.map((wrapped) => JSON.stringify(plain(wrapped)))).size).toBe(1)
        for (const keystore of [one, other]) expect(plain(await keystore.find('c-1'))).toEqual(plain(kept[0]))
        expect(await one.keep('c-2', key(4, null), 'the check')).toEqual(key(4, null))
        expect(plain(await other.find('c-2'))).toEqual(plain(key(4, null)))
      }))

    test('nothing is kept under a check that is another one by now', () =>
      withTwo(async (one) => {
        expect(await one.keep('c-1', key(1), 'an old one')).toBeUndefined()
        expect(await one.find('c-1')).toBeUndefined()
      }))

    test('a destroyed key stays destroyed, and the others know that something was', () =>
      withTwo(async (one, other) => {
        for (let n = 0; n < 40; n += 1) await one.keep(`c-${n}`, key(n), 'the check')
        const before = await other.outsideChanges()
        await one.destroy('c-7')
        await one.destroy('c-7')
        await one.destroy('c-never')
        for (const keystore of [one, other]) expect(await keystore.find('c-7')).toBe('destroyed')
        expect(await other.keep('c-7', key(9), 'the check')).toBe('destroyed')
        await expect.poll(() => other.outsideChanges(), { timeout: 5_000, interval: 20 }).not.toBe(before)
        for (let n = 0; n < 40; n += 1) if (n !== 7) expect(plain(await one.find(`c-${n}`))).toEqual(plain(key(n)))
        expect(await one.count('one')).toEqual({ all: 39, by: 39 })
      }))

    test('keys are exchanged for others, but for those that were destroyed or exchanged meanwhile', () =>
      withTwo(async (one, other) => {
        for (const n of [1, 2, 3]) await one.keep(`c-${n}`, key(n), 'the check')
        await other.destroy('c-2')
        const found = await one.notBy('two', 10)
        expect(found.map(({ stream }) => stream).toSorted()).toEqual(['c-1', 'c-3'])
        expect(await one.notBy('two', 1)).toHaveLength(1)
        const to = (n: number) => ({ stream: `c-${n}`, was: key(n), now: key(n + 100, 'two') })
        await one.rewrap([to(1), to(2), { ...to(3), was: key(4) }])
        await one.rewrap([])
        expect(plain(await other.find('c-1'))).toEqual(plain(key(101, 'two')))
        expect(await other.find('c-2')).toBe('destroyed')
        expect(plain(await other.find('c-3'))).toEqual(plain(key(3)))
        expect(await one.count('two')).toEqual({ all: 2, by: 1 })
        expect(await one.switchTo('another check', 'two')).toBe(false)
        await one.rewrap([to(3)])
        expect(await one.switchTo('another check', 'two')).toBe(true)
        expect(await other.fact('check')).toBe('another check')
      }))

    test('of keys that are made while it is switched none is under the old check afterwards', () =>
      withTwo(async (one, other) => {
        for (let round = 0; round < 10; round += 1) {
          const [from, to] = [`check ${round}`, `check ${round + 1}`]
          await one.state({ check: from })
          const made = Array.from({ length: 8 }, (_, n) => other.keep(`c-${round}-${n}`, key(n, from), from))
          const [switched] = await Promise.all([one.switchTo(to, to), ...made])
          const left = await one.notBy(to, 100)
          if (switched) expect(left).toEqual([])
          await one.rewrap(left.map(({ stream, wrapped }) => ({ stream, was: wrapped, now: { ...wrapped, by: to } })))
          expect(await one.switchTo(to, to)).toBe(true)
        }
      }))

    test('facts are stated once, anew, together, and where another one holds', () =>
      withTwo(async (one, other) => {
        expect(await one.once('first', 'a')).toBe('a')
        expect(await other.once('first', 'b')).toBe('a')
        await one.state({ first: 'c', second: 'd' })
        expect(await other.fact('first')).toBe('c')
        expect(await other.stateWhere('first', 'x', { second: null })).toBe(false)
        expect(await other.stateWhere('first', 'c', { second: null, third: 'e' })).toBe(true)
        expect([await one.fact('second'), await one.fact('third')]).toEqual([undefined, 'e'])
      }))

    test('without a check nothing is made or destroyed: the keys are elsewhere', () =>
      withTwo(async (one, other) => {
        await one.keep('c-1', key(1), 'the check')
        expect(await one.stateWhere('check', 'the check', { check: null, moving: 'away' })).toBe(true)
        await expect(other.destroy('c-1')).rejects.toEqual(failing('moved'))
        expect(await other.keep('c-2', key(2), 'the check')).toBeUndefined()
        expect(plain(await one.find('c-1'))).toEqual(plain(key(1)))
      }))

    test('all that it holds is read as of one moment, and fills one without keys, wholly or not at all', () =>
      withTwo(async (one, other) => {
        const many = Array.from({ length: 2_500 }, (_, n) => ({
          stream: `c-${n}`,
          own: key(n % 250, n === 3 ? null : 'one'),
        }))
        await Promise.all(many.map(({ stream, own }) => one.keep(stream, own, 'the check')))
        await one.destroy('c-11')
        const contents = await other.contents()
        const target = await openKeystore(await place())
        try {
          await target.state({ check: 'of nobody', blinding: 'x' })
          await target.bringIn(contents)
          const sorted = ({ rows, facts }: typeof contents) => ({
            rows: rows
              .map(({ stream, wrapped }) => [stream, wrapped === null ? null : plain(wrapped)])
              .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
            facts: [...facts].toSorted(),
          })
          expect(sorted(await target.contents())).toEqual(sorted(contents))
          expect(contents.rows).toHaveLength(2_500)
          await expect(target.bringIn(contents)).rejects.toEqual(failing('not_empty'))
          await target.empty({ moved_to: 'elsewhere' })
          expect(await target.contents()).toEqual({ rows: [], facts: new Map([['moved_to', 'elsewhere']]) })
          const twice = { rows: [...contents.rows, contents.rows[0]!], facts: contents.facts }
          await expect(target.bringIn(twice)).rejects.toThrow()
          expect(await target.contents()).toEqual({ rows: [], facts: new Map([['moved_to', 'elsewhere']]) })
        } finally {
          await target.close()
        }
      }))

    test('one at a time holds it alone, and one at a time rotates', () =>
      withTwo(async (one, other) => {
        const order: string[] = []
        const alone = (keystore: Keystore, who: string) =>
          keystore.alone(async () => {
            order.push(`${who} in`)
            await keystore.once(who, who)
            order.push(`${who} out`)
          })
        await alone(one, 'one')
        await alone(other, 'other')
        expect(order).toEqual(['one in', 'one out', 'other in', 'other out'])
        const held = await one.hold()
        expect(held?.isHeld()).toBe(true)
        expect(await other.hold()).toBeUndefined()
        await held?.release()
        const again = await other.hold()
        expect(again?.isHeld()).toBe(true)
        await again?.release()
      }))

    test('opened for reading alone it is as it stands', () =>
      withTwo(async (one, _, at) => {
        await one.keep('c-1', key(1), 'the check')
        const reading = await openKeystore(at, { readOnly: true })
        try {
          expect(plain(await reading.find('c-1'))).toEqual(plain(key(1)))
          expect(await reading.fact('check')).toBe('the check')
          await reading.destroy('c-1').catch(() => undefined)
          expect(plain(await one.find('c-1'))).toEqual(plain(key(1)))
        } finally {
          await reading.close()
        }
      }))
  })
}
