import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { policyNamed } from '../../../../tests/kit/case.ts'
import type { Policy } from '../../../core/policy/index.ts'
import { readLines, simulate, vocabulary, type Simulated } from './index.ts'

const example = readFileSync(new URL('../../../../docs/examples/simulation.jsonl', import.meta.url), 'utf8')

function play(policy: Policy, text: string): Simulated {
  const read = readLines(text)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return simulate(policy, read.lines)
}

const states = ({ deadlines }: Simulated) => Object.fromEntries(deadlines.map(({ id, state }) => [id, state]))
const lines = (...told: readonly object[]) => told.map((one) => JSON.stringify(one)).join('\n')
const day = (number: number, more: object) => ({ at: `2026-03-${String(number).padStart(2, '0')}T09:00:00Z`, ...more })

describe('one story under every policy', () => {
  test.each<[string, Record<string, string>]>([
    ['sigstore', { 'fix-team': 'missed', fix: 'met', release: 'met', retrospective: 'missed' }],
    ['sigstore-2026', { 'first-response': 'missed', 'fix-team': 'missed', fix: 'met' }],
    ['etcd', { 'fix-team': 'missed', fix: 'met', release: 'met', retrospective: 'missed' }],
    ['kubernetes', { 'first-response': 'met', 'distributors-1': 'met', 'distributors-2': 'met', release: 'met' }],
    ['curl', { 'first-response': 'met', 'fix-team': 'met', release: 'missed', 'distributors-1': 'met' }],
  ])('%s', (name, expected) => {
    const simulated = play(policyNamed(name), example)
    expect(simulated.refused).toEqual([])
    expect(simulated.until).toBe('2026-03-31T16:00:00Z')
    expect(states(simulated)).toMatchObject(expected)
    for (const { because } of simulated.deadlines) expect(because.length).toBeGreaterThan(0)
  })

  test('the time in between passes as it does in earnest: reminders go out', () => {
    const { reminders } = play(policyNamed('sigstore'), example)
    expect(reminders[0]).toEqual({ at: '2026-03-07T05:30:00.000Z', deadline: 'fix-team', kind: 'soon' })
    expect(reminders.filter(({ deadline, kind }) => deadline === 'fix-team' && kind === 'late').length).toBe(2)
    const story = lines(
      day(2, { event: 'report' }),
      day(2, { event: 'accept' }),
      day(2, { event: 'severity', class: 'critical' }),
      day(7, { event: 'look' }),
    )
    const quiet = play(policyNamed('kubernetes'), story).reminders.filter(({ deadline }) => deadline === 'quiet')
    expect(quiet.map(({ at }) => at)).toEqual(['2026-03-04T09:00:00.000Z', '2026-03-06T09:00:00.000Z'])
  })
})

test('why a deadline lies where it lies: each cause in the order recorded', () => {
  const { deadlines } = play(
    policyNamed('sigstore'),
    lines(
      day(2, { event: 'report' }),
      day(2, { event: 'accept', origin: 'both' }),
      day(3, { event: 'upstream', project: 'lib', date: '2026-03-20T12:00:00Z' }),
      day(4, { event: 'move', deadline: 'release', to: '2026-03-30T16:00:00Z', reason: 'travel' }),
      day(5, { event: 'public' }),
      day(7, { event: 'look' }),
    ),
  )
  expect(deadlines.find(({ id }) => id === 'release')).toMatchObject({
    state: 'late',
    due: '2026-03-06T09:00:00Z',
    because: [
      'S6: Fix release day: 1 day to 21 days after disclosure',
      'S3: lib discloses on 2026-03-20T12:00:00Z',
      'S1: moved to 2026-03-30T16:00:00Z on 2026-03-04T09:00:00.000Z: travel',
      expect.stringContaining('S2: as soon as possible since 2026-03-05T09:00:00.000Z') as string,
    ],
  })
})

test('any act goes by its own name; what the process refuses is told with its line, and the story goes on', () => {
  const simulated = play(
    policyNamed('sigstore'),
    lines(
      day(2, { event: 'report' }),
      day(3, { event: 'complete' }),
      day(4, { event: 'cve', id: 'CVE' }),
      day(5, { act: 'moveDeadline', deadline: 'fix', to: '2026-03-12T09:00:00Z', reason: 'travel' }),
    ),
  )
  expect(simulated.refused.map(({ line, code, says }) => [line, code, /\(([A-Z]\d+)\)$/.exec(says)?.[1]])).toEqual([
    [2, 'not_yours_to_do', 'V7'],
    [3, 'wrong_value', 'V2'],
  ])
  expect(simulated.deadlines.find(({ id }) => id === 'fix')?.due).toBe('2026-03-12T09:00:00Z')
})

describe('bad input has a code and a place', () => {
  const good = '{"at": "2026-03-02T09:00:00Z", "event": "report"}\n'
  test.each<[string, string]>([
    ['', '1:1 nothing_happens'],
    ['# only words\n', '1:1 nothing_happens'],
    ['{"at": }', '1:8 malformed_json'],
    ['{"at": "2026-03-02T09:00:00Z"', '1:30 malformed_json'],
    ['{"at": 1, "at": 2}', '1:11 duplicate_key'],
    ['[1]', '1:1 not_an_object'],
    ['{"event": "report"}', '1:2 no_instant'],
    ['{"at": "monday", "event": "report"}', '1:2 no_instant'],
    ['{"at": "2026-03-02T09:00:00Z", "event": "reprot"}', '1:32 unknown_event'],
    ['{"at": "2026-03-02T09:00:00Z", "event": "accept"}', '1:32 report_first'],
    [`${good}${good}`, '2:32 reported_twice'],
    [`${good}{"at": "2026-03-01T09:00:00Z", "event": "accept"}`, '2:2 back_in_time'],
    [`${good}{"at": "2026-03-02T09:00:00Z", "event": "severity", "klass": "high"}`, '2:53 unknown_key'],
    [`${good}{"at": "2026-03-02T09:00:00Z", "event": "severity", "class": "awful"}`, '2:53 wrong_value'],
    [`${good}{"at": "2026-03-02T09:00:00Z", "event": "accept", "by": "fixer"}`, '2:51 unknown_key'],
    [`${good}{"at": "2026-03-02T09:00:00Z", "act": "moveDedline"}`, '2:32 unknown_act'],
    [`${good}{"at": "2026-03-02T09:00:00Z", "act": "closeCase", "by": "queen"}`, '2:52 unknown_actor'],
    [`${good}{"at": "2026-03-02T09:00:00Z", "act": "rejectReport", "why": "x"}`, '2:32 wrong_value'],
    [`{"at": "${'9'.repeat(30_000)}"}`, '1:20001 line_too_long'],
    ['\n'.repeat(3000), '2001:1 too_many_lines'],
  ])('%#', (text, expected) => {
    const read = readLines(text)
    const problems = 'problems' in read ? read.problems : []
    expect(problems.map(({ line, column, code }) => `${line}:${column} ${code}`)).toContain(expected)
    for (const { says, hint } of problems) expect(`${says}${hint}`).not.toMatch(/undefined|\[object/)
  })

  test('any text is read or refused, and never thrown at', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => `{"at": "2026-03-02T09:00:00Z", "event": ${text}}`),
        ),
        (text) => {
          const read = readLines(text)
          expect('problems' in read ? read.problems.length : 1).toBeGreaterThan(0)
        },
      ),
    )
  })
})

test('every word of the vocabulary is told in a line, and is in the documentation', () => {
  const page = readFileSync(new URL('../../../../docs/policy.md', import.meta.url), 'utf8')
  for (const [name, { says }] of Object.entries(vocabulary)) {
    expect(says).toMatch(/^[^.\n]+$/)
    expect(page).toContain(`| \`${name}\``)
    expect(page).toContain(says)
  }
})
