import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { limits, parsePolicy } from './index.ts'

const sigstore = readFileSync(new URL('../../../policies/sigstore.yaml', import.meta.url), 'utf8')

/** `line:column code path` of each problem or warning. */
function told(text: string): string[] {
  const parsed = parsePolicy(text)
  const problems = 'policy' in parsed ? parsed.warnings : parsed.problems
  return problems.map(({ line, column, code, path }) => `${line}:${column} ${code} ${path}`.trimEnd())
}

/** The line (from 1) of a piece of the good file that occurs once or first. */
function lineOf(piece: string): number {
  const at = sigstore.indexOf(piece)
  if (at === -1) throw new RangeError(`not in the file: ${piece}`)
  return sigstore.slice(0, at).split('\n').length
}

function replaced(from: string, to: string): string {
  lineOf(from)
  return sigstore.replace(from, () => to)
}

test('the sigstore policy is usable, without a warning', () => {
  const parsed = parsePolicy(sigstore)
  expect(told(sigstore)).toEqual([])
  expect(
    'policy' in parsed && parsed.policy.schedule.clocks.map((clock) => `${clock.clause} ${clock.id} ${clock.due}`),
  ).toEqual(['S4 fix-team PT24H', 'S5 fix P7D', 'S6 release P21D', 'S7 retrospective P3D'])
})

test.each([
  ['Windows line ends', sigstore.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\uFEFF${sigstore}`],
  ['JSON, which is YAML', JSON.stringify(policyOf(sigstore))],
])('%s make no difference', (_, text) => {
  expect(policyOf(text)).toEqual(policyOf(sigstore))
})

function policyOf(text: string) {
  const parsed = parsePolicy(text)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.policy
}

describe('what is not readable as YAML', () => {
  test.each([
    ['', ['1:1 empty_file']],
    ['\n# nothing but a comment\n', ['1:1 empty_file']],
    ['~', ['1:1 empty_file']],
    ['\tformat: 1\n', ['1:1 yaml_tab']],
    ['committee:\n\tsize: 1\n', ['2:1 yaml_tab']],
    ['a: 1\na: 2\n', ['2:1 duplicate_key a']],
    ['a:\n  b: 1\n  "b": 2\n', ['3:3 duplicate_key a.b']],
    ['a: 1\nb: "x\nc: 2\n', ['2:4 yaml_quote_open']],
    ["a: it's\nb: 'it's\n", ['2:8 yaml_syntax']],
    ['a: "x\\"', ['1:4 yaml_quote_open']],
    ['a: "\\\\"\nb: "', ['2:4 yaml_quote_open']],
    ["a: ''''\nb: '", ['2:4 yaml_quote_open']],
    ['a: [1', ['1:4 yaml_bracket_open']],
    ['a: {b: [1\nc: 2\n', ['1:4 yaml_bracket_open', '1:8 yaml_bracket_open']],
    ['a: b: c\n', ['1:4 yaml_colon']],
    ['a: "\\q"\n', ['1:5 yaml_escape']],
    ['a: @b\n', ['1:4 yaml_quote']],
    ['? [a]\n: 1\n', ['1:3 key_not_text']],
    ['a: &x 1\nb: *x\n', ['1:4 yaml_anchor', '2:4 yaml_alias']],
    ['a: &a [x, x]\nb: &b [*a, *a]\n', ['1:4 yaml_anchor', '2:4 yaml_anchor', '2:8 yaml_alias', '2:12 yaml_alias']],
    ['a: !!binary aGk=\n', ['1:4 yaml_tag']],
    ['a: !x 1\n', ['1:4 yaml_tag']],
    ['%YAML 1.1\n---\na: 1\n', ['1:1 yaml_directive']],
    ['a: 1\n---\nb: 2\n', ['2:1 several_documents']],
    ['a: 1\n...\nb: 2\n', ['3:1 several_documents']],
    ['a: \u0007\n', ['1:4 control_character']],
    ['a: x\u202Ey\n', ['1:5 control_character']],
    ['a: "\\u202E"\n', ['1:4 control_character a']],
    ['"\\0": 1\n', ['1:1 control_character']],
    ['a: 1\nb: 😀\uD800\n', ['2:6 not_well_formed']],
    ['a: "\\uD800"\n', ['1:4 not_well_formed a']],
    ['a: caf\uFFFD\n', ['1:7 not_well_formed']],
    ['a: '.repeat(40), ['1:52 too_deep']],
  ])('%j', (text, problems) => {
    expect(told(text)).toEqual(problems)
  })

  test('one mistake is one problem', () => {
    expect(told(replaced('  size:\n', '  size: 3\n'))).toEqual([`${lineOf('  size:')}:9 yaml_colon`])
    expect(told(replaced('    least: 2', '   least: 2'))).toEqual([`${lineOf('    least: 2')}:1 yaml_indent`])
    const two = replaced('does: Assess the impact. Can', 'does: Assess: can').replace('clause: C4\n', 'clause C4\n')
    expect(told(two)).toEqual([`${lineOf('does: Assess')}:15 yaml_colon`, `${lineOf('clause: C4')}:5 yaml_colon`])
  })

  test('too long, too deep, too many', () => {
    expect(told('#'.repeat(limits.characters + 1))).toEqual(['1:1 too_long'])
    expect(told('['.repeat(limits.characters))[0]).toMatch(/ too_deep$/)
    expect(told('- '.repeat(limits.characters / 2))[0]).toMatch(/ too_deep$/)
    expect(told(`a: [${'x,'.repeat(limits.entries + 1)}]`)).toEqual(['1:4 too_many a'])
    expect(told('x: 1\n'.repeat(150))).toHaveLength(limits.problems + 1)
    expect(told('x: 1\n'.repeat(150)).at(-1)).toBe('102:1 more_problems')
  })
})

describe('what is not a policy', () => {
  test.each([
    ['least: 2', 'leest: 2', '5 unknown_key committee.size.leest', 'Did you mean least?'],
    [
      'countsFrom: disclosed',
      'counts_from: disclosed',
      '7 unknown_key schedule.clocks[0].counts_from',
      'Did you mean countsFrom?',
    ],
    ['outside: warn', 'outside:', '5 empty_value committee.size.outside', 'For example: outside: warn'],
    ['outside: warn', 'outside: block', '14 wrong_value committee.size.outside', 'Known: warn'],
    ['most: 4', 'most: four', '11 wrong_type committee.size.most', 'For example: most: 4'],
    ['most: 4', 'most: 4.5', '11 wrong_type committee.size.most', 'For example: most: 4'],
    ['most: 4', 'most: 0', '11 too_small committee.size.most', 'For example: most: 4'],
    ['most: 4', 'most: 100', '11 too_big committee.size.most', 'For example: most: 4'],
    ['most: 4', 'most: .nan', '11 wrong_type committee.size.most', 'For example: most: 4'],
    ['least: 2', 'least: 5', '12 empty_range committee.size.least', 'Exchange least and most'],
    ['share: 2/3', 'share: 3/2', '12 wrong_value committee.removal.share', "For example: share: '2/3'"],
    ['clause: S8', 'clause: S9', '13 unknown_clause schedule.slowDown.clause', 'For example: clause: S8'],
    [
      'scoreBelow: 4.0',
      'scoreBelow: 4.05',
      '17 wrong_value schedule.slowDown.scoreBelow',
      'For example: scoreBelow: 4',
    ],
    ['due: P7D', 'due: 7 days', '12 wrong_value schedule.clocks[1].due', 'Did you mean P7D?'],
    ['due: P7D', 'due: P7H', '12 wrong_value schedule.clocks[1].due', 'Did you mean PT7H?'],
    ['due: P7D', 'due: -P7D', '12 wrong_value schedule.clocks[1].due', 'For example: due: P7D'],
    ['due: P7D', 'due: P0D', '12 wrong_value schedule.clocks[1].due', 'For example: due: P7D'],
    ['due: P7D', 'due: P9999Y', '12 wrong_value schedule.clocks[1].due', 'For example: due: P7D'],
    ['due: P7D', 'due: 7', '12 wrong_type schedule.clocks[1].due', 'For example: due: P7D'],
    [
      'againEvery: P1D',
      'againEvery: PT1S',
      '17 wrong_value schedule.remind.againEvery',
      'For example: againEvery: P1D',
    ],
    ['duty: release', 'duty: releases', '13 wrong_value schedule.clocks[2].duty', 'Did you mean release?'],
    ['done: announced', 'done: Announced', '13 wrong_value schedule.clocks[2].done', 'Did you mean announced?'],
    [
      'maySlowDown: true',
      'maySlowDown: yes',
      '20 wrong_type schedule.clocks[1].maySlowDown',
      'For example: maySlowDown: true',
    ],
    ['- id: fix\n', '- id: Fix\n', '11 wrong_value schedule.clocks[1].id', 'For example: id: fix-team'],
    ['- id: fix\n', '- id: fix-team\n', null, ''],
    ["time: '16:00'", 'time: 4pm', '11 wrong_value development.releaseDay.time', "For example: time: '16:00'"],
    ['zone: UTC', 'zone: Mars/Olympus', '11 wrong_value development.releaseDay.zone', 'For example: zone: UTC'],
    [
      '[monday, tue',
      '[monday, monday, tue',
      '15 wrong_value development.releaseDay.weekdays',
      'For example: weekdays: [monday, tuesday, wednesday, thursday]',
    ],
    ['[monday, tue', '[mondays, tue', '16 wrong_value development.releaseDay.weekdays[0]', 'Did you mean monday?'],
    [
      'address: sigstore-dev@googlegroups.com',
      'address: sigstore-dev',
      '14 wrong_value release.list.address',
      'For example: address: announce@lists.example.org',
    ],
    ['source: https', 'source: http', '9 wrong_value source', 'For example: source: https://example.org/SECURITY.md'],
    [
      "{ ratio: '2:1' }",
      '{ ratio: 2-1 }',
      '22 wrong_value committee.vendorBalance.atMost.ratio',
      "For example: ratio: '2:1'",
    ],
    [
      "{ ratio: '2:1' }",
      '{ rate: 2 }',
      '13 wrong_value committee.vendorBalance.atMost',
      "For example: atMost: { ratio: '2:1' }",
    ],
    ['agree: [fix-team, committee]', 'agree: [fix-team]', null, ''],
    [
      'subject: Security',
      'subject: "a\\nb" # Security',
      '14 wrong_value release.template.subject',
      'For example: subject: ',
    ],
  ])('%s → %s', (from, to, expected, hint) => {
    const parsed = parsePolicy(replaced(from, to))
    if (!('problems' in parsed)) throw new Error('accepted')
    const [first] = parsed.problems
    if (first === undefined || parsed.problems.length > 1) throw new Error(JSON.stringify(parsed.problems))
    if (expected !== null) {
      expect(`${first.line}:${first.column} ${first.code} ${first.path}`).toBe(`${lineOf(from)}:${expected}`)
    }
    expect(first.hint).toContain(hint)
    expect(first.level).toBe('error')
  })

  test('a missing key points at the group that lacks it', () => {
    expect(told(replaced('    least: 2\n', ''))).toEqual([`${lineOf('  size:')}:3 missing_key committee.size.least`])
    expect(told(replaced('format: 1\n', ''))).toEqual(['1:1 missing_key format'])
    expect(told(replaced('      due: P7D\n', ''))).toEqual([
      `${lineOf('- id: fix\n')}:7 missing_key schedule.clocks[1].due`,
    ])
  })

  test.each(['__proto__', 'constructor', 'toString'])('%s is a key like any other', (key) => {
    expect(told(replaced('format: 1\n', `format: 1\n${key}: { clause: C1 }\n`))).toEqual([`8:1 unknown_key ${key}`])
    expect(told(replaced('{ ratio:', `{ ${key}:`))).toEqual([
      `${lineOf('{ ratio:')}:13 wrong_value committee.vendorBalance.atMost`,
    ])
  })

  test('several problems come in the order of the file', () => {
    const text = replaced('due: P7D', 'due: soon')
      .replace('least: 2', 'least: none')
      .replace('  write:\n', '  writes:\n')
    expect(told(text).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'wrong_type committee.size.least',
      'wrong_value schedule.clocks[1].due',
      'unknown_key retrospective.writes',
    ])
  })

  test.each([['- 1'], ['just text'], ['12'], ['[]']])('%j is no group of keys', (text) => {
    expect(told(text)).toEqual(['1:1 wrong_type'])
  })
})

test('a place in the template is a place in the file', () => {
  const parsed = parsePolicy(sigstore)
  if (!('policy' in parsed)) throw new Error('refused')
  const { policy, places } = parsed
  const text = sigstore.split('\n')
  const body = policy.release.template.body.split('\n')
  const row = body.findIndex((line) => line.includes('{{oldVersion}}'))
  const place = places.within(['release', 'template', 'body'], {
    line: row + 1,
    column: (body[row] ?? '').indexOf('{{oldVersion}}') + 1,
  })
  expect(text[place.line - 1]?.slice(place.column - 1)).toMatch(/^\{\{oldVersion\}\}/)
  const inSubject = places.within(['release', 'template', 'subject'], {
    line: 1,
    column: policy.release.template.subject.indexOf('{{') + 1,
  })
  expect(text[inSubject.line - 1]?.slice(inSubject.column - 1)).toMatch(/^\{\{repository\}\}/)
})
