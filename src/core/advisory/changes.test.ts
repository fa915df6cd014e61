import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advisoryDocument } from '../../../tests/arbitraries/advisory.ts'
import { canonical } from '../kernel/index.ts'
import { AdvisoryDocument, changes, lineChanges } from './index.ts'

const first = AdvisoryDocument.parse({
  title: 'anchor accepts too much',
  details: 'One.\nTwo.\nThree.',
  affected: [
    {
      package: { ecosystem: 'Go', name: 'example.org/anchor' },
      ranges: [{ type: 'SEMVER', introduced: '0', fixed: '1.5.1' }],
    },
  ],
  references: [
    { type: 'FIX', url: 'https://example.org/1' },
    { type: 'WEB', url: 'https://example.org/2' },
  ],
})

describe('what a revision changed', () => {
  test('names the field, what was there and what is there', () => {
    const second = structuredClone(first)
    second.title = 'anchor accepts unlogged signatures'
    second.affected[0]?.ranges.splice(0, 1, { type: 'SEMVER', introduced: '0', fixed: '1.5.2' })
    second.cwes = ['CWE-347']
    second.references.shift()
    expect(changes(first, second)).toEqual([
      { path: 'title', before: 'anchor accepts too much', after: 'anchor accepts unlogged signatures' },
      { path: 'affected[0].ranges[0].fixed', before: '1.5.1', after: '1.5.2' },
      { path: 'cwes[0]', before: null, after: 'CWE-347' },
      { path: 'references[0]', before: { type: 'FIX', url: 'https://example.org/1' }, after: null },
    ])
  })

  test('shows long texts line by line', () => {
    const [change] = changes(first, { ...first, details: 'One.\nTwo and a half.\nThree.' })
    expect(change?.lines).toEqual([
      { kind: 'same', text: 'One.' },
      { kind: 'removed', text: 'Two.' },
      { kind: 'added', text: 'Two and a half.' },
      { kind: 'same', text: 'Three.' },
    ])
  })

  test('is nothing exactly when the documents are equal', () => {
    fc.assert(
      fc.property(advisoryDocument, advisoryDocument, (before, after) => {
        expect(changes(before, before)).toEqual([])
        expect(changes(before, after).length === 0).toBe(canonical(before) === canonical(after))
      }),
    )
  })
})

describe('lines', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))
  const without = (kind: string, lines: ReturnType<typeof lineChanges>) =>
    lines
      .filter((line) => line.kind !== kind)
      .map((line) => line.text)
      .join('\n')

  test('what stayed and what went is the old text, what stayed and what came the new one', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = lineChanges(before, after)
        expect(without('added', lines)).toBe(before)
        expect(without('removed', lines)).toBe(after)
      }),
    )
  })

  test('as many lines as possible stay', () => {
    const small = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 7 })
    fc.assert(
      fc.property(small, small, (before, after) => {
        const stayed = lineChanges(before.join('\n'), after.join('\n')).filter((line) => line.kind === 'same').length
        const common = choices(before).filter((choice) => choices(after).includes(choice))
        expect(stayed).toBe(Math.max(...common.map((choice) => choice.length)))
      }),
    )
  })

  test('a text of many lines rewritten from end to end is compared at once', () => {
    const before = Array.from({ length: 20_000 }, (_, n) => `old ${n}`).join('\n')
    const after = Array.from({ length: 20_000 }, (_, n) => `new ${n}`).join('\n')
    const started = performance.now()
    const lines = lineChanges(before, after)
    expect(performance.now() - started).toBeLessThan(2000)
    expect(without('added', lines)).toBe(before)
    expect(without('removed', lines)).toBe(after)
  })
})

/** Every subsequence, as one string of one-letter lines. */
function choices(lines: readonly string[]): string[] {
  return lines.reduce((all, line) => [...all, ...all.map((choice) => choice + line)], [''])
}
