import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compareDurations, milestones } from './parts.ts'
import { relations } from './relations.ts'
import { policySchema, type Policy } from './schema.ts'

const text = readFileSync(new URL('../../../policies/sigstore.yaml', import.meta.url), 'utf8')

function told(change: (policy: Policy) => void): string[] {
  const policy = policySchema.parse(parse(text))
  change(policy)
  return relations(policySchema.parse(policy)).map(({ level, code, path }) => `${level} ${code} ${path.join('.')}`)
}

function clock(policy: Policy, index: number) {
  const found = policy.schedule.clocks[index]
  if (found === undefined) throw new RangeError('no such clock')
  return found
}

function notices(policy: Policy, ...list: NonNullable<Policy['release']['distributors']>['notices']) {
  policy.release.distributors = { clause: 'R1', list: 'distributors', notices: list, from: 'none' }
}

function answers(policy: Policy, ...texts: readonly (readonly [id: string, text: string])[]) {
  const list = texts.map(([id, one]) => ({ id, title: id, verdict: 'invalid' as const, text: one }))
  policy.disclosure.floods = { clause: 'D1', answers: list }
}

const notice = (index: number, key: string, code: string) =>
  `error ${code} release.distributors.notices.${index}.${key}`

test.each<[string, (policy: Policy) => void, string[]]>([
  ['nothing', () => {}, []],
  ['an answer that names what it may', (p) => answers(p, ['a', 'About {{title}}, for {{ within }}']), []],
  [
    'an answer that names what nobody knows',
    (p) => answers(p, ['a', 'Dear {{reporter}}']),
    ['error answer_name disclosure.floods.answers.0.text'],
  ],
  [
    'two answers of one name',
    (p) => answers(p, ['a', 'one'], ['a', 'two']),
    ['error answer_twice disclosure.floods.answers.1.id'],
  ],
  ['a window of no length', (p) => (clock(p, 1).opens = 'P7D'), []],
  ['hours against days', (p) => (clock(p, 1).opens = 'PT169H'), ['error opens_after_due schedule.clocks.1.opens']],
  ['done where it starts', (p) => (clock(p, 3).done = 'announced'), ['error clock_never_runs schedule.clocks.3.done']],
  [
    'done before it starts',
    (p) => (clock(p, 3).done = 'fixComplete'),
    ['error clock_runs_backwards schedule.clocks.3.done'],
  ],
  [
    'done at disclosure',
    (p) => Object.assign(clock(p, 0), { countsFrom: 'assessed', done: 'disclosed' }),
    ['error clock_runs_backwards schedule.clocks.0.done'],
  ],
  ['side by side', (p) => Object.assign(clock(p, 0), { countsFrom: 'severityDecided', done: 'assessed' }), []],
  ['an unlisted duty', (p) => p.committee.duties.list.shift(), []],
  [
    'a duty that a clock reminds',
    (p) => p.committee.duties.list.pop(),
    ['error duty_not_listed schedule.clocks.2.duty'],
  ],
  ['whole business days', (p) => Object.assign(clock(p, 0), { counts: 'business-days', due: 'P2D' }), []],
  [
    'hours of business days',
    (p) => (clock(p, 0).counts = 'business-days'),
    ['error not_whole_days schedule.clocks.0.counts'],
  ],
  [
    'a severity with two lengths, one before its window',
    (p) =>
      (clock(p, 1).bySeverity = [
        { classes: ['low'], due: 'PT1H' },
        { classes: ['high', 'low'], opens: 'PT1H', due: 'P1D' },
      ]),
    [
      'error opens_after_due schedule.clocks.1.bySeverity.0.due',
      'error severity_twice schedule.clocks.1.bySeverity.1.classes',
    ],
  ],
  [
    'a severity that may lie for two lengths',
    (p) => {
      const limit = { classes: ['high' as const], after: 'P1D' }
      p.schedule.quiet = { clause: 'S1', limits: [limit, { ...limit, after: 'P2D' }] }
    },
    ['error severity_twice schedule.quiet.limits.1.classes'],
  ],
  ['scores without a bound', (p) => delete p.schedule.slowDown.scoreBelow, ['error bound_not_given schedule.slowDown']],
  [
    'a bound without scores',
    (p) => Object.assign(p.development.severity, { versions: [], preferred: 'none' }),
    ['warning bound_not_used schedule.slowDown.scoreBelow'],
  ],
  ['notices that never come', (p) => notices(p, { opens: 'P1D', due: 'P7D' }), [notice(0, 'opens', 'opens_after_due')]],
  ['notices in order', (p) => notices(p, { opens: 'P4W', due: 'P7D' }, { due: 'PT24H' }), []],
  [
    'notices out of order',
    (p) => notices(p, { due: 'P1D' }, { due: 'P7D' }),
    [notice(1, 'due', 'notices_out_of_order')],
  ],
  [
    'a pre-announcement that would tell',
    (p) =>
      (p.release.preAnnouncement = {
        clause: 'R1',
        before: 'P1D',
        subject: '{{date}}',
        body: '{{project}} {{summary}}',
      }),
    ['error pre_announcement_name release.preAnnouncement.body'],
  ],
  ['least above most', (p) => (p.committee.size.least = 5), ['error empty_range committee.size.least']],
  ['one exact size', (p) => (p.committee.size.least = 4), []],
  [
    'opening before it may',
    (p) => (p.release.merge.usualBefore = 'PT7H'),
    ['error opening_too_early release.merge.usualBefore'],
  ],
  ['a stand-in never', (p) => (p.committee.standIn.from = 'P4M'), ['error empty_interval committee.standIn.from']],
  [
    'a body without a name',
    (p) => (p.committee.selection.by = 'other-body'),
    ['error body_not_named committee.selection.by'],
  ],
  [
    'a body without a say',
    (p) => (p.committee.selection.body = 'steering'),
    ['error body_not_used committee.selection.body'],
  ],
  [
    'an unlisted calculator',
    (p) => (p.development.severity.versions = ['3.1']),
    ['error version_not_listed development.severity.preferred'],
  ],
  [
    'no calculator preferred',
    (p) => (p.development.severity.preferred = 'none'),
    ['error version_not_listed development.severity.preferred'],
  ],
  ['a form not given', (p) => delete p.development.cve.form, ['error form_not_given development.cve.from']],
  [
    'Friday',
    (p) => p.development.releaseDay.weekdays.push('friday'),
    ['warning weekend_release development.releaseDay.weekdays.4'],
  ],
  [
    'two channels of one name',
    (p) => p.release.chat.channels.push({ ...p.release.chat.channels[0]!, workspace: 'other.example.org' }),
    ['error channel_twice release.chat.channels.2.channel'],
  ],
  ['an unstated clause', (p) => (clock(p, 3).clause = 'S6'), ['warning clause_not_stated schedule']],
])('%s', (_, change, expected) => {
  expect(told(change)).toEqual(expected)
})

test('no two milestones accept clocks in both directions unless the work runs side by side', () => {
  const direction = (countsFrom: Policy['schedule']['clocks'][number]['countsFrom'], done: typeof countsFrom) =>
    told((p) => Object.assign(clock(p, 0), { countsFrom, done })).length === 0
  for (const done of milestones.filter((milestone) => milestone !== 'disclosed')) {
    expect(direction('disclosed', done)).toBe(true)
    expect(direction(done, 'disclosed')).toBe(false)
    expect(direction(done, done)).toBe(false)
  }
  expect(direction('announced', 'opened')).toBe(false)
  expect(direction('fixTeamReady', 'workspaceReady') && direction('workspaceReady', 'fixTeamReady')).toBe(true)
})

test('durations are ordered', () => {
  const duration = fc
    .tuple(fc.constantFrom('P', 'PT'), fc.nat(999), fc.constantFrom('D', 'H', 'W', 'M'))
    .filter(([prefix, , unit]) => (prefix === 'PT') === (unit === 'H'))
    .map(([prefix, count, unit]) => `${prefix}${count}${unit}`)
  fc.assert(
    fc.property(duration, duration, (a, b) => {
      expect(compareDurations(a, b) + compareDurations(b, a)).toBe(0)
      expect(compareDurations(a, a)).toBe(0)
    }),
  )
  expect(compareDurations('P1D', 'PT24H')).toBe(0)
  expect(compareDurations('P1M', 'P30D')).toBeGreaterThan(0)
})
