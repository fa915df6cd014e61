import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { after, before, earlier, isBefore, later } from './arithmetic.ts'
import { slots, slotWarnings, weekdayOf, type SlotRule, type Weekday } from './slots.ts'
import { dayOf, exactStamp, minuteOf, stamp } from './stamps.ts'
import { lengthInWords, secondsBetween } from './words.ts'

const at = (text: string) => Temporal.Instant.from(text)
const workdays = ['monday', 'tuesday', 'wednesday', 'thursday'] as const
const everyDay = [...workdays, 'friday', 'saturday', 'sunday'] as const
const utc: SlotRule = { time: '16:00', zone: 'UTC', weekdays: workdays }
const berlin: SlotRule = { time: '16:00', zone: 'Europe/Berlin', weekdays: workdays }
const told = (found: readonly Temporal.Instant[]) => found.map(stamp)

describe('arithmetic', () => {
  test('a calendar day and 24 hours are the same in UTC; months are the calendar’s', () => {
    expect(stamp(after(at('2026-03-28T16:00:00Z'), 'P1D'))).toBe('2026-03-29T16:00:00Z')
    expect(stamp(after(at('2026-03-28T16:00:00Z'), 'PT24H'))).toBe('2026-03-29T16:00:00Z')
    expect(stamp(after(at('2026-01-31T00:00:00Z'), 'P1M'))).toBe('2026-02-28T00:00:00Z')
    expect(stamp(before(at('2026-03-31T00:00:00Z'), 'P1M'))).toBe('2026-02-28T00:00:00Z')
  })

  test('earlier and later choose; stamps cut off what is less than a second', () => {
    const [one, other] = [at('2026-03-01T00:00:00.999Z'), at('2026-03-01T00:00:01Z')]
    expect([earlier(one, other), earlier(other, one), later(one, other), later(other, one)]).toEqual([
      one,
      one,
      other,
      other,
    ])
    expect([isBefore(one, other), isBefore(one, one)]).toEqual([true, false])
    expect(stamp(one)).toBe('2026-03-01T00:00:00Z')
  })
})

describe('stamps', () => {
  const instant = fc.integer({ min: 0, max: 7_258_118_399_999 }).map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))

  test('exact ones sort as time does, and say all that the machine’s clock tells', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 2000 }), (one, further) => {
        const other = one.add({ milliseconds: further })
        expect(exactStamp(one) < exactStamp(other)).toBe(further > 0)
        expect(Temporal.Instant.from(exactStamp(one)).equals(one)).toBe(true)
      }),
    )
    expect(exactStamp(at('2026-03-01T00:00:00.61Z'))).toBe('2026-03-01T00:00:00.610Z')
    expect(exactStamp(at('2026-03-01T00:00:00Z'))).toBe('2026-03-01T00:00:00.000Z')
  })

  test('a day and a minute are the same of an instant and of its text', () => {
    const one = at('2026-03-01T23:59:59.999Z')
    expect([dayOf(one), dayOf(exactStamp(one)), dayOf(stamp(one))]).toEqual(Array(3).fill('2026-03-01'))
    expect([minuteOf(one), minuteOf(stamp(one))]).toEqual(Array(2).fill('2026-03-01 23:59'))
  })
})

describe('V8: slots', () => {
  test('16:00 UTC on non-Friday weekdays, over a weekend', () => {
    expect(told(slots(utc, at('2026-03-05T16:00:00Z'), at('2026-03-10T16:00:00Z')))).toEqual([
      '2026-03-05T16:00:00Z',
      '2026-03-09T16:00:00Z',
      '2026-03-10T16:00:00Z',
    ])
    expect(slots(utc, at('2026-03-06T00:00:00Z'), at('2026-03-08T23:59:59Z'))).toEqual([])
    expect(slots(utc, at('2026-03-10T00:00:00Z'), at('2026-03-09T00:00:00Z'))).toEqual([])
  })

  test('the hour follows a zone’s summer time', () => {
    expect(told(slots(berlin, at('2026-03-26T00:00:00Z'), at('2026-03-31T00:00:00Z')))).toEqual([
      '2026-03-26T15:00:00Z',
      '2026-03-30T14:00:00Z',
    ])
  })

  test('an hour that the clocks skip comes after the jump, one that comes twice is the first', () => {
    const rule = { time: '02:30', zone: 'Europe/Berlin', weekdays: everyDay }
    expect(told(slots(rule, at('2026-03-29T00:00:00Z'), at('2026-03-29T12:00:00Z')))).toEqual(['2026-03-29T01:30:00Z'])
    expect(told(slots(rule, at('2026-10-24T12:00:00Z'), at('2026-10-25T12:00:00Z')))).toEqual(['2026-10-25T00:30:00Z'])
    expect(slotWarnings(rule, at('2026-03-29T01:30:00Z'))).toEqual([])
    expect(slotWarnings(rule, at('2026-10-25T01:30:00Z'))).toEqual([])
  })

  test('the weekday is the zone’s own, where it is already tomorrow', () => {
    const auckland = { time: '08:00', zone: 'Pacific/Auckland', weekdays: ['friday'] as const }
    expect(told(slots(auckland, at('2026-03-01T00:00:00Z'), at('2026-03-08T00:00:00Z')))).toEqual([
      '2026-03-05T19:00:00Z',
    ])
    expect(weekdayOf(at('2026-03-05T19:00:00Z'), 'Pacific/Auckland')).toBe('friday')
  })

  test('says what is unusual', () => {
    expect(slotWarnings(utc, at('2026-03-06T16:00:00Z'))).toEqual(['it falls on a Friday'])
    expect(slotWarnings(berlin, at('2026-03-07T16:00:00Z'))).toEqual([
      'it falls on a Saturday',
      'it is at 17:00, not at 16:00 Europe/Berlin',
    ])
  })

  const zone = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Asia/Kolkata',
    'America/St_Johns',
  )
  const hour = fc
    .tuple(fc.nat({ max: 23 }), fc.constantFrom('00', '15', '30'))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`)
  const days = fc.uniqueArray(fc.constantFrom<Weekday>(...everyDay), { minLength: 1 })
  const start = fc
    .integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))

  test('every slot lies in the window, in order, and needs no excuse', () => {
    fc.assert(
      fc.property(zone, hour, days, start, fc.nat({ max: 60 }), (name, time, weekdays, from, length) => {
        const rule = { time, zone: name, weekdays }
        const to = from.add({ hours: 24 * length })
        const found = slots(rule, from, to, 100)
        for (const [index, slot] of found.entries()) {
          expect(isBefore(slot, from) || isBefore(to, slot)).toBe(false)
          expect(slotWarnings(rule, slot)).toEqual([])
          const previous = found[index - 1]
          if (previous !== undefined) expect(isBefore(previous, slot)).toBe(true)
        }
        // No usual day of eight is without one.
        if (length >= 8) expect(found.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('in words', () => {
  test.each([
    [0, 'under a minute'],
    [59.9, 'under a minute'],
    [60, '1 minute'],
    [3660, '1 hour 1 minute'],
    [86_400, '1 day'],
    [90_000, '1 day 1 hour'],
    [86_460, '1 day'],
    [-172_800, '2 days'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(lengthInWords(seconds)).toBe(words)
  })

  test('seconds between are whole, and negative backwards', () => {
    const now = at('2026-03-01T00:00:00Z')
    expect(secondsBetween(at('2026-03-01T00:00:01.9Z'), now)).toBe(-1)
    expect(secondsBetween(now, at('2026-03-01T00:00:01.9Z'))).toBe(1)
  })
})
