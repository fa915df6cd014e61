import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after, before } from './arithmetic.ts'

const instant = fc
  .integer({ min: 946_684_800_000, max: 7_258_118_400_000 })
  .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds))
const count = (max: number) => fc.integer({ min: 0, max })
const duration = fc
  .record({
    years: count(3),
    months: count(14),
    weeks: count(5),
    days: count(40),
    hours: count(60),
    minutes: count(90),
  })
  .map((parts) => Temporal.Duration.from(parts).toString())

test('is the calendar’s own arithmetic in UTC, whatever the duration is made of', () => {
  fc.assert(
    fc.property(instant, duration, (start, length) => {
      const zoned = start.toZonedDateTimeISO('UTC')
      expect(after(start, length).equals(zoned.add(length).toInstant())).toBe(true)
      expect(before(start, length).equals(zoned.subtract(length).toInstant())).toBe(true)
    }),
  )
})

test('a month is a month, a day is 24 hours', () => {
  const start = Temporal.Instant.from('2026-01-31T12:00:00Z')
  expect(String(after(start, 'P1M'))).toBe('2026-02-28T12:00:00Z')
  expect(String(after(start, 'P1D'))).toBe('2026-02-01T12:00:00Z')
  expect(String(before(start, 'P1W'))).toBe('2026-01-24T12:00:00Z')
})
