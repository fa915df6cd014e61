import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFound } from './automaton.ts'
import { filterOf } from './filter.ts'
import { names, pathPatternOf, type Forge } from './pathPattern.ts'

const matches = (source: string, path: string, forge: Forge = 'github') => {
  const pattern = pathPatternOf(source, forge)
  return pattern !== undefined && names(pattern, path)
}

describe('patterns of CODEOWNERS, as GitHub’s own page explains them', () => {
  test.each([
    ['*', 'a.go', true],
    ['*', 'pkg/deep/a.go', true],
    ['*.js', 'web/a.js', true],
    ['*.js', 'web/a.jsx', false],
    ['/build/logs/', 'build/logs/today/a.txt', true],
    ['/build/logs/', 'src/build/logs/a.txt', false],
    ['docs/*', 'docs/getting-started.md', true],
    ['docs/*', 'docs/build-app/troubleshooting.md', false],
    ['docs/*', 'src/docs/a.md', false],
    ['apps/', 'src/apps/a.go', true],
    ['/docs/', 'docs/build/a.md', true],
    ['/scripts/', 'scripts', false],
    ['**/logs', 'deeply/nested/logs/a.txt', true],
    ['/apps/github', 'apps/github/main.go', true],
    ['/apps/github', 'apps/github.go', false],
    ['pkg/**/a.go', 'pkg/a.go', true],
    ['pkg/**/a.go', 'pkg/one/two/a.go', true],
    ['pkg/**', 'pkg/one/two', true],
    ['my\\ file.md', 'docs/my file.md', true],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['/pkg/', 'pkg/', true],
    ['/pkg', 'pkg/', true],
    ['*', 'pkg/', true],
  ])('%s %s: %s', (source, path, expected) => expect(matches(source, path)).toBe(expected))

  test('GitLab: a pattern with a slash inside begins anywhere', () => {
    expect(matches('internal/README.md', 'docs/internal/README.md', 'gitlab')).toBe(true)
    expect(matches('internal/README.md', 'docs/internal/README.md', 'github')).toBe(false)
    expect(matches('/internal/README.md', 'docs/internal/README.md', 'gitlab')).toBe(false)
  })

  const name = fc.stringMatching(/^[a-z.]{1,6}$/)
  const path = fc.array(name, { minLength: 1, maxLength: 5 })

  test('a path names itself and everything below it; a folder everything in it, wherever it is', () => {
    fc.assert(
      fc.property(path, path, (here, below) => {
        const source = here.join('/')
        expect(matches(`/${source}`, source)).toBe(true)
        expect(matches(`/${source}`, [...here, ...below].join('/'))).toBe(true)
        expect(matches(`/${source}/`, [...here, ...below].join('/'))).toBe(true)
        expect(matches(`${below[0]}/`, [...here, ...below, 'x'].join('/'))).toBe(true)
        expect(matches('**', source) && matches('*', source)).toBe(true)
      }),
    )
  })

  test('any text is a pattern or none, and answers in time', () => {
    fc.assert(
      fc.property(fc.string(), path, (source, at) => {
        expect([true, false]).toContain(matches(source, at.join('/')))
      }),
    )
    expect(matches('*a'.repeat(200), 'a'.repeat(900))).toBe(true)
    expect(matches(`${'*a'.repeat(200)}b`, 'a'.repeat(900))).toBe(false)
  })
})

const found = (source: string, text: string) => {
  const automaton = filterOf(source)
  return automaton === undefined ? undefined : isFound(automaton, text)
}

describe('filters of OWNERS', () => {
  test.each([
    ['.*', 'a/b.go', true],
    ['\\.go$', 'a/b.go', true],
    ['\\.go$', 'a/b.gox', false],
    ['^go\\.(mod|sum)$', 'go.sum', true],
    ['^go\\.(mod|sum)$', 'x/go.sum', false],
    ['_test\\.[a-z]{1,3}$', 'a_test.rs', true],
    ['(?:a|b)+c', 'xabbac', true],
    ['[^/]+\\.md', 'docs/a.md', true],
    ['\\d{2,}', 'v1', false],
    ['\\d{2,}', 'v12', true],
    ['^$', '', true],
    ['^$', 'a', false],
    ['a??b', 'b', true],
    ['', 'anything', true],
  ])('%s in %s: %s', (source, text, expected) => expect(found(source, text)).toBe(expected))

  test.each([
    '(',
    ')',
    'a**',
    '*a',
    '[a',
    '[[:alpha:]]',
    '[]a]',
    '(?i)a',
    '(?=a)',
    '\\b',
    '\\pL',
    'a{2000}',
    'a{3,2}',
    '(a{900}){900}',
  ])('what is not known is said to be: %s', (source) => expect(found(source, 'a')).toBeUndefined())

  const piece = fc.constantFrom('a', 'b', '.', 'a*', 'b+', 'a?', '(a|b)', '(ab)*', '[ab]', '[^a]', 'a{1,2}', '\\.', '|')

  test('agrees with JavaScript on what both know', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.stringMatching(/^[ab.]{0,8}$/), (pieces, text) => {
        const source = pieces.join('')
        expect(found(source, text)).toBe(new RegExp(source).test(text))
        expect(found(`^(?:${source})$`, text)).toBe(new RegExp(`^(?:${source})$`).test(text))
      }),
      { numRuns: 500 },
    )
  })

  test('what makes others run for years takes no time here', () => {
    expect(found('^(a+)+$', `${'a'.repeat(1000)}b`)).toBe(false)
    expect(found('(.*a){20}$', `${'a'.repeat(1000)}b`)).toBe(false)
  })

  test('any text is a filter or none', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (source, text) => {
        expect([true, false, undefined]).toContain(found(source, text))
      }),
    )
  })
})
