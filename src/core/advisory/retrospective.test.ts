import { describe, expect, test } from 'vitest'
import { draftRetrospective, openQuestions, type RetrospectiveFacts } from './index.ts'

const at = (text: string) => Temporal.Instant.from(text)

const facts: RetrospectiveFacts = {
  community: 'lighthouse',
  project: 'anchor',
  version: '1.5.2',
  vulnerabilities: [{ id: 'CVE-2026-10001', title: 'A signature passes without its log entry' }],
  people: [
    { name: 'Ada Finder', did: 'reported it' },
    { name: 'Ben Mender', did: 'wrote the fix' },
  ],
  unnamed: 1,
  timeline: [
    { at: at('2026-03-10T16:00:00Z'), what: 'The fix was announced.' },
    { at: at('2026-03-03T09:30:15Z'), what: 'The report arrived.' },
  ],
  figures: { untilFix: 7 * 86_400 + 6 * 3600, exposure: 1800 },
  introducedBy: ['https://git.example.org/anchor/pull/12'],
  deadlines: [
    {
      clause: 'S4',
      what: 'fix team brought together',
      due: at('2026-03-04T09:30:00Z'),
      done: at('2026-03-03T18:00:00Z'),
    },
    { clause: 'S5', what: 'fix developed', due: at('2026-03-10T09:30:00Z'), done: at('2026-03-10T11:30:00Z') },
    { clause: 'S7', what: 'retrospective sent', due: at('2026-03-13T16:00:00Z'), done: null },
  ],
}

describe('the retrospective', () => {
  const text = draftRetrospective(facts)

  test('tells who took part, what happened when, and what introduced it (T2)', () => {
    expect(text).toContain(
      '**Who took part**\n\n* Ada Finder: reported it\n* Ben Mender: wrote the fix\n* 1 person more, not named here',
    )
    expect(text).toContain(
      '**Timeline (UTC)**\n\n* 2026-03-03 09:30  The report arrived.\n* 2026-03-10 16:00  The fix was announced.',
    )
    expect(text).toContain('**What introduced it**\n\n* https://git.example.org/anchor/pull/12')
    expect(text).toContain('* CVE-2026-10001: A signature passes without its log entry')
  })

  test('gives the two figures and how each deadline went', () => {
    expect(text).toContain('disclosure to a fixed release: 7 days 6 hours')
    expect(text).toContain('before users could install the fix: 30 minutes')
    expect(text).toContain(
      '* S4, fix team brought together: planned for 2026-03-04 09:30 UTC, in time (2026-03-03 18:00)',
    )
    expect(text).toContain('* S5, fix developed: planned for 2026-03-10 09:30 UTC, took 2 hours longer')
    expect(text).toContain('* S7, retrospective sent: planned for 2026-03-13 16:00 UTC, still open')
  })

  test.each([
    ['2026-03-10T16:00:59Z', 'in time (2026-03-10 16:00)'],
    ['2026-03-10T16:01:00Z', 'took 1 minute longer'],
  ])('what was agreed for an hour and done at %s reads: %s', (done, says) => {
    const one = { clause: 'V8', what: 'announcement', due: at('2026-03-10T16:00:00Z'), done: at(done) }
    const line = draftRetrospective({ ...facts, deadlines: [one] })
    expect(line).toContain(`* V8, announcement: planned for 2026-03-10 16:00 UTC, ${says}`)
  })

  test('asks what and how, and blames nobody (T1)', () => {
    expect(text).toContain('blameless')
    expect(text).not.toMatch(/\b(who failed|fault|blame|failed|mistake|missed|late)\b/i)
  })

  test('leaves the critique to people and knows what they have not answered', () => {
    expect(openQuestions(text)).toHaveLength(3)
    const [first = ''] = openQuestions(text)
    const answered = text.replace(`[${first}]`, 'A reproducer came with the report.')
    expect(openQuestions(answered)).toEqual(openQuestions(text).slice(1))
  })

  test('leaves out what there is nothing to say about', () => {
    const bare = draftRetrospective({
      ...facts,
      version: null,
      people: [],
      unnamed: 0,
      timeline: [],
      figures: { untilFix: null, exposure: 0 },
      introducedBy: [],
      deadlines: [],
    })
    expect(bare).not.toMatch(/Who took part|Timeline|Deadlines|What introduced it|disclosure to/)
    expect(bare).toContain('none, the fix was there first')
    expect(bare).not.toMatch(/\n\n\n/)
  })
})
