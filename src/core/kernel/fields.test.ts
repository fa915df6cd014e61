import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  commit,
  count,
  emptyAsAbsent,
  instant,
  link,
  optionalInstant,
  person,
  prose,
  wholeNumber,
  words,
  yes,
  yesOrNo,
} from './fields.ts'

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('an instant', () => {
  const when = instant('When')

  test.each([
    ['2026-03-17T16:00:00Z', '2026-03-17T16:00:00Z'],
    ['2026-03-17T16:00Z', '2026-03-17T16:00:00Z'],
    ['2026-03-17T17:00+01:00', '2026-03-17T16:00:00Z'],
    ['2026-03-17T17:00+01:00[Europe/Berlin]', '2026-03-17T16:00:00Z'],
    ['2026-03-17T16:00:00.6Z', '2026-03-17T16:00:01Z'],
    // A form's datetime-local is UTC: the pages say so.
    ['2026-03-17T16:00', '2026-03-17T16:00:00Z'],
    ['2026-03-17T16:00:30', '2026-03-17T16:00:30Z'],
  ])('%s is %s', (text, kept) => {
    expect(when.parse(text)).toBe(kept)
  })

  test.each([
    '',
    ' ',
    '2026-03-17',
    'tomorrow',
    '2026-02-30T12:00Z',
    '2026-13-01T00:00Z',
    '1999-12-31T23:59Z',
    '2200-01-01T00:00Z',
    '+275760-09-13T00:00:00Z',
    '2026-03-17T25:00Z',
    '2026-03-17 16:00 CET',
    '１２-03-2026',
    `2026-03-17T16:00Z${' '.repeat(90)}`,
  ])('%j is refused', (text) => {
    expect(takes(when, text)).toBe(false)
  })

  test.each([null, 1_773_763_200, {}, [], true])('%j is no text', (value) => {
    expect(takes(when, value)).toBe(false)
  })

  test('an empty form field is left out', () => {
    expect(optionalInstant('When').parse(' ')).toBeUndefined()
    expect(optionalInstant('When').parse(undefined)).toBeUndefined()
  })

  test('whatever is taken is taken again unchanged, and sorts as text like time', () => {
    const texts = fc
      .tuple(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        fc.integer({ min: -14, max: 14 }),
      )
      .map(([date, hours]) => {
        const offset = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`
        return Temporal.Instant.fromEpochMilliseconds(date.getTime()).toString({ timeZone: offset })
      })
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const [first, second] = [when.parse(one), when.parse(other)]
        expect(when.parse(first)).toBe(first)
        expect(Math.sign(first < second ? -1 : first > second ? 1 : 0)).toBe(Temporal.Instant.compare(first, second))
      }),
    )
  })
})

describe('a whole number', () => {
  test.each([
    ['3', 3],
    [' 12 ', 12],
    [7, 7],
    ['007', 7],
  ])('%j is %d', (told, kept) => {
    expect(count('Entry').parse(told)).toBe(kept)
  })

  test.each([
    '',
    ' ',
    '0',
    '-1',
    '1.5',
    '0x10',
    '1e3',
    '٣',
    'NaN',
    '99999999999',
    0,
    1.5,
    Number.NaN,
    Infinity,
    true,
    null,
    [],
    ['3'],
    {},
  ])('%j is none', (told) => {
    expect(takes(count('Entry'), told)).toBe(false)
  })

  test('nought counts where the first is nought', () => {
    expect(wholeNumber('Based on', 0).parse('0')).toBe(0)
    expect(emptyAsAbsent(count('Draft')).parse('')).toBeUndefined()
  })
})

describe('a link', () => {
  test.each(['https://example.org/a?b=c#d', 'http://[2001:db8::1]:8080/', 'https://例え.jp/ü'])('%s', (text) => {
    expect(link('Link').parse(text)).toBe(text)
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//example.org',
    'example.org',
    'https://',
    '',
    'https://example.org/a b',
    'https://example.org@evil.example/',
    'https://a:b@example.org',
    'https://example.org/\nBcc: x',
    'https://example.org/\u202egpj.exe',
    'https://example.org/\u0000',
    `https://example.org/${'a'.repeat(2000)}`,
  ])('%j is refused', (text) => {
    expect(takes(link('Link'), text)).toBe(false)
  })
})

test.each([
  [true, true],
  ['on', true],
  ['true', true],
  ['yes', true],
  [false, false],
  ['', false],
  ['no', false],
  ['false', false],
  [undefined, false],
])('a tick of %j is %s', (told, kept) => {
  expect(yes('Tick').parse(told)).toBe(kept)
})

test('a tick is nothing else', () => {
  for (const told of ['maybe', 1, 0, null, [], 'TRUE']) expect(takes(yes('Tick'), told)).toBe(false)
})

test('an answer is a yes or a no that somebody gave', () => {
  const answer = yesOrNo('Agreed')
  for (const told of [true, 'on', 'true', 'yes']) expect(answer.parse(told)).toBe(true)
  for (const told of [false, 'false', 'no']) expect(answer.parse(told)).toBe(false)
  for (const told of [undefined, '', null, 'maybe', 0]) expect(takes(answer, told)).toBe(false)
})

test('commits are hexadecimal, whatever their case', () => {
  expect(commit.parse(' ABCDEF1 ')).toBe('abcdef1')
  for (const told of ['abcdef', 'main', 'g234567', 'a'.repeat(65), '', 'abc def1'])
    expect(takes(commit, told)).toBe(false)
})

test('people are ids', () => {
  expect(takes(person('Who'), 'p-0123456789ab')).toBe(true)
  for (const told of ['c-0123456789ab', 'p-', 'ada', '', 'p-0123456789ab ', '__proto__'])
    expect(takes(person('Who'), told)).toBe(false)
})

test('texts have an end', () => {
  expect(takes(prose('Text', 10), 'x'.repeat(11))).toBe(false)
  expect(takes(words('Words', 10), 'x'.repeat(10))).toBe(true)
  expect(takes(words('Words'), 'two\nlines')).toBe(false)
})
