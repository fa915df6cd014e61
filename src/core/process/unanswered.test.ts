import { describe, expect, test } from 'vitest'
import { ada, monday, policyNamed, report, rey, type Story } from '../../../tests/kit/case.ts'
import { mergeCases } from '../../../tests/kit/regroup.ts'
import { isRefused } from '../kernel/index.ts'
import { deadlines, nextLook, nextSteps, passing } from './index.ts'
import { answerDue } from './unanswered.ts'

/** Its first answer is due within a day. */
const policy = policyNamed('sigstore-2026')
const day = policy.schedule.clocks.find(({ done }) => done === 'acknowledged')?.due ?? ''

function asked(): Story {
  return report({ policy })
    .later('PT1H')
    .does(ada, 'post', { room: 'everyone', text: 'We have it.' })
    .later('PT1H')
    .does(rey, 'post', { room: 'everyone', text: 'Any news?' })
}
const ours = (story: Story) =>
  story.passes().filter((event) => event.type === 'DeadlineReminded' && event.deadline === 'answer')
const step = (story: Story) => {
  const looking = { person: ada, roles: ['member'], members: [ada] } as const
  return nextSteps(story.c, policy, looking, story.now).find(({ id }) => id === 'answer-message')
}

describe('a reporter who waits for an answer', () => {
  test('is brought up once the policy’s time for a first answer has passed, and again', () => {
    expect(day).not.toBe('')
    const story = asked()
    expect(ours(story)).toEqual([])
    expect(step(story)).toMatchObject({ late: false, due: '2026-03-03T11:00:00Z' })
    expect(nextLook(story.c, policy, story.now) ?? '').not.toBe('')
    story.later(day)
    expect(ours(story)).toMatchObject([{ due: '2026-03-03T11:00:00Z', kind: 'late', nth: 1 }])
    expect(ours(story)).toEqual([])
    expect(step(story.later('PT1S'))).toMatchObject({ late: true })
    story.later(policy.schedule.remind.againEvery)
    expect(ours(story)).toMatchObject([{ nth: 2 }])
  })

  test('is looked at the moment it is due, not before', () => {
    const story = asked()
    const looks: string[] = []
    while (ours(story).length === 0) {
      const next = nextLook(story.c, policy, story.now)
      if (next === null || looks.length > 20) throw new Error(`never looked at: ${looks.join(' ')}`)
      looks.push(next)
      story.at(next)
    }
    expect(looks.at(-1)).toBe('2026-03-03T11:00:00Z')
  })

  test('waits no more once somebody has answered in their room', () => {
    const story = asked()
    story.does(ada, 'post', { room: 'everyone', text: 'Soon.' }).later('P3D')
    expect(ours(story)).toEqual([])
    expect(step(story)).toBeUndefined()
    const inside = asked().does(ada, 'post', { room: 'team', text: 'Who answers?' })
    expect(ours(inside.later('P3D'))).toHaveLength(1)
  })

  test('is answered, too, who was set aside without a word and asks why', () => {
    const story = report({ policy }).does(ada, 'rejectReport', { reason: 'Not ours.' }).later('PT1H')
    expect(step(story)).toBeUndefined()
    story.does(rey, 'post', { room: 'everyone', text: 'Have you seen it?' })
    expect(step(story)).toMatchObject({ due: '2026-03-03T10:00:00Z' })
    expect(ours(story.later(day))).toHaveLength(1)
  })

  test('keeps their room, and is answered there, where the case was merged', () => {
    const merged = mergeCases(asked(), report({ policy, case: 'c-000000000002' }))
    if (isRefused(merged)) throw new Error(merged.code)
    const last = asked().c.posts.at(-1)
    if (last === undefined) throw new Error('nobody asked')
    const gone = { ...merged.gone, posts: [...merged.gone.posts, { ...last, post: 9 }] }
    const due = answerDue(gone, policy)
    expect(due?.toString()).toBe('2026-03-03T11:00:00Z')
    const looked = Temporal.Instant.from('2026-03-02T12:00:00Z')
    expect(nextLook(gone, policy, looked)).toBe('2026-03-03T11:00:00Z')
    expect(passing(gone, policy, looked)).toEqual([])
    expect(passing(gone, policy, due ?? looked)).toMatchObject([{ deadline: 'answer', kind: 'late', nth: 1 }])
  })

  test('of the first answer the deadline itself is told', () => {
    const story = report({ policy, at: monday }).later('P3D')
    expect(ours(story)).toEqual([])
  })

  test('a case that nobody is known to have reported keeps nobody waiting', () => {
    const story = report({ policy, reporter: null })
    const first = () => deadlines(story.c, policy, story.now).find(({ reaches }) => reaches === 'acknowledged')
    expect(first()).toMatchObject({ state: 'moot', because: [expect.anything(), expect.stringMatching(/nobody/)] })
    story.later('P3D')
    expect(
      story.passes().filter((event) => event.type === 'DeadlineReminded' && event.deadline === first()?.id),
    ).toEqual([])
  })

  test('under a policy that gives no time waits at the head of the steps alone', () => {
    const story = report()
      .does(ada, 'post', { room: 'everyone', text: 'We have it.' })
      .does(rey, 'post', { room: 'everyone', text: 'Any news?' })
    story.later('P9D')
    expect(ours(story)).toEqual([])
    const looking = { person: ada, roles: ['member'], members: [ada] } as const
    expect(
      nextSteps(story.c, story.policy, looking, story.now).find(({ id }) => id === 'answer-message'),
    ).toMatchObject({
      due: null,
      late: false,
    })
  })
})
