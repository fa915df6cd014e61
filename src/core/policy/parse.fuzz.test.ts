import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { explainPolicy, limits, parsePolicy } from './index.ts'

const sigstore = readFileSync(new URL('../../../policies/sigstore.yaml', import.meta.url), 'utf8')

/** Always an answer, in time; problems point into the file and name a way out; what is accepted can be explained. */
function answers(text: string): 'accepted' | 'refused' {
  const started = performance.now()
  const parsed = parsePolicy(text)
  expect(performance.now() - started).toBeLessThan(3000)
  const problems = 'policy' in parsed ? parsed.warnings : parsed.problems
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  for (const { line, column, code, says, hint } of problems) {
    expect(code).toMatch(/^[a-z][a-z_]+$/)
    expect(Math.min(says.length, hint.length)).toBeGreaterThan(0)
    expect(says + hint).not.toMatch(/[\r\n]/)
    expect(lines.length).toBeGreaterThanOrEqual(line)
    expect((lines[line - 1] ?? '').length + 1).toBeGreaterThanOrEqual(column)
    expect(Math.min(line, column)).toBeGreaterThan(0)
  }
  expect(problems.length).toBeLessThanOrEqual(limits.problems + 1)
  if ('policy' in parsed) {
    expect(parsed.warnings.filter((warning) => warning.level === 'error')).toEqual([])
    expect(explainPolicy(parsed.policy)).toHaveLength(7)
    return 'accepted'
  }
  expect(parsed.problems.some((problem) => problem.level === 'error')).toBe(true)
  return 'refused'
}

const signs = ['\t', '\n', '  ', '- ', ': ', '? ', '[', ']', '{', '}', '"', "'", '|\n', '>\n', '\\', ',', '0', '1e999']
const words = [
  '&a ',
  '*a',
  '!t ',
  '%',
  '---\n',
  '...\n',
  '#',
  '~',
  '<<: ',
  '__proto__: ',
  '\u0000',
  '\uFEFF',
  '\u202E',
  '\uD83D',
  '😀',
]
const scraps = fc.constantFrom(...signs, ...words)

const edit = fc.record({
  at: fc.nat(sigstore.length),
  drop: fc.oneof(fc.constant(0), fc.nat(60)),
  put: fc.oneof(
    scraps,
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.nat(sigstore.length).map((from) => sigstore.slice(from, from + 200)),
  ),
})

test('edits of the good file', () => {
  const seen = { accepted: 0, refused: 0 }
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce((now, { at, drop, put }) => now.slice(0, at) + put + now.slice(at + drop), sigstore)
      seen[answers(text)]++
    }),
    { numRuns: 400 },
  )
  expect(seen.refused).toBeGreaterThan(100)
})

/** Every place of a tree where a value could be exchanged. */
function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return [
    path,
    ...inside.flatMap(([key, member]) => placesOf(member, [...path, Array.isArray(value) ? Number(key) : key])),
  ]
}

function exchanged(value: unknown, [step, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (step === undefined) return by
  const copy = structuredClone(value) as Record<string | number, unknown>
  copy[step] = exchanged(copy[step], rest, by)
  return copy
}

test('other values in the good tree', () => {
  const tree: unknown = parse(sigstore)
  const places = placesOf(tree)
  const values = fc.oneof(
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      4.0,
      'P1D',
      'PT1H',
      '1/2',
      'fix-team',
      'friday',
      'UTC',
      'C1',
      'disclosed',
      '{{version}}',
    ),
    fc.jsonValue({ maxDepth: 3 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...places), values, (path, by) => {
      answers(stringify(exchanged(tree, path, by)))
    }),
    { numRuns: 400 },
  )
})

test('any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void answers(text)))
  fc.assert(fc.property(fc.array(scraps, { maxLength: 200 }), (parts) => void answers(parts.join(''))))
})

test.each([
  '[',
  '{',
  '- ',
  '? ',
  'a: ',
  ': ',
  '"',
  "'",
  '&a ',
  '! ',
  '*a ',
  '[]',
  '[]\n',
  ',',
  '%\n',
  '---\n',
  '...\n',
  '|\n',
  ' ',
  '\n',
  '#\n',
  '{a: [',
  'a\n',
  '- {}\n',
  '- [1,2]\n',
  'k: 1\n',
  '\r',
  '\\',
])('the longest file of %j', (piece) => {
  expect(answers(piece.repeat(Math.floor(limits.characters / piece.length)))).toBe('refused')
  expect(answers(`schedule: [${piece.repeat(Math.floor((limits.characters - 12) / piece.length))}`)).toBe('refused')
  expect(answers(`a: "${piece.repeat(Math.floor((limits.characters - 5) / piece.length))}"`)).toBe('refused')
})
