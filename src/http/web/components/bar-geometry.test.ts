import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOut, type DeadlineWindow } from './bar-geometry.ts'

const disclosed = '2026-03-02T00:00:00Z'
const day = (number: number): string =>
  Temporal.Instant.from(disclosed)
    .add({ hours: Math.round(number * 24) })
    .toString()

describe('layOut', () => {
  it('puts disclosure at the left, now and the release in proportion', () => {
    const bar = layOut({ disclosed, now: day(5), publicAt: day(10), windows: [{ label: 'Fix', due: day(20) }] })
    expect(bar.bands[0]?.from).toBe(0)
    expect(bar.publicAt).toBeCloseTo(bar.now * 2, 1)
    expect(bar.bands[0]?.to).toBeCloseTo(bar.now * 4, 1)
  })

  it('shows how far a deadline is overdue, and where a moved one stood', () => {
    const windows = [{ label: 'Fix', due: day(4), original: day(2) }]
    const [band] = layOut({ disclosed, now: day(6), windows }).bands
    expect(band).toMatchObject({ standing: 'late' })
    expect(band?.reached).toBeGreaterThan(band?.to ?? 100)
    expect(band?.original).toBeLessThan(band?.to ?? 0)
  })

  it('leaves a band without a date open until now', () => {
    const bar = layOut({ disclosed, now: day(3), asap: true, windows: [{ label: 'Fix' }] })
    expect(bar.bands[0]).toMatchObject({ standing: 'asap', to: bar.now, reached: undefined })
  })

  it('counts in hours while a case is young', () => {
    expect(layOut({ disclosed, now: disclosed, windows: [] }).ticks.map(({ label }) => label)).toEqual(['0 h', '1 h'])
  })

  const window: fc.Arbitrary<DeadlineWindow> = fc.record(
    {
      label: fc.string({ minLength: 1, maxLength: 30 }),
      from: fc.double({ min: -5, max: 400, noNaN: true }).map(day),
      due: fc.double({ min: -5, max: 400, noNaN: true }).map(day),
      done: fc.double({ min: -5, max: 400, noNaN: true }).map(day),
      original: fc.double({ min: -5, max: 400, noNaN: true }).map(day),
    },
    { requiredKeys: ['label'] },
  )

  it('keeps everything on the line, and no two bands of a lane on top of each other', () => {
    fc.assert(
      fc.property(fc.array(window, { maxLength: 8 }), fc.double({ min: 0, max: 400, noNaN: true }), (windows, now) => {
        const bar = layOut({ disclosed, now: day(now), windows })
        for (const { from, to, reached = 0, original = 0 } of bar.bands) {
          for (const at of [from, to, reached, original]) expect(at).toSatisfy((x: number) => x >= 0 && x <= 100)
          expect(from).toBeLessThanOrEqual(to)
        }
        expect(bar.ticks.length).toBeLessThanOrEqual(9)
        for (const one of bar.bands) {
          for (const other of bar.bands) {
            if (one === other || one.lane !== other.lane) continue
            expect(one.to < other.from || other.to < one.from).toBe(true)
          }
        }
      }),
    )
  })
})
