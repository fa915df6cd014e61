import { describe, expect, test } from 'vitest'
import { ada, monday, policyNamed, report, rey, type Story } from '../../../tests/kit/case.ts'
import { nextLook, nextSteps } from './index.ts'

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

  test('of the first answer the deadline itself is told', () => {
    const story = report({ policy, at: monday }).later('P3D')
    expect(ours(story)).toEqual([])
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
