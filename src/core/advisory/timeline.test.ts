import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advisoryDocument } from '../../../tests/arbitraries/advisory.ts'
import { AdvisoryDocument } from './document.ts'
import { eventInWords, eventsIn, TimelineEntry } from './timeline.ts'

const at = (text: string) => TimelineEntry.safeParse({ at: text, says: 'x' }).data?.at

describe('when something happened', () => {
  test.each([
    ['2026-01-31', '2026-01-31'],
    [' 2026-01-31 ', '2026-01-31'],
    ['2026-01-31T16:00Z', '2026-01-31T16:00:00Z'],
    ['2026-01-31T17:00:00.5+01:00', '2026-01-31T16:00:00.5Z'],
    // CVE has no days: midnight is how one is written there.
    ['2026-01-31T00:00:00Z', '2026-01-31'],
  ])('%j is %s', (written, canonical) => {
    expect(at(written)).toBe(canonical)
  })

  test.each(['', 'yesterday', '2026-02-30', '2026-01-31T16:00', '1969-12-31', '2026-01-31T16:00:60Z', '31.1.2026'])(
    '%j is refused',
    (written) => {
      expect(at(written)).toBeUndefined()
    },
  )
})

test('a timeline is in the order of time, and tells nothing twice', () => {
  const timeline = [
    { at: '2026-01-31T16:00Z', says: 'second' },
    { at: '2026-01-31', says: 'first' },
    { at: '2026-02-01T00:30+01:00', says: 'third' },
  ]
  const document = AdvisoryDocument.parse({ title: 'anchor', timeline })
  expect(document.timeline.map(({ says }) => says)).toEqual(['first', 'second', 'third'])
  const twice = AdvisoryDocument.safeParse({ title: 'anchor', timeline: [timeline[1], timeline[1]] })
  expect(twice.error?.issues).toMatchObject([{ path: ['timeline'] }])
  const wrong = AdvisoryDocument.safeParse({ title: 'anchor', timeline: [timeline[1], { at: 'soon', says: 'x' }] })
  expect(wrong.error?.issues).toMatchObject([{ path: ['timeline', 1, 'at'] }])
})

test('lines say the same as the events they are made of; a line that is none is told', () => {
  fc.assert(
    fc.property(advisoryDocument, ({ timeline }) => {
      expect(eventsIn(timeline.map(eventInWords))).toEqual(timeline)
      expect(eventsIn([...timeline.map(eventInWords), 'And so on.'])).toBeUndefined()
    }),
  )
})
