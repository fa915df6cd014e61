import { describe, expect, it } from 'vitest'
import { fixedVersions, packageInWords, rangeInWords } from './index.ts'

const hash = (digit: string): string => digit.repeat(40)

describe('rangeInWords', () => {
  it.each([
    [{ type: 'SEMVER', introduced: '0', fixed: '2.0.4' }, 'all versions before 2.0.4'],
    [{ type: 'SEMVER', introduced: '1.2.0', fixed: '1.4.2' }, '1.2.0 or newer, before 1.4.2'],
    [{ type: 'ECOSYSTEM', introduced: '0', lastAffected: '3' }, 'all versions up to 3'],
    [{ type: 'ECOSYSTEM', introduced: '1', lastAffected: '3' }, '1 to 3'],
    [{ type: 'ECOSYSTEM', introduced: '0' }, 'all versions'],
    [{ type: 'SEMVER', introduced: '1.0.0' }, '1.0.0 and everything newer'],
    [
      { type: 'GIT', repo: 'https://git.example.org/x', introduced: hash('a'), fixed: hash('b') },
      'aaaaaaaaaaaa or newer, before bbbbbbbbbbbb',
    ],
    [{ type: 'GIT', repo: 'https://git.example.org/x', introduced: '0' }, 'all commits'],
  ] as const)('%j', (range, words) => {
    expect(rangeInWords(range)).toBe(words)
  })
})

it('names each version to upgrade to once, and no commits', () => {
  const ranges = [
    { type: 'SEMVER', introduced: '0', fixed: '1.4.2' },
    { type: 'SEMVER', introduced: '1.5.0', fixed: '1.5.1' },
    { type: 'ECOSYSTEM', introduced: '0', fixed: '1.4.2' },
    { type: 'GIT', repo: 'https://git.example.org/x', introduced: '0', fixed: hash('b') },
  ] as const
  expect(fixedVersions({ package: { ecosystem: 'Go', name: 'x' }, ranges: [...ranges] })).toEqual(['1.4.2', '1.5.1'])
})

it.each([
  ['Go', 'example.org/cosign', 'example.org/cosign (Go)'],
  ['', 'cosign', 'cosign'],
  ['npm', '', 'npm'],
])('%s %s', (ecosystem, name, words) => {
  expect(packageInWords({ ecosystem, name })).toBe(words)
})
