import { expect, test } from 'vitest'
import { told } from './text.ts'

test.each([
  ['The agreed opening is 2026-03-17T16:00:00Z; that has not come yet.', '2026-03-17 16:00 UTC;'],
  ['as soon as possible since 2026-03-17T16:00:01.5Z: x', 'since 2026-03-17 16:00 UTC: x'],
  ['within PT36H of disclosure', 'within 36 hours of disclosure'],
  ['P1DT12H', '1 day and 12 hours'],
])('%s', (sentence, says) => {
  expect(told(sentence)).toContain(says)
  expect(told(sentence)).not.toMatch(/PT?\d|\d{4}-\d\d-\d\dT/)
})

test.each([
  'priority P',
  'CVSS:3.1/AV:P/AC:L',
  'P1',
  'P2D2Y',
  'PT',
  'XP1D',
  'P1D-x',
  '2026-03-17',
  'such as 2026-01-31T16:00Z',
  'such as P1D',
])('%s is left as it is', (text) => expect(told(text)).toBe(text))
