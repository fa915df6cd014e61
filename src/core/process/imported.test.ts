import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyNamed } from '../../../tests/kit/case.ts'
import { isToldTogether, lateRounds, nextLateRound, unheldSince } from './imported.ts'

const policy = policyNamed('sigstore')
const opened = '2026-06-01T10:20:30Z'
const instant = (text: string) => Temporal.Instant.from(text)
const imported = { via: 'import', opened } as const

describe('a deadline that passed before its case was imported', () => {
  const due = '2026-01-05T16:11:00Z'

  it('is reminded of a round later, at a whole hour, and each round from there', () => {
    expect(lateRounds(imported, due, policy, instant('2026-06-02T10:59:59Z'))).toBe(0)
    expect(nextLateRound(imported, due, policy, instant(opened)).toString()).toBe('2026-06-02T11:00:00Z')
    const first = lateRounds(imported, due, policy, instant('2026-06-02T11:00:00Z'))
    expect(lateRounds(imported, due, policy, instant('2026-06-03T10:59:59Z'))).toBe(first)
    expect(lateRounds(imported, due, policy, instant('2026-06-03T11:00:00Z'))).toBe(first + 1)
  })

  it('counts no less than it did for whoever imported it before that was so', () => {
    const from = instant('2026-06-02T11:00:00Z')
    const asAnyOther = lateRounds({ via: 'form', opened }, due, policy, from)
    expect(lateRounds(imported, due, policy, from)).toBe(asAnyOther)
  })

  it('has its next reminder exactly where the count grows', () => {
    const seconds = fc.integer({ min: 0, max: 40 * 86_400 })
    fc.assert(
      fc.property(seconds, fc.constantFrom('import', 'form'), (after, via) => {
        const now = instant(opened).add({ seconds: after })
        const c = { via, opened } as const
        const next = nextLateRound(c, due, policy, now)
        expect(Temporal.Instant.compare(next, now)).toBe(1)
        const count = (at: Temporal.Instant) => lateRounds(c, due, policy, at)
        expect(count(next.subtract({ seconds: 1 }))).toBe(count(now))
        expect(count(next)).toBeGreaterThan(count(now))
      }),
    )
  })
})

it('what passes after the import is reminded of as of any case, and alone', () => {
  const due = '2026-06-01T12:00:00Z'
  expect(isToldTogether(imported, due)).toBe(false)
  expect(lateRounds(imported, due, policy, instant('2026-06-01T12:00:01Z'))).toBe(1)
  expect([unheldSince(imported), unheldSince({ via: 'mail', opened })]).toEqual(['2026-06-01T11:00:00Z', opened])
})
