import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maintainersList, ownersFile, readOwners, type Listed } from './index.ts'

function people(text: string): readonly Listed[] {
  const read = readOwners(text)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.people
}

test('an OWNERS file: every list of people, filters too, each person once', () => {
  const text = `# See the OWNERS docs
approvers:
  - ada
  - "@ben"
reviewers: [ada, cleo@example.org]
labels: [area/harbour]
options: { no_parent_owners: true }
emeritus_approvers: [dora]
filters:
  ".*\\\\.go": { approvers: [eli] }
required_reviewers:
`
  expect(people(text).map(({ handle, email, role, line }) => [handle || email, role, line])).toEqual([
    ['ada', 'approver', 3],
    ['ben', 'approver', 4],
    ['cleo@example.org', 'reviewer', 5],
    ['dora', 'emeritus', 8],
    ['eli', 'approver', 10],
  ])
})

test('a MAINTAINERS list: what each line tells', () => {
  const text = `# Maintainers

- Ada Anchor <Ada@Example.org> @ada (Harbour)
* Ben Buoy (@ben), (Pier)
Cleo Compass
@dora
`
  expect(people(text).map(({ name, email, handle, affiliation }) => [name, email, handle, affiliation])).toEqual([
    ['Ada Anchor', 'ada@example.org', 'ada', 'Harbour'],
    ['Ben Buoy', '', 'ben', 'Pier'],
    ['Cleo Compass', '', '', ''],
    ['', '', 'dora', ''],
  ])
})

test('a MAINTAINERS table: its columns by their headings, prose around it left alone', () => {
  const text = `# Maintainers

Who looks after *harbour*, see [how](GOVERNANCE.md).

| Maintainer | GitHub ID | Affiliation | E-mail |
| --- | :---: | --- | --- |
| Ada Anchor | [@ada](https://github.com/ada) | [Harbour](https://example.org) | <Ada@Example.org> |
| **Ben Buoy** | ben | Pier \\| Co. | |
| | | | |

## Emeritus

| Name | Since |
|------|-------|
| Cleo Compass | 2024 |

| Release | Date |
|---|---|
| v1 | 2024 |
`
  expect(
    people(text).map(({ name, email, handle, affiliation, line }) => [name, email, handle, affiliation, line]),
  ).toEqual([
    ['Ada Anchor', 'ada@example.org', 'ada', 'Harbour', 7],
    ['Ben Buoy', '', 'ben', 'Pier | Co.', 8],
    ['Cleo Compass', '', '', '', 15],
  ])
  expect(people(text).map(({ role }) => role)).toEqual(['maintainer', 'maintainer', 'emeritus'])
})

describe('bad input has a code and a place', () => {
  test.each([
    ['', '1:1 nobody'],
    ['approvers: ada', '1:12 not_a_list'],
    ['approvers: [ada, [ben]]', '1:18 not_a_person'],
    ['approvers:\n  - ada lovely\n', '2:5 not_a_person'],
    ['approovers: [ada]', '1:1 unknown_key'],
    // What every object has by that name is no list of people.
    ['constructor: [ada]', '1:1 unknown_key'],
    ['filters: [ada]', '1:10 not_a_group'],
    ['filters:\n  ".*": ada\n', '2:9 not_a_group'],
    ['approvers: &a [ada]\nreviewers: *a\n', '1:12 yaml_anchor'],
    ['approvers: [ada', '1:12 yaml_bracket_open'],
    ['Ada <ada at example.org>', '1:6 bad_address'],
    ['| Name | Mail |\n|---|---|\n| Ada | x |\n'.replace('Mail', 'E-mail'), '3:1 bad_address'],
    ['| Release | Date |\n|---|---|\n| v1 | 2024 |\n', '1:1 nobody'],
    ['Ada\nBen [at] example.org', '2:5 not_a_person'],
    ['Ada\n- \n', '2:1 not_a_person'],
    [`Ada\n${'a'.repeat(600)}`, '2:501 line_too_long'],
    ['Ada\n'.repeat(3000), '2001:1 too_many_lines'],
  ])('%#', (text, expected) => {
    const read = readOwners(text)
    const problems = 'problems' in read ? read.problems : []
    expect(problems.map(({ line, column, code }) => `${line}:${column} ${code}`)).toContain(expected)
  })
})

const word = fc.stringMatching(/^[A-Za-z]{1,12}$/)
const someone = fc.record({
  name: fc.tuple(word, word).map(([first, last]) => `${first} ${last}`),
  email: word.map((text) => `${text.toLowerCase()}@example.org`),
  handle: word,
  affiliation: word,
})

test('what is written is read back as the same people', () => {
  fc.assert(
    fc.property(fc.uniqueArray(someone, { minLength: 1, selector: ({ handle }) => handle.toLowerCase() }), (all) => {
      const told = people(maintainersList(all)).map(({ name, email, handle, affiliation }) => {
        return { name, email, handle, affiliation }
      })
      expect(told).toEqual(all)
      expect(people(ownersFile(all)).map(({ handle }) => handle)).toEqual(all.map(({ handle }) => handle))
    }),
  )
})

test('any text is read or refused, and never thrown at', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `approvers: ${text}`),
      ),
      (text) => {
        const read = readOwners(text)
        expect('problems' in read ? read.problems.length : 1).toBeGreaterThan(0)
      },
    ),
  )
})
