import { describe, expect, test } from 'vitest'
import { stamp } from '../clock/index.ts'
import {
  ada,
  agreed,
  announced,
  ben,
  cate,
  evidence,
  fixed,
  max,
  policyNamed,
  refusal,
  refused,
  report,
  rey,
  sigstore,
  taken,
  teamed,
  the,
  types,
  vectors,
  type Story,
} from '../../../tests/kit/case.ts'
import { robotCommittee, stepsOf } from '../../../tests/kit/robot.ts'
import { deadlines } from './deadlines.ts'
import { nextLook } from './passing.ts'
import { quietReminder } from './quiet.ts'

const names = ['sigstore', 'sigstore-2026', 'etcd', 'kubernetes', 'curl'] as const
const etcd = policyNamed('etcd')
const kubernetes = policyNamed('kubernetes')
const later = policyNamed('sigstore-2026')
const curl = policyNamed('curl')

test.each(names)('%s: the step for the fix team says with whose help the policy finds it (F1)', (name) => {
  const policy = policyNamed(name)
  const step = stepsOf(taken({ policy }), ada).find(({ id }) => id === 'fix-team')
  for (const source of policy.fixTeam.identify.from) expect(step?.why).toContain(source)
})

describe('a committee that always does what is next comes to the end under every policy', () => {
  test.each(names)('%s', (name) => {
    const policy = policyNamed(name)
    const { story, done } = robotCommittee(report({ policy }))
    expect(story.c.closed?.resolution).toBe('fixed')
    const asked = policy.release.chat.channels.filter(({ from }) => from !== 'critical')
    expect(story.c.chatPosts.map(({ channel }) => channel)).toEqual(asked.map(({ channel }) => channel))
    expect(done.filter((step) => step === 'tell-distributors')).toHaveLength(
      policy.release.distributors?.notices.length ?? 0,
    )
  })

  test.each(names)('%s, of what is public and exploited', (name) => {
    const known = { how: 'a blog post', evidence, exploit: true, attacks: true }
    const { story } = robotCommittee(report({ policy: policyNamed(name), public: known }))
    expect(story.c.closed?.resolution).toBe('fixed')
  })

  test.each(names)('%s, of what is low', (name) => {
    const { story } = robotCommittee(report({ policy: policyNamed(name) }), { low: true })
    expect(story.c.closed?.resolution).toBe('fixed')
  })
})

test('a first response within one business day: a report of Friday is answered by Monday', () => {
  const on = (at: string) =>
    report({ policy: kubernetes, at: Temporal.Instant.from(at) }).deadline('first-response').due
  expect(on('2026-03-06T17:30:00Z')).toBe('2026-03-09T17:30:00Z')
  expect(on('2026-03-07T10:00:00Z')).toBe('2026-03-09T10:00:00Z')
  expect(on('2026-03-02T09:00:00Z')).toBe('2026-03-03T09:00:00Z')
  const { because } = report({ policy: kubernetes }).deadline('first-response')
  expect(because).toEqual(['D1: First response: within 1 business day of disclosure'])
})

describe('lengths by severity', () => {
  const judged = (story: Story, of: string) => story.does(ada, 'decideSeverity', { class: of, reason: 'by judgement' })

  test('curl: two weeks for what is dangerous, else the next regular release', () => {
    const story = teamed({ policy: curl })
    expect(story.deadline('release').due).toBe('2026-04-27T09:00:00Z')
    expect(judged(story, 'critical').deadline('release')).toMatchObject({
      due: '2026-03-16T09:00:00Z',
      original: '2026-03-16T09:00:00Z',
      because: ['S6: Fix release day (high, critical): within 14 days of disclosure'],
    })
    expect(judged(story, 'low').deadline('release').due).toBe('2026-04-27T09:00:00Z')
  })

  test('what was met stays met, whatever is decided later; a date that people set stands', () => {
    const story = teamed({ policy: curl }).later('P10D').does(max, 'completeFix', { commit: '1111111aaaaaaa' })
    expect(story.deadline('fix').state).toBe('met')
    expect(judged(story, 'critical').deadline('fix').state).toBe('met')
    story.does(ada, 'moveDeadline', { deadline: 'release', to: '2026-03-30T08:00:00Z', reason: 'travel' })
    expect(judged(story, 'low').deadline('release').due).toBe('2026-03-30T08:00:00Z')
  })

  test('without scores, what is judged low may slow down; a vector is not taken', () => {
    const story = judged(teamed({ policy: curl }), 'medium')
    const slow = { release: '2026-06-01T08:00:00Z', reason: 'holidays' }
    const refused = story.tries(max, 'slowDown', slow)
    expect(refusal(refused)).toBe('S8: not_low')
    expect(refused).toMatchObject({ says: 'Slowing down is open only when the risk is assessed as low.' })
    expect(judged(story, 'low').does(max, 'slowDown', slow).deadline('release').due).toBe('2026-06-01T08:00:00Z')
    expect(refusal(story.tries(ada, 'decideSeverity', { vector: vectors.high }))).toBe('V1: version_not_used')
  })
})

describe('distributors', () => {
  test('are told a week ahead and again a day ahead; each telling is a deadline', () => {
    const story = fixedUnder('kubernetes')
    expect(story.deadline.bind(null, 'distributors-1')).toThrow('no deadline')
    const step = stepsOf(story, ben).find(({ id }) => id === 'propose-release')
    expect(
      Temporal.Instant.from(step?.fields['announcement'] ?? '')
        .since(story.now)
        .total('days'),
    ).toBeGreaterThanOrEqual(7)
    story.does(ben, 'proposeRelease', { announcement: '2026-03-17T16:00:00Z' }).does(max, 'agreeRelease')
    expect(story.deadline('distributors-1')).toMatchObject({
      opens: '2026-02-17T16:00:00Z',
      due: '2026-03-10T16:00:00Z',
    })
    expect(story.deadline('distributors-2')).toMatchObject({
      opens: null,
      due: '2026-03-16T16:00:00Z',
      duty: 'disclosure',
    })
    const plan = { audience: 'distributors', channel: 'the list', message: 'soon', when: '2026-03-10T16:00:00Z' }
    story.does(cate, 'planMessage', plan).at('2026-03-11T12:00:00Z')
    expect(story.deadline('distributors-1').state).toBe('late')
    expect(story.passes()).toContainEqual(expect.objectContaining({ deadline: 'distributors-1', kind: 'late' }))
    story.does(cate, 'carryOutMessage', { entry: 1, evidence })
    expect(story.deadline('distributors-1').state).toBe('missed')
    expect(story.deadline('distributors-2').state).toBe('open')
  })

  test('curl: never more than seven days ahead: before, only with a reason on record', () => {
    const story = fixedUnder('curl')
    const plan = { audience: 'distributors', channel: 'the list', message: 'soon', when: '2026-03-06T08:00:00Z' }
    story.does(cate, 'planMessage', plan).at('2026-03-06T08:00:00Z')
    const telling = { entry: 1, evidence }
    const step = () => stepsOf(story, cate).find(({ id }) => id === 'tell-distributors')
    const undated = story.tries(cate, 'carryOutMessage', telling)
    expect(refusal(undated)).toBe('R1: too_far_ahead')
    expect(undated).toMatchObject({ says: 'Distributors are told at most 7 days ahead, and no release day is agreed.' })
    expect(step()?.waitsFor).toBe('the agreed release day (V8)')
    story
      .does(ben, 'proposeRelease', { announcement: '2026-03-18T08:00:00Z', reason: 'ours' })
      .does(max, 'agreeRelease')
    const early = story.at('2026-03-11T07:59:59Z').tries(cate, 'carryOutMessage', telling)
    expect(early).toMatchObject({
      code: 'too_far_ahead',
      says: 'Distributors are told at most 7 days ahead: not before 2026-03-11T08:00:00Z.',
    })
    expect(step()?.waitsFor).toBe('the time that the policy has for it (R1)')
    expect(story.tries(cate, 'carryOutMessage', { ...telling, despite: 'they found it themselves' })).toMatchObject([
      { type: 'MessageCarriedOut', early: 'they found it themselves' },
    ])
    story.at('2026-03-11T08:00:00Z')
    expect(step()?.waitsFor).toBeNull()
    const onTime = story.tries(cate, 'carryOutMessage', { ...telling, despite: 'no need' })
    expect(onTime).toMatchObject([{ type: 'MessageCarriedOut', early: null }])
  })

  test('curl: they are planned to be told when that may be first, not at the announcement itself', () => {
    const story = fixedUnder('curl')
    story
      .does(ben, 'proposeRelease', { announcement: '2026-03-18T08:00:00Z', reason: 'ours' })
      .does(max, 'agreeRelease')
    const step = stepsOf(story, cate).find(({ id }) => id === 'plan-distributors')
    expect(step?.fields['when']).toBe('2026-03-11T08:00:00Z')
  })

  test('what is public may be told to them at any time; users have no such bound but their own date', () => {
    const story = fixedUnder('curl').at('2026-03-06T08:00:00Z')
    const plan = { channel: 'the list', message: 'soon', when: '2026-03-06T08:00:00Z' }
    story
      .does(cate, 'planMessage', { ...plan, audience: 'users' })
      .does(cate, 'carryOutMessage', { entry: 1, evidence })
    story.does(cate, 'planMessage', { ...plan, audience: 'distributors' })
    story.does(max, 'notePublic', { how: 'a talk', evidence })
    expect(types(story.tries(cate, 'carryOutMessage', { entry: 2, evidence }))).toEqual(['MessageCarriedOut'])
  })

  test('a release day that leaves them no time is unusual and needs a reason', () => {
    const refused = fixedUnder('kubernetes').tries(ben, 'proposeRelease', { announcement: '2026-03-09T16:00:00Z' })
    expect(refused).toMatchObject({
      code: 'reason_needed',
      says: expect.stringContaining('7 days ahead (R1)') as string,
    })
  })

  test('hear nothing of what is below the policy’s bound, and nothing where the policy has none', () => {
    const none = (story: Story) => expect(() => story.deadline('distributors-1')).toThrow('no deadline')
    const day = { announcement: '2026-03-17T16:00:00Z' }
    const harmless = fixedUnder('kubernetes').does(ada, 'decideSeverity', { class: 'none', reason: 'no way in' })
    none(harmless.does(ben, 'proposeRelease', day).does(max, 'agreeRelease'))
    none(fixed().does(ben, 'proposeRelease', day).does(max, 'agreeRelease'))
  })
})

test('etcd: a pre-announcement says date, number and severity, and nothing else', () => {
  const story = fixedUnder('etcd')
    .does(ben, 'proposeRelease', { announcement: '2026-03-12T16:00:00Z' })
    .does(max, 'agreeRelease')
  const step = stepsOf(story, cate).find(({ id }) => id === 'pre-announce')
  expect(step?.fields['when']).toBe('2026-03-09T16:00:00Z')
  expect(step?.fields['message']).toBe(
    'Upcoming security release of anchor on 2026-03-12\n\n' +
      'A security release of anchor is planned for 2026-03-12. Defects fixed: 1. Highest severity: high.\n' +
      'Nothing more can be said before then. Please keep time free to upgrade.\n',
  )
  story.does(cate, 'planMessage', step?.fields ?? {})
  expect(stepsOf(story, cate).map(({ id }) => id)).not.toContain('pre-announce')
})

test('what distributors were not told in time is late until the release is announced, and missed then', () => {
  const { distributors } = curl.release
  if (distributors === undefined) throw new Error('curl tells distributors')
  const policy = { ...sigstore, release: { ...sigstore.release, distributors } }
  const story = agreed({ policy })
  const then = Temporal.Instant.from('2026-03-12T16:00:00Z')
  const stateOf = (c: typeof story.c) => deadlines(c, policy, then).find(({ id }) => id === 'distributors-1')?.state
  expect(stateOf(story.c)).toBe('late')
  expect(stateOf({ ...story.c, announced: stamp(then) })).toBe('missed')
})

describe('a case on which nobody acts', () => {
  const quiet = (story: Story) =>
    story.passes().filter((event) => event.type === 'DeadlineReminded' && event.deadline === 'quiet')

  test('is brought up after a length by its severity, once for each', () => {
    const story = fixedUnder('kubernetes')
    const start = story.now
    expect(quiet(story.later('P6D'))).toEqual([])
    const due = stamp(start.add({ hours: 24 * 7 }))
    const reminder = { type: 'DeadlineReminded', deadline: 'quiet', due, kind: 'late' }
    expect(quiet(story.later('P1DT1H'))).toEqual([{ ...reminder, nth: 1 }])
    expect(quiet(story.later('P1D'))).toEqual([])
    expect(quiet(story.later('P6D'))).toEqual([{ ...reminder, nth: 2 }])
    expect(quiet(story.does(ada, 'post', { room: 'team', text: 'still here' }).later('P6D'))).toEqual([])
  })

  test('is looked at when that time comes, not before', () => {
    const { c, policy, now } = fixedUnder('kubernetes').does(ada, 'decideSeverity', {
      class: 'critical',
      reason: 'worse',
    })
    const look = nextLook({ ...c, reminded: {} }, policy, now) ?? ''
    expect(Temporal.Instant.from(look).since(now).total('hours')).toBeLessThanOrEqual(48)
  })

  test('what is announced may lie', () => {
    const story = fixedUnder('kubernetes')
    const watched = (announced: string | null) => quietReminder({ ...story.c, announced }, story.policy, aWeekOn)
    const aWeekOn = story.now.add({ hours: 24 * 8 })
    expect([watched(null).length, watched(stamp(story.now)).length]).toEqual([1, 0])
  })

  test('nothing is watched where the policy does not ask for it', () => {
    expect(quiet(fixed().later('P300D'))).toEqual([])
  })
})

test('later sigstore: who reported in public does not join the fix team; who reported in private may', () => {
  const joins = { person: rey, why: 'found it' }
  const known = { how: 'a blog post', evidence, exploit: false, attacks: false }
  expect(refusal(taken({ policy: later, public: known }).tries(ben, 'inviteToFixTeam', joins))).toBe(
    'F3: reporter_stays_out',
  )
  expect(taken({ policy: later }).does(ben, 'inviteToFixTeam', joins).c.fixTeam).toHaveLength(1)
  expect(taken({ public: known }).does(ben, 'inviteToFixTeam', joins).c.fixTeam).toHaveLength(1)
})

test('F2, later sigstore: whom its files do not name is invited once the committee approved it', () => {
  const asks = (fields: object, policy = later) =>
    taken({ policy }).tries(ben, 'inviteToFixTeam', { person: max, why: 'knows the parser', ...fields })
  const whyOf = (fields: object) => the('FixTeamInvited', asks(fields)).why
  expect(refusal(asks({}))).toBe('F2: outsider_unapproved')
  expect(refused(asks({})).says).toContain('CODEOWNERS')
  expect(whyOf({ namedIn: 'CODEOWNERS' })).toBe('knows the parser (named in CODEOWNERS)')
  expect(whyOf({ approved: 'minutes of 3 March' })).toBe(
    'knows the parser (approved by the committee: minutes of 3 March)',
  )
  expect(types(asks({}, sigstore))).toEqual(['FixTeamInvited'])
  // Members need nobody's approval, and whether a reporter joins has a rule of its own (F3).
  expect(types(asks({ person: ada }))).toEqual(['FixTeamInvited'])
  expect(types(asks({ person: rey }))).toEqual(['FixTeamInvited'])
})

test.each(names)(
  '%s: what the advisory, the announcement and the retrospective are to say stands beside their steps',
  (name) => {
    const policy = policyNamed(name)
    const why = (story: Story, id: string) => stepsOf(story, cate).find((step) => step.id === id)?.why
    expect(why(teamed({ policy }), 'advisory')).toContain(policy.development.advisory.where)
    for (const one of policy.release.announce.says) {
      expect(why(fixedUnder(name), 'draft-announcement')).toContain(one)
    }
    const over = announced()
    for (const one of policy.retrospective.send.includes) {
      expect(
        stepsOf({ ...over, c: over.c, policy }, cate).find(({ id }) => id === 'draft-retrospective')?.why,
      ).toContain(one)
    }
  },
)

test('what only people can see to stands beside the step that it is for', () => {
  const why = (story: Story, id: string) =>
    [ben, max].flatMap((one) => stepsOf(story, one)).find((step) => step.id === id)?.why
  const low = teamed({ policy: kubernetes }).does(ada, 'decideSeverity', { vector: vectors.low })
  expect(why(low, 'workspace')).toContain(
    'Here that is: private fork. With a score below 7.0 the changes may be made in public',
  )
  const high = teamed({ policy: kubernetes }).does(ada, 'decideSeverity', { vector: vectors.high })
  expect(why(high, 'workspace')).not.toContain('in public')
  expect(why(teamed({ policy: etcd }), 'complete')).toContain('LGTM')
  const [bad, harmless] = ['high', 'medium'].map((of) => {
    const story = teamed({ policy: curl }).does(ada, 'decideSeverity', { class: of, reason: 'judged' })
    return why(story.does(max, 'noteFix', { kind: 'fix', evidence }), 'propose-release')
  })
  expect(bad).toContain('asks for a release of its own')
  expect(harmless).toContain('the next regular release; they come every 8 weeks')
})

test('the retrospective goes to the policy’s own address for it, unless the community has a list of its own', () => {
  const sentUnder = (address: string) => {
    const { release, ...policy } = policyNamed('kubernetes')
    const { story } = robotCommittee(
      report({ policy: { ...policy, release: { ...release, list: { clause: 'R6', address } } } }),
    )
    return story.records.flatMap(({ event }) => (event.type === 'RetrospectiveReleased' ? [event.to] : []))
  }
  // The stories' announcements go to announce@lists.example.org.
  expect(sentUnder('announce@lists.example.org')).toEqual(['dev@kubernetes.io'])
  expect(sentUnder('elsewhere@lists.example.org')).toEqual(['announce@lists.example.org'])
})

function fixedUnder(name: (typeof names)[number]): Story {
  const policy = policyNamed(name)
  const { preferred } = policy.development.severity
  const high =
    preferred === 'none'
      ? { class: 'high', reason: 'by judgement' }
      : { vector: vectors.high.replace('3.1', preferred) }
  return teamed({ policy })
    .later('P1D')
    .does(ada, 'decideSeverity', high)
    .does(max, 'completeFix', { commit: '1111111aaaaaaa' })
    .does(max, 'approveFix', { commit: '1111111aaaaaaa', evidence })
}
