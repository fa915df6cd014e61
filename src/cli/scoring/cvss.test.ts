import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runLine } from '../../../tests/kit/io.ts'
import { everyBaseVector } from '../../../tests/support/cvss-vectors.ts'
import { cvssCommand } from './cvss.ts'

const batch = (pieces: readonly string[], ...more: string[]) =>
  runLine([cvssCommand], ['cvss', '--batch', ...more], { pieces })
const rows = (out: string) =>
  out
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t'))

const high = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H'

test('each version has its columns', async () => {
  const { exit, out, err } = await batch([
    `${high}/E:U\n${high}\nAV:N/AC:L/Au:N/C:N/I:N/A:C\n`,
    'AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H\n',
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U',
  ])
  expect([exit, err]).toEqual([0, ''])
  expect(rows(out).map(([, ...told]) => told)).toEqual([
    ['9.6', '8.8', '8.9', '8.8', 'high'],
    // 3.1 computes the environmental score by another formula, and always does.
    ['9.6', '9.6', '9.7', '9.6', 'critical'],
    // 2.0 does so where it is asked to.
    ['7.8', '-', '-', '7.8', 'high'],
    ['7.8', '6.4', '9.2', '9.2', 'high'],
    ['9.3', '8.1', '9.3', '8.1', 'high'],
  ])
})

test('what is no vector keeps its line and its columns, and says why in the class’s place', async () => {
  const text = `\uFEFF${high}\r\n\r\nnone\tof your\u202Ebusiness\r\nCVSS:3.1/AV:Q\n${'x'.repeat(3000)}\n${high}\r\n`
  const { exit, out, err } = await batch([text])
  expect([exit, err]).toEqual([1, '4 of 6 lines are no vector\n'])
  const told = rows(out)
  expect(told.map((row) => row.length)).toEqual([6, 6, 6, 6, 6, 6])
  expect(told.map((row) => row[5]?.split(':')[1]?.trim() ?? row[5])).toEqual([
    'critical',
    'empty at 1',
    'version_missing at 1',
    'unknown_value at 13',
    'too_long at 1001',
    'critical',
  ])
  expect(told[2]?.slice(0, 5)).toEqual(['none\\u{9}of your\\u{202e}business', '-', '-', '-', '-'])
  expect(told[4]?.[0]).toBe(`${'x'.repeat(200)}…`)
})

test('leniently it reads what people paste', async () => {
  const pasted = '(cvss:3.1/ac:l/av:n/pr:n/ui:r/s:c/c:h/i:h/a:h)\n'
  expect((await batch([pasted])).exit).toBe(1)
  const { exit, out } = await batch([pasted], '--lenient')
  expect([exit, out]).toEqual([0, `${pasted.trim()}\t9.6\t9.6\t9.7\t9.6\tcritical\n`])
})

test('it does not matter where the pieces are cut, and nothing goes missing', async () => {
  const line = fc.oneof(fc.constantFrom(...everyBaseVector('3.1').slice(0, 50)), fc.string({ maxLength: 20 }))
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.nat({ max: 60 })), async (lines, cuts) => {
      const clean = lines.map((one) => one.replace(/[\r\n\uFEFF]/gu, ''))
      const text = clean.map((one) => `${one}\n`).join('')
      const pieces: string[] = []
      let from = 0
      for (const cut of cuts) pieces.push(text.slice(from, (from += cut)))
      pieces.push(text.slice(from))
      const { out } = await batch(pieces)
      expect(out).toBe((await batch([text])).out)
      expect(rows(out).length).toBe(clean.length)
      expect(rows(out).every((row) => row.length === 6)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('a line without end stays bounded', async () => {
  const { out } = await batch(Array.from({ length: 2000 }, () => 'AV:N/'.repeat(1000)))
  expect(out.length).toBeLessThan(400)
  expect(out).toContain('error: too_long at 1001')
})

test.each([
  ['--batch', 'AV:N/AC:L/Au:N/C:P/I:P/A:P'],
  ['--batch', '--json'],
  ['--batch', '--explain'],
])('%s with %s is misused', async (...line) => {
  const { exit, out, err } = await runLine([cvssCommand], ['cvss', ...line])
  expect([exit, out]).toEqual([2, ''])
  expect(err).toContain('cannot go with it')
})
