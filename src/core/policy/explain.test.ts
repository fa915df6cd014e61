import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { clauseIds, explainPolicy, policySchema, type Policy } from './index.ts'
import { durationInWords, everyInWords, joined } from './words.ts'

const text = readFileSync(new URL('../../../policies/sigstore.yaml', import.meta.url), 'utf8')

function sentences(change: (policy: Policy) => void = () => {}): string[] {
  const policy = policySchema.parse(parse(text))
  change(policy)
  return explainPolicy(policy).flatMap((chapter) => chapter.sentences.map(({ clause, says }) => `${clause} ${says}`))
}

test('every clause has a sentence', () => {
  const explained = new Set(sentences().map((sentence) => sentence.split(' ')[0]))
  expect([...clauseIds].filter((id) => !explained.has(id))).toEqual([])
  expect(explainPolicy(policySchema.parse(parse(text))).map(({ heading }) => heading)).toContain('The schedule')
})

test('sentences are whole', () => {
  for (const sentence of sentences()) {
    expect(sentence).toMatch(/^[A-Z][0-9]+ [A-Z].*[.?]$/)
    expect(sentence).not.toMatch(/undefined|null|\bP[0-9T]|\[object/)
  }
})

/** The sentences that are there only with the change. */
function news(change: (policy: Policy) => void): string[] {
  const before = sentences()
  return sentences(change).filter((sentence) => !before.includes(sentence))
}

describe('other numbers give other sentences', () => {
  test.each<[(policy: Policy) => void, string]>([
    [(p) => (p.committee.size.most = 10), 'C4 It should have 2 to 10 members; any other number carries a warning.'],
    [(p) => (p.committee.size.least = 4), 'C4 It should have 4 members; any other number carries a warning.'],
    [
      (p) => (p.committee.vendorBalance.atMost = { share: '1/2' }),
      'C6 No vendor should hold more than 1/2 of the seats.',
    ],
    [(p) => (p.committee.vendorBalance.atMost = { unlimited: true }), 'C6 There is no limit'],
    [(p) => (p.committee.removal.afterUnreachable = 'P2M'), 'is unreachable for more than 2 months'],
    [
      (p) => (p.schedule.asap.within = 'PT6H'),
      'S2 Once it is public or exploited, everything is due as soon as possible: within 6 hours.',
    ],
    [(p) => (p.schedule.slowDown.scoreBelow = 7), 'S8 With a CVSS score below 7.0'],
    [
      (p) => p.schedule.clocks.splice(1, 1),
      'S8 With a CVSS score below 4.0, or a risk assessed as low, the fix team may slow down: Fix release day.',
    ],
    [(p) => (p.schedule.remind.againEvery = 'P2D'), 'and every 2 days while it is late.'],
    [(p) => (p.development.severity.versions = []), 'V1 Severity is a class without a score.'],
    [(p) => (p.release.approval.least = 2), 'R2 Each change needs 2 approvals by the fix team.'],
    [(p) => (p.release.merge.mostBefore = 'PT48H'), 'usually 2 hours and at most 48 hours before the announcement.'],
    [(p) => (p.release.chat.channels = []), 'R7 It is not posted in any chat channel.'],
    [(p) => (p.release.plan.opensWhen = 'fixComplete'), 'R1 Once the fix is complete, the committee plans'],
    [(p) => p.retrospective.feedback.ask.shift(), 'T3 The fix team is asked for feedback of their own.'],
  ])('%s', (change, expected) => {
    expect(news(change).join('\n')).toContain(expected)
  })

  test('a clock without a window, from another milestone', () => {
    const told = news((policy) => {
      for (const clock of policy.schedule.clocks) {
        delete clock.opens
        clock.due = 'P1DT12H'
      }
    })
    expect(told).toContain(
      'S7 Retrospective: the retrospective is sent within 1 day and 12 hours of the announcement. The holder of disclosure is reminded. It stays as it is when everything else becomes urgent.',
    )
  })
})

test.each([
  ['PT24H', '24 hours', 'every 24 hours'],
  ['P1D', '1 day', 'every day'],
  ['P2W', '2 weeks', 'every 2 weeks'],
  ['P1Y2M', '1 year and 2 months', 'every 1 year and 2 months'],
  ['P1DT2H3M', '1 day, 2 hours and 3 minutes', 'every 1 day, 2 hours and 3 minutes'],
  ['PT0S', 'no time', 'every no time'],
])('%s in words', (duration, words, every) => {
  expect(durationInWords(duration)).toBe(words)
  expect(everyInWords(duration)).toBe(every)
})

test('lists in words', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((list) => joined(list, 'or'))).toEqual([
    '',
    'a',
    'a or b',
    'a, b or c',
  ])
})
