import { describe, expect, test } from 'vitest'
import type { Batch } from '../../app/ports/index.ts'
import { machine, windableMachine } from './index.ts'

describe('the machine', () => {
  test('tells the time, to the millisecond', () => {
    const before = Temporal.Now.instant().epochMilliseconds
    const now = machine().now()
    expect(now.epochNanoseconds % 1_000_000n).toBe(0n)
    expect(now.epochMilliseconds).toBeGreaterThanOrEqual(before)
    expect(now.epochMilliseconds).toBeLessThanOrEqual(Temporal.Now.instant().epochMilliseconds)
  })

  test('gives random bytes in a buffer of their own', () => {
    const [one, other] = [machine().random(16), machine().random(16)]
    expect(one).toHaveLength(16)
    expect(one.buffer.byteLength).toBe(16)
    expect(one).not.toEqual(other)
  })

  test('never gives the same bytes twice, nor bytes that were wiped, across its pool', () => {
    const { random } = machine()
    const given = Array.from({ length: 2000 }, (_, nth) => random(12 + (nth % 30)).toHex())
    expect(new Set(given).size).toBe(given.length)
    expect(given.filter((one) => one.includes('0'.repeat(16)))).toEqual([])
    expect(random(10_000)).toHaveLength(10_000)
    expect(random(0)).toHaveLength(0)
  })

  test('computes SHA-256 (FIPS 180-2, B.1) and HMAC (RFC 4231, cases 1 and 2)', () => {
    const { sha256, hmac } = machine()
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(hmac('0b'.repeat(20), 'Hi There')).toBe('b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7')
    expect(hmac('4a656665', 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
    expect(() => hmac('not hexadecimal', 'text')).toThrow(SyntaxError)
  })
})

describe('a clock that can be wound', () => {
  const noon = Temporal.Instant.from('2026-11-02T12:00:00Z')
  const stopped = { ...machine(), now: () => noon }
  const hours = (count: number) => Temporal.Duration.from({ hours: count })

  test('starts at the real time, goes forwards, and stays there after a restart', async () => {
    const store = settings()
    const first = await windableMachine(store, stopped)
    expect(first.now()).toEqual(noon)
    expect(String(await first.wind(hours(36)))).toBe('2026-11-04T00:00:00Z')
    expect(String(await first.wind(Temporal.Duration.from('P1DT0.5S')))).toBe('2026-11-05T00:00:00.5Z')
    const second = await windableMachine(store, stopped)
    expect(String(second.now())).toBe('2026-11-05T00:00:00.5Z')
    expect(second.sha256('abc')).toBe(stopped.sha256('abc'))
  })

  test('two windings at once add up', async () => {
    const clock = await windableMachine(settings(), stopped)
    await Promise.all([clock.wind(hours(1)), clock.wind(hours(2))])
    expect(String(clock.now())).toBe('2026-11-02T15:00:00Z')
  })

  test.each([hours(-1), hours(0), Temporal.Duration.from({ months: 1 })])('refuses %s', async (by) => {
    const clock = await windableMachine(settings(), stopped)
    await expect(clock.wind(by)).rejects.toThrow(RangeError)
    expect(clock.now()).toEqual(noon)
    expect(String(await clock.wind(hours(1)))).toBe('2026-11-02T13:00:00Z')
  })

  test('does not go on when the store could not keep it', async () => {
    const broken = { setting: async () => undefined, commit: () => Promise.reject(new Error('disk')) }
    const clock = await windableMachine(broken, stopped)
    await expect(clock.wind(hours(1))).rejects.toThrow('disk')
    expect(clock.now()).toEqual(noon)
  })
})

/** As much of a store as a clock needs. */
function settings() {
  const kept = new Map<string, string>()
  return {
    setting: async (name: string) => kept.get(name),
    commit: async ({ settings = [] }: Batch) => {
      for (const { name, value } of settings) if (value !== null) kept.set(name, value)
      return { ok: true as const }
    },
  }
}
