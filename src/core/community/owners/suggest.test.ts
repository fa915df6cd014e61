import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mentionedPaths, ownersPlaces, suggestedFrom, type OwnersKind } from './index.ts'

const suggested = (files: Record<string, string>, paths: readonly string[], kinds?: readonly OwnersKind[]) =>
  suggestedFrom(new Map(Object.entries(files)), paths, kinds)

const told = (files: Record<string, string>, paths: readonly string[], kinds?: readonly OwnersKind[]) =>
  suggested(files, paths, kinds).people.map(({ handle, email, because }) => [
    handle || email,
    ...because.map(({ file, line, as }) => `${file}:${line} ${as}`),
  ])

test('OWNERS: the nearest folder first, then those above it', () => {
  const files = {
    OWNERS: 'approvers: [ada]\n',
    'pkg/OWNERS': 'reviewers:\n  - cleo\napprovers:\n  - ben\n',
    'pkg/api/OWNERS': 'approvers: [dora]\nemeritus_approvers: [eli]\n',
    'cmd/OWNERS': 'approvers: [finn]\n',
  }
  expect(told(files, ['pkg/api/entry.go'])).toEqual([
    ['dora', 'pkg/api/OWNERS:1 approver'],
    ['ben', 'pkg/OWNERS:4 approver'],
    ['cleo', 'pkg/OWNERS:2 reviewer'],
    ['ada', 'OWNERS:1 approver'],
  ])
  // A folder is looked after by those in it; without a path, by those of the root.
  expect(told(files, ['pkg/api/'])[0]?.[0]).toBe('dora')
  expect(told(files, ['pkg/api'])[0]?.[0]).toBe('ben')
  expect(told(files, [])).toEqual([['ada', 'OWNERS:1 approver']])
})

test('OWNERS: no_parent_owners ends the way up; filters count below their own folder; aliases are their members', () => {
  const files = {
    OWNERS: 'approvers: [ada]\n',
    OWNERS_ALIASES: 'aliases:\n  Harbour-Approvers: ["@ben", cleo]\n',
    'pkg/OWNERS': `options:
  no_parent_owners: true
filters:
  ".*":
    approvers: [harbour-approvers]
  "^api/.*\\\\.go$":
    reviewers: [dora]
  "(?i)x": { approvers: [eli] }
`,
  }
  expect(told(files, ['pkg/api/entry.go'])).toEqual([
    ['ben', 'pkg/OWNERS:5 approver'],
    ['cleo', 'pkg/OWNERS:5 approver'],
    ['dora', 'pkg/OWNERS:7 reviewer'],
  ])
  expect(told(files, ['pkg/api/entry.js']).map(([who]) => who)).toEqual(['ben', 'cleo'])
  const { people, unread } = suggested(files, ['pkg/api/entry.go'])
  expect(people[0]?.because[0]?.alias).toBe('harbour-approvers')
  expect(unread).toEqual([{ file: 'pkg/OWNERS', line: 8, says: 'the filter "(?i)x" is not understood' }])
})

test('CODEOWNERS: the last line that matches, a line without owners is nobody’s, teams are said to be teams', () => {
  const files = {
    CODEOWNERS: '# ours\n* @ada\n/docs/ @acme/writers # prose\n*.go ben@example.org @cleo\n/pkg/free/\n[x] @eli\n',
  }
  expect(told(files, ['README'])).toEqual([['ada', 'CODEOWNERS:2 owner']])
  expect(told(files, ['pkg/a.go'])).toEqual([
    ['ben@example.org', 'CODEOWNERS:4 owner'],
    ['cleo', 'CODEOWNERS:4 owner'],
  ])
  expect(told(files, ['pkg/free/a.go'])).toEqual([])
  expect(told(files, [])).toEqual([['ada', 'CODEOWNERS:2 owner']])
  const [team] = suggested(files, ['docs/a.md']).people
  expect([team?.handle, team?.isTeam]).toEqual(['acme/writers', true])
})

test('CODEOWNERS: the first place counts; GitLab’s sections count beside each other, with their own defaults', () => {
  expect(told({ CODEOWNERS: '* @ada\n', '.github/CODEOWNERS': '* @ben\n' }, ['a'])).toEqual([
    ['ben', '.github/CODEOWNERS:1 owner'],
  ])
  const files = {
    '.gitlab/CODEOWNERS':
      '* @ada\n[Docs][2] @cleo\ndocs/\n*.md @dora\n^[Go]\n*.go @eli\n!gen/\n[docs]\nREADME.md @finn\n',
  }
  const who = (path: string) => told(files, [path]).map(([name]) => name)
  expect(who('src/docs/a')).toEqual(['cleo', 'ada'])
  expect(who('docs/a.md')).toEqual(['dora', 'ada'])
  expect(who('a.go')).toEqual(['eli', 'ada'])
  expect(who('gen/a.go')).toEqual(['ada'])
  expect(who('README.md')).toEqual(['finn', 'ada'])
})

test('MAINTAINERS: everybody in it last, and what it knows of those whom others name by handle', () => {
  const files = {
    OWNERS: 'approvers: [ADA]\n',
    MAINTAINERS: 'Ada Anchor <ada@example.org> @ada (Harbour)\nBen Buoy <ben@example.org>\n',
  }
  expect(
    suggested(files, ['a']).people.map(({ name, email, handle, affiliation }) => [name, email, handle, affiliation]),
  ).toEqual([
    ['Ada Anchor', 'ada@example.org', 'ADA', 'Harbour'],
    ['Ben Buoy', 'ben@example.org', '', ''],
  ])
  expect(told(files, ['a'], ['OWNERS'])).toHaveLength(1)
})

test('who is named for more of the paths stands first', () => {
  const files = { 'a/OWNERS': 'approvers: [ada, ben]\n', 'b/OWNERS': 'approvers: [ben, cleo]\n' }
  expect(told(files, ['a/x', 'b/x']).map(([who]) => who)).toEqual(['ben', 'ada', 'cleo'])
})

test('files that are wrong hide nobody whom the others name', () => {
  const { people, unread } = suggested(
    {
      OWNERS: 'approvers: ada\n',
      CODEOWNERS: '* ada\n*.go @ben\n',
      OWNERS_ALIASES: 'x: 1\n',
      MAINTAINERS: 'Ada <x>\n',
    },
    ['a.go'],
  )
  expect(people.map(({ handle }) => handle)).toEqual(['ben'])
  expect(unread.map(({ file, line }) => `${file}:${line}`)).toEqual([
    'MAINTAINERS:1',
    'OWNERS_ALIASES:1',
    'OWNERS:1',
    'CODEOWNERS:1',
  ])
})

test('what is no list of handles is said to be none, whatever it is', () => {
  for (const group of ['ada', '5', '{ a: b }', '{ length: 0 }', '[ada, 5]', 'true']) {
    const { unread } = suggested({ OWNERS: 'approvers: [ours]\n', OWNERS_ALIASES: `aliases:\n  ours: ${group}\n` }, [])
    expect(unread, group).toEqual([{ file: 'OWNERS_ALIASES', line: 2, says: 'a list of handles is wanted here' }])
  }
  expect(suggested({ OWNERS_ALIASES: 'aliases:\n  ours:\n' }, []).unread).toEqual([])
})

test('which files are looked for', () => {
  const places = ownersPlaces(['pkg/api/entry.go', 'pkg/x'])
  expect(places.slice(0, 3)).toEqual(['pkg/api/OWNERS', 'pkg/OWNERS', 'OWNERS'])
  expect(new Set(places).size).toBe(places.length)
})

test('whatever the files say, nobody is named without a line that names them', () => {
  const name = fc.constantFrom(
    'OWNERS',
    'a/OWNERS',
    'CODEOWNERS',
    '.gitlab/CODEOWNERS',
    'OWNERS_ALIASES',
    'MAINTAINERS',
  )
  const word = fc.constantFrom(
    'approvers:',
    ' [ada, ben]',
    '\n',
    '- ada\n',
    '* ',
    '@ada',
    'filters:',
    ' {".*": ',
    '[s]\n',
    'a/ ',
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(word).map((words) => words.join('')),
  )
  fc.assert(
    fc.property(fc.dictionary(name, text), (files) => {
      const { people } = suggested(files, ['a/b', 'c'])
      for (const { because, handle, email, name: called } of people) {
        expect(handle + email + called).not.toBe('')
        for (const { file, line } of because) {
          expect(files[file]?.split(/\r?\n/).length).toBeGreaterThanOrEqual(line)
        }
        expect(because.length).toBeGreaterThan(0)
      }
    }),
  )
})

test('paths in prose', () => {
  const text = `The check in pkg/verify/entry.go (see ./cmd/main.go:12) is skipped, and/or
https://forge.example.org/acme/anchor/blob/main/pkg/api/log.go#L3 calls it; 1.2.3/4, ../etc/passwd.x is nothing.`
  expect(mentionedPaths(text)).toEqual([
    'pkg/api/log.go',
    'pkg/verify/entry.go',
    'cmd/main.go',
    '1.2.3/4',
    'etc/passwd.x',
  ])
  expect(mentionedPaths('nothing here')).toEqual([])
})
