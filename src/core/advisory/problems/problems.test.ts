import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advisoryDocument } from '../../../../tests/arbitraries/advisory.ts'
import { AdvisoryDocument, missing, problemsIn } from '../index.ts'

const named = { ecosystem: 'npm', name: 'anchor' }
type Range = Record<string, string>
const range = (introduced: string, end: Range = {}): Range => ({ type: 'SEMVER', introduced, ...end })

function found(...affected: object[]) {
  const document = AdvisoryDocument.parse({ title: 'anchor', affected })
  return problemsIn(document).map(({ code, field, where }) => `${code} ${field} | ${where}`)
}
const ofRanges = (...ranges: Range[]) => found({ package: named, ranges })
const ofPackage = (more: object) => found({ package: { ...named, ...more } })

describe('ranges', () => {
  test.each([
    ['none', [], []],
    ['one', [range('1.0.0', { fixed: '1.5.0' })], []],
    ['one version', [range('1.0.0', { lastAffected: '1.0.0' })], []],
    ['neighbours', [range('1.0.0', { fixed: '1.5.0' }), range('1.5.0', { fixed: '1.6.0' })], []],
    ['a branch that has no fix yet', [range('0', { fixed: '1.5.0' }), range('2.0.0')], []],
    ['one that ends before it begins', [range('1.5.0', { fixed: '1.4.0' })], ['range_ends_before_it_begins fixed 1']],
    [
      'by a pre-release',
      [range('1.5.0', { lastAffected: '1.5.0-rc.1' })],
      ['range_ends_before_it_begins lastAffected 1'],
    ],
    ['one without any version', [range('1.5.0', { fixed: '1.5.0' })], ['range_is_empty fixed 1']],
    [
      'overlapping',
      [range('1.0.0', { fixed: '1.5.0' }), range('1.4.0', { fixed: '1.6.0' })],
      ['ranges_overlap introduced 2'],
    ],
    [
      'overlapping in the last affected version',
      [range('1.5.0', { fixed: '1.6.0' }), range('1.0.0', { lastAffected: '1.5.0' })],
      ['ranges_overlap introduced 1'],
    ],
    [
      'one inside another, and one far behind it',
      [range('0', { fixed: '3.0.0' }), range('1.0.0', { fixed: '1.1.0' }), range('2.0.0', { fixed: '4.0.0' })],
      ['ranges_overlap introduced 2', 'ranges_overlap introduced 3'],
    ],
    [
      'never ending although a fix exists',
      [range('1.0.0'), range('2.0.0', { fixed: '2.1.0' })],
      ['range_never_ends fixed 1'],
    ],
    ['two that never end', [range('1.0.0'), range('2.0.0')], ['ranges_overlap introduced 2']],
  ] as const)('%s', (_, ranges, expected) => {
    const lines = expected.map((line) => {
      const [code, end = '', row] = line.split(' ')
      const label = { introduced: 'Introduced in', fixed: 'Fixed in', lastAffected: 'Last affected' }[end]
      return `${code} affected[0].ranges[${Number(row) - 1}].${end} | Row ${row}, ${label}`
    })
    expect(ofRanges(...ranges)).toEqual(lines)
  })

  test('entries of one package are held against each other; rows count through', () => {
    const one = { package: named, ranges: [range('1.0.0', { fixed: '1.5.0' })] }
    const between = { package: { ecosystem: 'npm', name: 'buoy' }, ranges: [range('0', { fixed: '9.0.0' })] }
    const other = { package: named, ranges: [range('2.0.0', { fixed: '2.1.0' }), range('1.2.0', { fixed: '1.3.0' })] }
    expect(found(one, between, { package: { ecosystem: 'Go', name: 'x' } }, other)).toEqual([
      'ranges_overlap affected[3].ranges[1].introduced | Row 5, Introduced in',
    ])
  })

  test('versions are read as their ecosystem writes them', () => {
    const of = (ecosystem: string, introduced: string) =>
      found({ package: { ecosystem, name: 'x' }, ranges: [{ type: 'ECOSYSTEM', introduced }] })
    expect(of('PyPI', '1.0rc1')).toEqual([])
    expect(of('PyPI', '1.0-final')).toEqual([
      'version_unreadable affected[0].ranges[0].introduced | Row 1, Introduced in',
    ])
    expect(of('Debian:12', 'v1')).toEqual([
      'version_unreadable affected[0].ranges[0].introduced | Row 1, Introduced in',
    ])
    expect(of('Linux', 'next-20240101')).toEqual([])
  })

  test('a wrong list is one problem', () => {
    const [one, ...more] = problemsIn(
      AdvisoryDocument.parse({ title: 'a', affected: [{ package: named, versions: ['1.0.0', '1.0', '2.0', 'x'] }] }),
    )
    expect(more).toEqual([])
    expect(one).toMatchObject({ code: 'version_unreadable', where: 'Row 1, Single versions' })
    expect(one?.says).toBe('1.0 is not a semantic version such as 1.4.2 (three numbers), nor are 2 more')
  })

  test('a commit cannot fix itself', () => {
    const commit = 'a'.repeat(40)
    const git = { type: 'GIT', repo: 'https://git.example.org/x', introduced: commit, fixed: commit }
    expect(ofRanges(git)).toEqual(['range_is_empty affected[0].ranges[0].fixed | Row 1, Fixed in'])
  })
})

describe('packages', () => {
  const problem = (more: object) => {
    const [one] = problemsIn(AdvisoryDocument.parse({ title: 'a', affected: [{ package: { ...named, ...more } }] }))
    return one === undefined ? undefined : { ...one }
  }

  test.each([
    [{}, []],
    [{ ecosystem: 'Debian:12', purl: 'pkg:deb/debian/anchor' }, []],
    [{ purl: 'pkg:npm/anchor' }, []],
    [{ ecosystem: '' }, []],
    [{ ecosystem: 'Pypi' }, ['ecosystem_unknown affected[0].package.ecosystem | Row 1, Ecosystem']],
    [{ purl: 'pkg:npm/%' }, ['purl_invalid affected[0].package.purl | Row 1, Package URL']],
    [{ purl: 'pkg:pypi/anchor' }, ['purl_other_ecosystem affected[0].package.purl | Row 1, Package URL']],
    [{ purl: 'pkg:npm/buoy' }, ['purl_other_package affected[0].package.purl | Row 1, Package URL']],
    [{ purl: 'pkg:npm/anchor@1.0.0' }, ['purl_with_version affected[0].package.purl | Row 1, Package URL']],
  ])('%j', (more, expected) => {
    expect(ofPackage(more)).toEqual(expected)
  })

  test.each([
    ['pypi', 'Did you mean PyPI?'],
    ['crates', 'Did you mean crates.io?'],
    ['Golang', 'Did you mean Go?'],
    ['cargo', 'Did you mean crates.io?'],
    ['pip', 'Did you mean PyPI?'],
    ['composer', 'Did you mean Packagist?'],
    ['Debain:12', 'Did you mean Debian?'],
    ['constructor', 'Use a name of OSV’s list of ecosystems.'],
    ['Winget', 'Use a name of OSV’s list of ecosystems.'],
  ])('%s: %s', (ecosystem, instead) => {
    expect(problem({ ecosystem })?.instead).toBe(instead)
  })
})

test('problems stand among what is missing, each with its place', () => {
  const document = AdvisoryDocument.parse({
    title: 'a',
    affected: [{ package: { ecosystem: 'npm' }, ranges: [range('1.5.0', { fixed: '1.4.0' })] }],
  })
  expect(
    missing(document, 'announcement').map(({ where, code, says, instead }) => `${where}: ${code}: ${says}|${instead}`),
  ).toEqual([
    'Summary: missing: One sentence that says what is wrong|',
    'Details: missing: What is wrong and how it is reached|',
    'Impact: missing: What an attacker gains, and what they need for it (R5)|',
    'Upgrade: missing: How users upgrade (R5)|',
    'Row 1, Package: missing: The name users install it by|',
    'Row 1, Fixed in: range_ends_before_it_begins: 1.4.0 comes before 1.5.0, where the range begins|Exchange the two, or correct the one that is wrong.',
  ])
})

test('any document can be judged, and each problem points at something in it', () => {
  fc.assert(
    fc.property(advisoryDocument, (document) => {
      for (const { field } of problemsIn(document)) {
        const parent = field.replace(/\.(?:fixed|lastAffected)$/, '')
        const part = parent
          .split(/[.[\]]+/)
          .filter((name) => name !== '')
          .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document)
        expect([field, part === undefined]).toEqual([field, false])
      }
    }),
  )
})
