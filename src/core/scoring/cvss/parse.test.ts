import { describe, expect, test } from 'vitest'
import { read } from '../../../../tests/support/cvss-vectors.ts'
import { canonicalVector, isBadVector, parseVector, vectorOf, type BadVector } from './index.ts'

const of2 = 'AV:N/AC:L/Au:N/C:P/I:P/A:P'
const of31 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
const of4 = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N'

function refusal(text: string, lenient = false): BadVector {
  const answer = parseVector(text, { lenient })
  if (!isBadVector(answer)) throw new Error(`${text} was read`)
  return answer
}

describe('strict reading', () => {
  test.each([
    of2,
    `${of2}/E:U/RL:OF/RC:UC`,
    `${of2}/CDP:N/TD:H/CR:M/IR:ND/AR:H`,
    of31,
    of4,
    `${of4}/E:P/MSI:S/U:Amber`,
  ])('%s', (text) => expect(read(text).metrics['AV']).toBe('N'))

  test('3.x may come in any order (section 6)', () => {
    expect(read('CVSS:3.0/A:H/I:H/C:H/S:U/UI:N/PR:N/MAV:L/AC:L/AV:N')).toEqual(
      read('CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MAV:L'),
    )
  })

  test('"not defined" is the same as leaving the metric out', () => {
    expect(read(`${of31}/E:X/MAV:X`)).toEqual(read(of31))
    expect(read(`${of4}/E:X/U:X`)).toEqual(read(of4))
    expect(read(`${of2}/E:ND/RL:ND/RC:ND`)).toEqual(read(of2))
  })

  test.each([
    ['', 'empty', 0],
    ['hello', 'version_missing', 0],
    ['AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'version_missing', 0],
    ['CVSS:3.2/AV:N', 'unknown_version', 5],
    ['CVSS:2.0/AV:N/AC:L/Au:N/C:P/I:P/A:P', 'unknown_version', 5],
    ['CVSS:', 'unknown_version', 5],
    ['cvss:3.1/AV:N', 'version_missing', 0],
    [` ${of31}`, 'version_missing', 0],
    ['CVSS:3.1', 'missing_metric', 8],
    ['CVSS:3.1/', 'empty_metric', 9],
    [`${of31}/`, 'empty_metric', 45],
    ['CVSS:3.1//AV:N', 'empty_metric', 9],
    ['CVSS:3.1/AV', 'malformed_metric', 9],
    ['CVSS:3.1/AV:N:N', 'malformed_metric', 9],
    ['CVSS:3.1/AV:N/XX:N', 'unknown_metric', 14],
    ['CVSS:3.1/AV:N/ac:L', 'unknown_metric', 14],
    ['CVSS:3.1/AV:N/Au:N', 'unknown_metric', 14],
    ['CVSS:3.1/AV:N/:L', 'unknown_metric', 14],
    ['CVSS:3.1/AV:N/constructor:N', 'unknown_metric', 14],
    ['CVSS:3.1/AV:N/AC:M', 'unknown_value', 17],
    ['CVSS:3.1/AV:N/AC:', 'unknown_value', 17],
    ['CVSS:3.1/AV:n', 'unknown_value', 12],
    ['CVSS:3.1/AV:X', 'unknown_value', 12],
    [`${of31}/E:toString`, 'unknown_value', 47],
    [`${of31}/A:H`, 'duplicate_metric', 45],
    [`${of31}/A:L`, 'duplicate_metric', 45],
    [`${of31}/E:X/E:X`, 'duplicate_metric', 49],
    ['CVSS:3.1/AV:N/AC:L', 'missing_metric', 18],
    [of4.replace('AV:N/AC:L', 'AC:L/AV:N'), 'out_of_order', 14],
    [`${of4}/CR:H/E:P`, 'out_of_order', 69],
    [of4.replace('SI:N', 'SI:S'), 'unknown_value', 57],
    ['AC:L/AV:N/Au:N/C:P/I:P/A:P', 'out_of_order', 5],
    [`${of2}/E:U`, 'incomplete_group', 30],
    [`${of2}/E:U/RL:OF/RC:UC/TD:H`, 'incomplete_group', 47],
    [`(${of2})`, 'version_missing', 0],
  ] as const)('%j is refused as %s at %i', (text, code, position) => {
    expect(refusal(text)).toMatchObject({ bad: true, code, position })
  })
})

describe('lenient reading', () => {
  test.each([
    [`  (${of2}) `, of2],
    ['A:P/I:P/C:P/Au:N/AC:L/AV:N', of2],
    [`CVSS2#${of2}`, of2],
    [`CVSSv2:${of2}`, of2],
    [`${of2}/E:U`, `${of2}/E:U/RL:ND/RC:ND`],
    [of31.toLowerCase(), of31],
    [of31.replace('CVSS:', 'CVSS'), of31],
    [`"${of31}/"`, of31],
    [of31.replaceAll('/', ' / ').replaceAll(':', ': '), of31],
    [of31.replace('/AV', '//AV'), of31],
    [`${of31}/AV:N/E:x`, of31],
    [`\uFEFF\u00A0${of31}\u00A0`, of31],
    [`${of4.replace('AV:N/AC:L', 'AC:L/AV:N')}/u:amber/e:p`, `${of4}/E:P/U:Amber`],
  ])('%j is %s', (text, canonical) => {
    const vector = read(text, true)
    expect(canonicalVector(vector)).toBe(canonical)
    expect(read(canonical)).toEqual(vector)
  })

  test.each([
    ['', 'empty', 0],
    [' () ', 'empty', 4],
    ['AV:N/AC:L/PR:N', 'version_missing', 0],
    ['cvss:3/AV:N', 'unknown_version', 5],
    ['cvss', 'unknown_version', 4],
    [`${of31}/A:L`, 'duplicate_metric', 45],
    [`${of31}/E:X/E:P`, 'duplicate_metric', 49],
    [`${of31}/E:P/E:X`, 'duplicate_metric', 49],
    [`  ${of31}/ac:m`, 'unknown_value', 50],
    ['CVSS:3.1/AV:N/', 'missing_metric', 14],
    ['CVSS:3.1/AV:N/AC L', 'malformed_metric', 14],
  ] as const)('%j is refused as %s at %i', (text, code, position) => {
    expect(refusal(text, true)).toMatchObject({ code, position })
  })
})

describe('hostile texts', () => {
  test.each([
    ['CVSS:3.1/AV:\u202EN', 12], // turns the line around
    ['CVSS:3.1/А\u0056:N', 9], // a Cyrillic А
    ['CVSS:3.1/AV:Ｎ', 12], // full width
    ['CVSS:3.1/AV\u200B:N', 11], // zero width
    ['CVSS:3.1/AV:N\u0000', 13],
    ['CVSS:3.1/A\u0301V:N', 10],
    ['CVSS:3.1/AV:\u{1F600}', 12],
    ['CVSS:3.1/AV:\uD800', 12], // half a character
  ])('%j has a character that does not belong there', (text, position) => {
    for (const lenient of [false, true]) {
      const answer = refusal(text, lenient)
      expect(answer).toMatchObject({ code: 'unexpected_character', position })
      // What is shown about it can't play the same trick on its reader.
      expect(answer.says).toMatch(/^[ -~“”…]+$/u)
    }
  })

  test.each([
    ['slashes', '/'.repeat(1_000_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['one metric', `CVSS:3.1/${'A'.repeat(1_000_000)}`],
    ['a metric again and again', `CVSS:3.1${'/AV:N'.repeat(200_000)}`],
    ['digits', `cvss${'3.'.repeat(500_000)}`],
  ])('a megabyte of %s is refused at once', (_, text) => {
    const before = performance.now()
    for (const lenient of [false, true]) expect(refusal(text, lenient).code).toBe('too_long')
    expect(performance.now() - before).toBeLessThan(50)
  })

  test.each([
    ['slashes', '/'.repeat(1000)],
    ['spaces before a colon', `cvss${' '.repeat(990)}v`],
    ['colons', `cvss${':'.repeat(990)}`],
    ['spaces and slashes', ' /'.repeat(500)],
  ])('a thousand %s are refused in a few milliseconds', (_, text) => {
    const before = performance.now()
    for (const lenient of [false, true]) expect(refusal(text, lenient).bad).toBe(true)
    expect(performance.now() - before).toBeLessThan(50)
  })
})

describe('single choices', () => {
  const choices = { A: 'H', I: 'H', C: 'H', S: 'U', UI: 'N', PR: 'N', AC: 'L', AV: 'N' }

  test('make the same vector as their text, in any order', () => {
    expect(vectorOf('3.1', choices)).toEqual(read(of31))
    expect(vectorOf('2.0', { A: 'P', I: 'P', C: 'P', Au: 'N', AC: 'L', AV: 'N', E: 'ND' })).toEqual(read(of2))
  })

  test('are checked like a text', () => {
    expect(vectorOf('3.1', { ...choices, AV: 'Q' })).toMatchObject({ code: 'unknown_value' })
    expect(vectorOf('3.1', { AV: 'N' })).toMatchObject({ code: 'missing_metric' })
    expect(vectorOf('3.1', { ...choices, 'E:P/RL': 'O' })).toMatchObject({ code: 'malformed_metric', position: 36 })
    expect(vectorOf('3.1', {})).toMatchObject({ code: 'missing_metric' })
  })
})
