import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileName, idFrom, isId, isRefused, kindOf, line, paragraphs, refuse } from './index.ts'
import { textProblem } from './text.ts'

describe('ids', () => {
  test('a letter, a hyphen, twelve characters that nobody misreads', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 40 }), (random) => {
        const id = idFrom('c', random)
        expect(id).toMatch(/^c-[0-9a-hjkmnp-tv-z]{12}$/)
        expect(isId('c', id)).toBe(true)
        expect(isId('p', id)).toBe(false)
        expect(idFrom('c', random.slice(0, 12))).toBe(id)
      }),
    )
  })

  test('every bit of the five counts, so that no two randoms of 60 bits share an id', () => {
    const ids = Array.from({ length: 32 }, (_, last) => idFrom('p', Uint8Array.of(...Array<number>(11).fill(0), last)))
    expect(new Set(ids).size).toBe(32)
  })

  test('too little randomness is a fault', () => {
    expect(() => idFrom('c', new Uint8Array(11))).toThrow(RangeError)
  })

  test.each([
    'c-0123456789a',
    'c-0123456789abc',
    'C-0123456789ab',
    'c-0123456789aL',
    'c-0123456789ai',
    ' c-0123456789ab',
    'c-0123456789ab\n',
    '',
  ])('%j is no id', (text) => {
    expect(isId('c', text)).toBe(false)
  })

  test('an id tells its stream’s kind', () => {
    expect([kindOf('k-1'), kindOf('c-1'), kindOf('r-1'), kindOf('p-1')]).toEqual([
      'community',
      'case',
      'release',
      'person',
    ])
  })
})

test('a refusal is a value that can be told from everything else', () => {
  const refused = refuse('closed', 'T1', 'The case is closed.', 'Reopen it.')
  expect(refused).toEqual({
    refused: true,
    code: 'closed',
    clause: 'T1',
    says: 'The case is closed.',
    instead: 'Reopen it.',
  })
  expect(isRefused(refused)).toBe(true)
  for (const other of [null, undefined, 'refused', [], {}, { refused: 'true' }]) expect(isRefused(other)).toBe(false)
})

describe('text that people send', () => {
  test.each([
    ['left-to-right override', 'a\u202eb'],
    ['isolate', 'a\u2066b'],
    ['a terminal’s escape', 'a\u001b[31m'],
    ['a zero byte', 'a\u0000b'],
    ['C1 control', 'a\u0085b'],
    ['line separator', 'a\u2028b'],
    ['lone surrogate', 'a\ud800b'],
    ['carriage return', 'a\rb'],
  ])('%s is named and refused', (_, text) => {
    expect(textProblem(text, 'many')).toBeTypeOf('string')
    expect(paragraphs(100).safeParse(text).success).toBe(false)
    expect(line(100).safeParse(text).success).toBe(false)
  })

  test.each([
    '\u200b',
    '\u2060 \u3000\u00a0',
    '\u3164',
    '\u2800\u2800',
    '\u034f\ufe0f',
    '\u{e0041}\u{e0042}',
    '\u180e\ufeff\u200d',
  ])('%j shows nothing, and is no text', (text) => {
    expect(line(100).safeParse(text).success).toBe(false)
    expect(paragraphs(100).safeParse(`${text}\n${text}`).success).toBe(false)
    expect(line(100).safeParse(`${text}x`).success).toBe(true)
  })

  test('marks are piled up no higher than languages do', () => {
    const high = (count: number, mark = '\u0301') => `Z${mark.repeat(count)}`
    for (const text of [high(12), 'བརྒྱད་ཅུ', 'הַמֶּ֛לֶךְ', 'กำลังที่', '👩🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿']) expect(line(100).parse(text)).toBe(text)
    for (const text of [high(13), high(50, '\u0488'), high(13, '\u0301\u200d'), `words ${high(300)}`]) {
      expect(textProblem(text, 'many')).toContain('marks on one letter')
      expect(line(1000).safeParse(text).success).toBe(false)
      expect(textProblem(fileName(`${text}.txt`), 'one')).toBeUndefined()
    }
    expect(fileName(`${high(50)}.txt`)).toMatch(/\.txt$/)
  })

  test('several lines and tabs are a text, not a line', () => {
    expect(paragraphs(100).parse(' one\r\n\ttwo\n')).toBe('one\n\ttwo')
    expect(line(100).safeParse('one\ntwo').success).toBe(false)
    expect(line(100).safeParse('subject\nBcc: everyone').success).toBe(false)
  })

  test('languages, emoji and names with accents go through', () => {
    for (const text of ['Zoë Žižek', '脆弱性', 'שלום', '👩‍💻 fixed it', 'a/b \\ "c" <d>'])
      expect(line(100).parse(text)).toBe(text)
  })

  test('length counts after trimming; a flood is cut off before any work', () => {
    expect(line(3).parse('   abc   '.slice(1, 7))).toBe('abc')
    expect(line(3).safeParse('abcd').success).toBe(false)
    expect(line(3).safeParse('   ').success).toBe(false)
    expect(line(3).safeParse(' '.repeat(1_000_000)).success).toBe(false)
  })

  test('what is accepted has no problem, and is accepted again unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const [schema, lines] of [
          [line(40), 'one'],
          [paragraphs(40), 'many'],
        ] as const) {
          const parsed = schema.safeParse(text)
          if (!parsed.success) continue
          expect(textProblem(parsed.data, lines)).toBeUndefined()
          expect(parsed.data.length).toBeLessThanOrEqual(40)
          expect(schema.parse(parsed.data)).toBe(parsed.data)
        }
      }),
    )
  })
})
