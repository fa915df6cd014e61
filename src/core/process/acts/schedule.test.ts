import { describe, expect, test } from 'vitest'
import {
  ada,
  agreed,
  announced,
  ben,
  evidence,
  fixed,
  max,
  monday,
  report,
  taken,
  teamed,
  vectors,
} from '../../../../tests/kit/case.ts'
import { severityHurries } from '../nearer.ts'
import { nextLook } from '../passing.ts'

const upstream = (date: string) => ({ project: 'lib', contact: 'sec@lib.example.org', date, reason: 'agreed by mail' })
const public_ = { how: 'a public issue', evidence }

describe('S4, S5, S6, S7: the clocks', () => {
  test('fix team in 24 hours, fix in 1 to 7 days, release in 1 to 21, counted from disclosure', () => {
    const story = report()
    expect(story.deadline('fix-team')).toMatchObject({ clause: 'S4', opens: null, due: '2026-03-03T09:00:00Z' })
    const [from, to] = ['2026-03-03T09:00:00Z', '2026-03-09T09:00:00Z']
    expect(story.deadline('fix')).toMatchObject({ clause: 'S5', opens: from, due: to, state: 'open' })
    expect(story.deadline('release')).toMatchObject({ clause: 'S6', opens: from, due: '2026-03-23T09:00:00Z' })
  })

  test('the retrospective waits for the announcement, then 1 to 3 days', () => {
    expect(report().deadline('retrospective')).toMatchObject({ due: null, state: 'waiting' })
    expect(announced().deadline('retrospective')).toMatchObject({
      clause: 'S7',
      opens: '2026-03-11T16:00:00Z',
      due: '2026-03-13T16:00:00Z',
    })
  })

  test('open, soon, late, met, missed', () => {
    const story = report()
    expect(story.deadline('fix-team').state).toBe('open')
    expect(story.later('PT12H').deadline('fix-team').state).toBe('soon')
    expect(story.later('PT12H').deadline('fix-team').state).toBe('soon')
    expect(story.later('PT1S').deadline('fix-team').state).toBe('late')
    story.does(ada, 'acceptReport').does(ada, 'inviteToFixTeam', { person: max, why: 'x' })
    expect(story.does(max, 'acceptInvitation', { terms: true }).deadline('fix-team').state).toBe('missed')
    expect(teamed().deadline('fix-team').state).toBe('met')
  })

  test('what is done at the very instant is in time', () => {
    const invited = () => taken().does(ben, 'inviteToFixTeam', { person: max, why: 'x' })
    const due = '2026-03-03T09:00:00Z'
    const accepting = (at: string) => invited().at(at).does(max, 'acceptInvitation', { terms: true })
    expect(accepting(due).deadline('fix-team')).toMatchObject({ due, state: 'met' })
    expect(accepting('2026-03-03T09:00:01Z').deadline('fix-team')).toMatchObject({ due, state: 'missed' })
  })

  test('as soon as possible brings a deadline nearer, and puts none off', () => {
    const story = report().later('PT23H').does(ada, 'notePublic', public_)
    expect(story.deadline('fix-team')).toMatchObject({ due: '2026-03-03T09:00:00Z', asap: true })
    expect(story.deadline('fix')).toMatchObject({ due: '2026-03-04T08:00:00Z', original: '2026-03-09T09:00:00Z' })
  })

  test('the agreed instants and the embargo are deadlines too', () => {
    const story = agreed()
    expect(story.deadline('opening')).toMatchObject({ clause: 'R3', due: '2026-03-10T14:00:00Z', reaches: 'opened' })
    expect(story.deadline('announcement')).toMatchObject({ clause: 'V8', due: '2026-03-10T16:00:00Z' })
    expect(story.deadline('embargo').due).toBe('2026-03-10T14:00:00Z')
  })
})

describe('S1: the committee moves a deadline', () => {
  test('with a reason; the original stays visible', () => {
    const story = report().does(ada, 'moveDeadline', { deadline: 'fix', to: '2026-03-12T12:00Z', reason: 'holidays' })
    expect(story.deadline('fix')).toMatchObject({ due: '2026-03-12T12:00:00Z', original: '2026-03-09T09:00:00Z' })
    expect(story.deadline('fix').because).toEqual([
      'S5: Fix development: 1 day to 7 days after disclosure',
      'S1: moved to 2026-03-12T12:00:00Z on 2026-03-02T09:00:00.000Z: holidays',
    ])
  })

  test('a moved deadline stays where people put it when disclosure is set earlier', () => {
    const story = report()
      .does(ada, 'moveDeadline', { deadline: 'fix', to: '2026-03-12T12:00Z', reason: 'holidays' })
      .does(ada, 'moveDisclosure', { disclosed: '2026-03-01T09:00Z', reason: 'my mailbox' })
    expect(story.deadline('fix')).toMatchObject({ due: '2026-03-12T12:00:00Z', original: '2026-03-08T09:00:00Z' })
  })

  test('what was moved before becomes as soon as possible; moved afterwards, it stands', () => {
    const story = report()
      .does(ada, 'moveDeadline', { deadline: 'fix', to: '2026-03-12T12:00Z', reason: 'holidays' })
      .does(ada, 'notePublic', public_)
    expect(story.deadline('fix').due).toBe('2026-03-03T09:00:00Z')
    story.does(ada, 'moveDeadline', { deadline: 'fix', to: '2026-03-04T12:00Z', reason: 'hard' })
    expect(story.deadline('fix')).toMatchObject({ due: '2026-03-04T12:00:00Z', asap: true })
  })

  test('nothing blocks because it is late', () => {
    const story = taken().later('P30D')
    expect(story.deadline('fix-team').state).toBe('late')
    story.does(ben, 'inviteToFixTeam', { person: max, why: 'x' }).does(max, 'acceptInvitation', { terms: true })
    expect(story.c.fixTeamReady).not.toBeNull()
  })
})

describe('S3: upstream', () => {
  const ours = () => taken().does(ada, 'assessOrigin', { origin: 'upstream' })

  test('dependent deadlines follow the date, its changes, and its going away', () => {
    const story = ours().does(ada, 'noteUpstream', upstream('2026-04-01T12:00Z'))
    expect(story.deadline('fix-team').due).toBe('2026-03-03T09:00:00Z')
    expect(story.deadline('fix').due).toBe('2026-04-01T12:00:00Z')
    story.does(ada, 'noteUpstream', upstream('2026-04-10T12:00Z'))
    expect(story.deadline('fix').due).toBe('2026-04-10T12:00:00Z')
    story.does(ada, 'noteUpstream', upstream('2026-03-20T12:00Z'))
    expect([story.deadline('fix').due, story.deadline('release').due]).toEqual([
      '2026-03-20T12:00:00Z',
      '2026-03-23T09:00:00Z',
    ])
    story.does(ada, 'noteUpstream', upstream(''))
    expect(story.deadline('fix').due).toBe('2026-03-09T09:00:00Z')
  })

  test('people’s own date stands until upstream’s changes again', () => {
    const story = ours()
      .does(ada, 'noteUpstream', upstream('2026-04-01T12:00Z'))
      .does(ada, 'moveDeadline', { deadline: 'fix', to: '2026-03-15T12:00Z', reason: 'we do not wait' })
    expect(story.deadline('fix').due).toBe('2026-03-15T12:00:00Z')
    story.does(ada, 'noteUpstream', upstream('2026-04-02T12:00Z'))
    expect(story.deadline('fix').due).toBe('2026-04-02T12:00:00Z')
  })

  test('what is public does not wait for upstream', () => {
    const story = ours().does(ada, 'noteUpstream', upstream('2026-04-01T12:00Z')).does(ada, 'notePublic', public_)
    expect(story.deadline('fix')).toMatchObject({ due: '2026-03-03T10:00:00Z', asap: true })
    const before = story.deadline('fix').because
    story.does(ada, 'noteUpstream', upstream('2026-05-01T12:00Z'))
    expect(story.deadline('fix')).toMatchObject({ due: '2026-03-03T10:00:00Z', because: before })
  })
})

describe('S8: slowing down', () => {
  const slow = { fix: '2026-03-20T12:00Z', release: '2026-04-20T12:00Z', reason: 'holidays' }
  const low = () => teamed().does(ada, 'decideSeverity', { vector: vectors.low })

  test('a low score lets the fix team give later dates', () => {
    const story = low().does(max, 'slowDown', slow)
    expect(story.deadline('fix')).toMatchObject({ due: '2026-03-20T12:00:00Z', original: '2026-03-09T09:00:00Z' })
    expect(story.deadline('release').due).toBe('2026-04-20T12:00:00Z')
  })

  test('so does a risk assessed as low without a score', () => {
    const story = teamed().does(ada, 'decideSeverity', { class: 'low', reason: 'nobody uses it' })
    expect(story.does(max, 'slowDown', { ...slow, fix: '' }).deadline('fix').due).toBe('2026-03-09T09:00:00Z')
    expect(story.deadline('release').due).toBe('2026-04-20T12:00:00Z')
  })

  test('once the severity has risen, the dates are the policy’s again; low again, the slower ones', () => {
    const story = low().does(max, 'slowDown', slow)
    expect(severityHurries(story.c, story.policy)).toBe(false)
    expect(story.deadline('release').due).toBe('2026-04-20T12:00:00Z')
    story.later('P1D').does(ada, 'decideSeverity', { vector: vectors.high })
    expect(severityHurries(story.c, story.policy)).toBe(true)
    expect(story.deadline('fix').due).toBe('2026-03-09T09:00:00Z')
    expect(story.deadline('release').due).toBe('2026-03-23T09:00:00Z')
    expect(story.deadline('release').because.at(-1)).toMatch(
      /^S8: slowed down to .*not any more: the severity has risen$/,
    )
    story.later('P1D').does(ada, 'decideSeverity', { class: 'low', reason: 'nobody uses it' })
    expect(severityHurries(story.c, story.policy)).toBe(false)
    expect(story.deadline('release').due).toBe('2026-04-20T12:00:00Z')
  })

  test('what the committee moved stands, however the severity is judged', () => {
    const to = '2026-04-20T12:00:00Z'
    const story = low().does(ada, 'moveDeadline', { deadline: 'release', to, reason: 'holidays' })
    story.does(ada, 'decideSeverity', { vector: vectors.high })
    expect(severityHurries(story.c, story.policy)).toBe(false)
    expect(story.deadline('release').due).toBe(to)
  })

  test('becoming public ends the slowness', () => {
    const story = low().does(max, 'slowDown', slow).at('2026-03-10T00:00:00Z').does(ada, 'notePublic', public_)
    expect(story.deadline('release').due).toBe('2026-03-11T00:00:00Z')
  })
})

describe('what was done stays met', () => {
  test('no later cause moves a deadline after the deed', () => {
    const story = fixed()
    const { due } = story.deadline('fix')
    expect(story.deadline('fix').state).toBe('met')
    story.later('P1D').does(ada, 'notePublic', public_)
    expect(story.deadline('fix')).toMatchObject({ due, state: 'met', asap: false })
  })

  test('linking, recording and deciding again does not make it late', () => {
    const story = fixed()
    const before = story.c
    story
      .later('P20D')
      .does(ada, 'decideSeverity', { vector: vectors.low })
      .does(ben, 'recordCve', { id: 'CVE-2026-54321', evidence })
      .does(ben, 'linkWorkspace', { url: 'https://git.example.org/other' })
    expect(story.c.severity?.first).toBe(before.severity?.first)
    expect(story.c.cve).toEqual({ ...before.cve, id: 'CVE-2026-54321' })
    expect(story.c.workspace?.at).toBe(before.workspace?.at)
  })
})

describe('S1: reminders', () => {
  const reminders = (story: ReturnType<typeof report>) =>
    story
      .passes()
      .flatMap((event) => (event.type === 'DeadlineReminded' ? [`${event.deadline} ${event.kind} ${event.nth}`] : []))

  test('once when near, then again and again while late', () => {
    const story = taken().at(monday.add({ hours: 12 }))
    expect(reminders(story)).toEqual(['fix-team soon 1'])
    expect(reminders(story)).toEqual([])
    expect(reminders(story.later('PT12H1S'))).toEqual(['fix-team late 1'])
    expect(reminders(story.later('PT23H'))).toEqual([])
    expect(reminders(story.later('PT2H'))).toEqual(['fix-team late 2'])
  })

  test('a moved deadline is reminded of anew', () => {
    const story = taken().at(monday.add({ hours: 80 }))
    expect(reminders(story)).toEqual(['fix-team late 3'])
    story.does(ada, 'moveDeadline', { deadline: 'fix-team', to: '2026-03-08T00:00Z', reason: 'nobody there' })
    expect(reminders(story)).toEqual([])
    expect(reminders(story.at('2026-03-07T12:00:00Z'))).toContain('fix-team soon 1')
    expect(reminders(story.at('2026-03-08T00:00:01Z'))).toContain('fix-team late 1')
  })

  test.each(['PT0S', 'PT0.7S'])(
    'the scheduler looks exactly when there is something to record (begun at %s)',
    (part) => {
      const story = report({ at: monday.add(part) })
      const looks: string[] = []
      for (let turn = 0; turn < 40; turn++) {
        const next = nextLook(story.c, story.policy, story.now)
        if (next === null) break
        expect(Temporal.Instant.compare(story.now, next)).toBeLessThan(0)
        story.at(next)
        // The instant a deadline turns late is looked at a second later; every look finds something.
        expect(story.passes().length).toBeGreaterThan(0)
        looks.push(next)
      }
      expect(looks[0]).toBe('2026-03-02T21:00:00Z')
      expect(looks).toContain('2026-03-03T09:00:01Z')
      expect(looks.length).toBe(40)
    },
  )

  test('a closed case is not looked at', () => {
    const story = report().does(ada, 'rejectReport', { reason: 'no' }).does(ada, 'closeCase').later('P60D')
    expect(story.passes()).toEqual([])
    expect(nextLook(story.c, story.policy, story.now)).toBeNull()
  })
})
