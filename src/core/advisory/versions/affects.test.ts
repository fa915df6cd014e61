import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { versionsOf } from '../../../../tests/arbitraries/versions.ts'
import { affects, readOsvPackages, type PackageVersions } from './index.ts'
import { schemeFor } from './ecosystems.ts'

type Entry = Partial<Omit<PackageVersions, 'package'>> & { ecosystem?: string; name?: string }

function asked(entries: readonly Entry[], version: string, named?: string, ecosystem?: string) {
  const whole = entries.map(({ ecosystem: system = 'npm', name = 'anchor', ranges = [], versions = [] }) => ({
    package: { ecosystem: system, name },
    ranges,
    versions,
  }))
  return affects(whole, { version, package: named, ecosystem })
}

const semver = (...events: PackageVersions['ranges'][number]['events']): Entry => ({
  ranges: [{ type: 'SEMVER', events }],
})
const own = (ecosystem: string, ...events: PackageVersions['ranges'][number]['events']): Entry => ({
  ecosystem,
  ranges: [{ type: 'ECOSYSTEM', events }],
})
const hash = (digit: string) => digit.repeat(40)

describe('one range', () => {
  const range = semver({ introduced: '1.2.0' }, { fixed: '1.4.2' })
  test.each([
    ['1.1.9', 'not_affected', []],
    ['1.2.0-rc.1', 'not_affected', []],
    ['1.2.0', 'affected', ['1.4.2']],
    ['v1.4.1', 'affected', ['1.4.2']],
    ['1.4.2-rc.1', 'affected', ['1.4.2']],
    ['1.4.2', 'fixed', ['1.4.2']],
    ['1.4.2+build', 'fixed', ['1.4.2']],
    ['2.0.0', 'fixed', ['1.4.2']],
  ])('%s: %s', (version, answer, fixedIn) => {
    expect(asked([range], version)).toMatchObject({ answer, fixedIn, doubt: null })
  })

  test('says the answer, what it follows from, and the rule', () => {
    expect(asked([range], '1.3.0')).toEqual({
      answer: 'affected',
      doubt: null,
      package: { ecosystem: 'npm', name: 'anchor' },
      version: '1.3.0',
      fixedIn: ['1.4.2'],
      says: '1.3.0 of anchor (npm) is affected. The fix is in 1.4.2.',
      because: ['1.3.0 is in the range “1.2.0 or newer, before 1.4.2”'],
      rule: expect.stringMatching(/^Semantic Versioning 2\.0\.0/),
    })
    expect(asked([range], '1.5.0').says).toBe('1.5.0 of anchor (npm) is not affected: it was fixed in 1.4.2.')
    expect(asked([semver({ introduced: '0' })], '1.0.0').says).toMatch(
      /is affected\. No fixed version is written down\.$/,
    )
  })
})

describe('OSV’s events', () => {
  test.each([
    ['0 is before everything', semver({ introduced: '0' }, { fixed: '1.0.0' }), '0.0.0-alpha', 'affected'],
    ['the last affected is affected', semver({ introduced: '0' }, { last_affected: '1.0.0' }), '1.0.0', 'affected'],
    ['after the last affected', semver({ introduced: '0' }, { last_affected: '1.0.0' }), '1.0.1', 'not_affected'],
    [
      'several intervals in one range, in any order',
      semver({ fixed: '2.3.0' }, { introduced: '1.0.0' }, { introduced: '2.0.0' }, { fixed: '1.5.0' }),
      '2.1.0',
      'affected',
    ],
    [
      'between two intervals',
      semver({ introduced: '1.0.0' }, { fixed: '1.5.0' }, { introduced: '2.0.0' }, { fixed: '2.3.0' }),
      '1.6.0',
      'fixed',
    ],
    ['before the limit', semver({ introduced: '1.0.0' }, { limit: '2.0.0' }), '1.9.0', 'affected'],
    ['at the limit', semver({ introduced: '1.0.0' }, { limit: '2.0.0' }), '2.0.0', 'not_affected'],
    ['no limit at all', semver({ introduced: '1.0.0' }, { limit: '*' }), '3.0.0', 'affected'],
    [
      'before one of two limits',
      semver({ introduced: '1.0.0' }, { limit: '2.0.0' }, { limit: '3.0.0' }),
      '2.5.0',
      'affected',
    ],
  ] as const)('%s', (_, range, version, answer) => {
    expect(asked([range], version).answer).toBe(answer)
  })
})

describe('lists and ranges together', () => {
  const listed = { ...own('PyPI', { introduced: '0' }, { fixed: '1.0' }), versions: ['2.0', '3.0rc1'] }
  test.each([
    ['0.9', 'affected', ['1.0']],
    ['1.0', 'fixed', ['1.0']],
    ['2.0.0', 'affected', []],
    ['3.0-RC1', 'affected', []],
    ['3.0', 'fixed', ['1.0']],
  ])('%s: %s', (version, answer, fixedIn) => {
    expect(asked([listed], version)).toMatchObject({ answer, fixedIn })
  })

  test('only a list: what is not on it is not affected', () => {
    expect(asked([{ versions: ['1.0.0'] }], '1.0.1')).toMatchObject({ answer: 'not_affected' })
    expect(asked([{ ecosystem: 'Linux', versions: ['odd_one'] }], 'odd_one').answer).toBe('affected')
  })

  test('the fix to name is one that no other range holds', () => {
    const entries = [
      semver({ introduced: '1.0.0' }, { fixed: '1.5.0' }),
      semver({ introduced: '1.4.0' }, { fixed: '1.6.0' }),
    ]
    expect(asked(entries, '1.2.0').fixedIn).toEqual(['1.6.0'])
  })

  test('branches: the next fix above, not the lowest', () => {
    const range = semver({ introduced: '1.0.0' }, { fixed: '1.5.0' }, { introduced: '2.0.0' }, { fixed: '2.3.0' })
    expect(asked([range], '2.1.0').fixedIn).toEqual(['2.3.0'])
    expect(asked([range], '1.1.0').fixedIn).toEqual(['1.5.0'])
  })
})

test.each([
  ['Go', 'v1.2.4-0.20191109021931-daa7c04131f5', '1.2.3', '1.2.4', 'affected'],
  ['Debian:12', '1.2.3-1+deb12u1', '0', '1.2.3-1+deb12u2', 'affected'],
  ['Maven', '2.0-rc1', '1.0', '2.0', 'affected'],
  ['RubyGems', '2.0.0.pre', '1.0', '2.0', 'affected'],
  ['Red Hat', '1:1.2-3.el9', '0', '1:1.2-4.el9', 'affected'],
  ['Wolfi', '1.2.3-r1', '0', '1.2.3-r2', 'affected'],
  ['Packagist', '2.0.0-beta1', '1.0', '2.0.0', 'affected'],
  ['NuGet', '1.2.3.4', '1.2.3', '1.2.3.5', 'affected'],
  ['PyPI', '2.0.post1', '1.0', '2.0', 'fixed'],
  ['Hackage', '2.0', '1.0', '2.0.0', 'affected'],
  ['ConanCenter', '1.10', '1.2', '1.11', 'affected'],
])('%s: %s in [%s, %s): %s', (ecosystem, version, introduced, fixed, answer) => {
  expect(asked([own(ecosystem, { introduced }, { fixed })], version).answer).toBe(answer)
})

describe('what cannot be told', () => {
  const range = semver({ introduced: '0' }, { fixed: '1.4.2' })
  const git: Entry = {
    ranges: [{ type: 'GIT', events: [{ introduced: hash('a') }, { last_affected: hash('d') }, { fixed: hash('b') }] }],
  }
  test.each([
    ['unreadable_version', [range], '1.4', undefined, /1\.4 is not a semantic version such as 1\.4\.2/],
    ['unreadable_version', [range], '', undefined, /Which version/],
    ['unreadable_version', [range], hash('c'), undefined, /this is a commit/],
    ['unreadable_range', [own('PyPI', { introduced: 'first' })], '1.0', undefined, /first is not a PEP 440 version/],
    ['unreadable_version', [own('Linux', { introduced: '0' })], '6.1-rc2', undefined, /no order that is known here/],
    ['release_missing', [own('Red Hat', { introduced: '0' }, { fixed: '1.0-3' })], '1.0', undefined, /releases decide/],
    ['commits_only', [git], '1.0.0', undefined, /ask for a commit/],
    ['commits_only', [git], hash('c'), undefined, /history/],
    ['nothing_written', [{}], '1.0.0', undefined, /not written down/],
    ['no_packages', [], '1.0.0', undefined, /names no package/],
    ['unknown_package', [range], '1.0.0', 'anchr', /Did you mean anchor\? It names anchor \(npm\)/],
    ['which_package', [range, { ...range, name: 'buoy' }], '1.0.0', undefined, /anchor \(npm\), buoy \(npm\)/],
    ['which_package', [range, { ...range, ecosystem: 'PyPI' }], '1.0.0', 'anchor', /anchor \(PyPI\)/],
  ] as const)('%s: %#', (doubt, entries, version, named, says) => {
    const verdict = asked(entries, version, named)
    expect(verdict).toMatchObject({ answer: 'cannot_tell', doubt, fixedIn: [] })
    expect(verdict.says).toMatch(says)
  })

  test('one range that holds the version settles it, whatever is unclear beside it', () => {
    expect(asked([own('npm', { introduced: 'x' }), range], '1.0.0').answer).toBe('affected')
    expect(asked([own('npm', { introduced: 'x' }), range], '2.0.0').doubt).toBe('unreadable_range')
  })

  test('commits are known where they are named', () => {
    expect(asked([git], hash('a')).answer).toBe('affected')
    expect(asked([git], hash('d')).answer).toBe('affected')
    expect(asked([git], hash('b'))).toMatchObject({ answer: 'fixed', fixedIn: [hash('b')] })
    expect(asked([{ ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }], hash('c')).answer).toBe('affected')
    expect(asked([{ ...git, ...range }], hash('c')).doubt).toBe('unreadable_version')
  })
})

describe('which package is meant', () => {
  const range = semver({ introduced: '0' }, { fixed: '1.4.2' })
  test.each([
    ['PyPI', 'Anchor_Chain', 'anchor-chain'],
    ['NuGet', 'Anchor.Chain', 'anchor.chain'],
    ['Packagist', 'harbour/anchor', 'Harbour/Anchor'],
    ['Go', 'example.org/anchor/v2', 'pkg:golang/example.org/anchor/v2@1.0.0'],
    ['Go', 'example.org/anchor/v2', 'pkg:golang/example.org/anchor#v2'],
    ['npm', '@harbour/anchor', 'pkg:npm/%40harbour/anchor'],
    ['Maven', 'org.example:anchor', 'pkg:maven/org.example/anchor?type=jar'],
    ['Debian:12', 'anchor', 'pkg:deb/debian/anchor?distro=bookworm'],
  ])('%s %s is %s', (ecosystem, name, named) => {
    expect(asked([{ ...range, ecosystem, name }], '1.0.0', named).answer).toBe('affected')
  })

  test('case counts where the registry counts it, and so does the kind of package', () => {
    expect(asked([range], '1.0.0', 'Anchor').doubt).toBe('unknown_package')
    expect(asked([range], '1.0.0', 'pkg:pypi/anchor').doubt).toBe('unknown_package')
  })

  test('a package URL may carry the version; the ecosystem tells namesakes apart', () => {
    expect(asked([range], '', 'pkg:npm/anchor@1.0.0')).toMatchObject({ answer: 'affected', version: '1.0.0' })
    const both = [range, { ...semver({ introduced: '2.0.0' }), ecosystem: 'PyPI' }]
    expect(asked(both, '1.0.0', 'anchor', 'PyPI').answer).toBe('not_affected')
    expect(asked(both, '1.0.0', 'anchor', 'npm').answer).toBe('affected')
  })
})

test('ranges of [introduced, fixed) hold exactly what stands between, in every order', () => {
  for (const ecosystem of [
    'npm',
    'Go',
    'PyPI',
    'Maven',
    'Debian',
    'Alpine',
    'RubyGems',
    'Packagist',
    'NuGet',
    'CRAN',
  ]) {
    const scheme = schemeFor(ecosystem, 'ECOSYSTEM')
    const some = versionsOf(scheme)
    fc.assert(
      fc.property(some, some, some, (introduced, fixed, version) => {
        const { answer } = asked([own(ecosystem, { introduced }, { fixed })], version)
        const turned = scheme.compare(fixed, introduced) < 0
        const begun = introduced === '0' || scheme.compare(version, introduced) >= 0
        const ended = fixed === '0' || scheme.compare(version, fixed) >= 0
        // OSV evaluates events in the order of versions: a fix before the beginning ends nothing, one at it everything.
        expect(answer === 'affected').toBe(begun && (!ended || ((turned || fixed === '0') && introduced !== '0')))
      }),
    )
  }
})

const examples = fileURLToPath(new URL('../../../../../shared/examples/osv/', import.meta.url))
const records = (() => {
  try {
    return readdirSync(examples).filter((name) => name.endsWith('.json'))
  } catch {
    return []
  }
})()

test.skipIf(records.length === 0)('records as they are published: before the fix, the fix, and a word', () => {
  for (const file of records) {
    const entries = readOsvPackages(JSON.parse(readFileSync(examples + file, 'utf8'))) ?? []
    expect(entries.length).toBeGreaterThan(0)
    for (const entry of entries) {
      const fixed = entry.ranges.flatMap(({ events }) =>
        events.flatMap((event) => ('fixed' in event ? [event.fixed] : [])),
      )
      const question = { package: entry.package.name, version: 'v0.0.1' }
      const last = fixed.at(-1)
      if (last === undefined) continue
      expect([file, affects([entry], { ...question, version: last }).answer]).toEqual([file, 'fixed'])
      expect([file, affects([entry], { ...question, version: 'latest' }).doubt]).toEqual([file, 'unreadable_version'])
      const open = entry.ranges.every(({ events }) =>
        events.some((event) => 'introduced' in event && event.introduced === '0'),
      )
      if (open) expect([file, affects([entry], question).answer]).toEqual([file, 'affected'])
    }
  }
})
