import { describe, expect, test } from 'vitest'
import { agreed, ben, cate, evidence, fixed, max, type Story } from '../../../tests/kit/case.ts'
import { stepsOf } from '../../../tests/kit/robot.ts'
import { datedForAnotherDay } from './planned.ts'

const planned = { audience: 'users', channel: 'the list', message: 'upgrade', when: '2026-03-10T16:00Z' }
const moved = (story: Story, announcement: string) =>
  story.does(ben, 'proposeRelease', { announcement }).does(max, 'agreeRelease')
const step = (story: Story) => stepsOf(story, cate).find(({ id }) => id === 'move-messages')
const stale = ({ c }: Story) => datedForAnotherDay(c).map(({ entry }) => entry)

describe('R1, V8: messages of the plan and a release day that moves', () => {
  test('are flagged once both sides have agreed on another day, and keep their distance from it in one act', () => {
    const story = agreed().does(cate, 'planMessage', { ...planned, audience: 'reporter', when: '2026-03-09T16:00Z' })
    expect([stale(story), step(story)]).toEqual([[], undefined])
    story.does(ben, 'proposeRelease', { announcement: '2026-03-12T16:00:00Z' })
    expect(stale(story)).toEqual([])
    story.does(max, 'agreeRelease')
    expect(stale(story)).toEqual([1, 2])
    expect(step(story)).toMatchObject({ act: 'moveMessages', duty: 'disclosure', mine: true, fields: { how: 'along' } })
    story.does(cate, 'moveMessages')
    expect(story.c.plan.map(({ when }) => when)).toEqual(['2026-03-12T16:00:00Z', '2026-03-11T16:00:00Z'])
    expect([stale(story), step(story)]).toEqual([[], undefined])
  })

  test('what went out, was dropped, or is planned for the new day is no matter', () => {
    const story = agreed()
      .does(cate, 'planMessage', { ...planned, audience: 'fix-team' })
      .does(cate, 'planMessage', { ...planned, audience: 'reporter' })
      .does(cate, 'dropMessage', { entry: 2, reason: 'x' })
      .does(cate, 'carryOutMessage', { entry: 3, evidence })
    moved(story, '2026-03-12T16:00:00Z').does(cate, 'planMessage', { ...planned, when: '2026-03-12T16:00Z' })
    expect(stale(story)).toEqual([1])
  })

  test('what was planned before a day was agreed is dated for the first one', () => {
    const story = fixed().does(cate, 'planMessage', planned)
    expect(stale(moved(story, '2026-03-10T16:00:00Z'))).toEqual([])
    expect(stale(moved(story, '2026-03-11T16:00:00Z'))).toEqual([1])
  })

  test('nothing is moved into the past; where all stay, with a reason, they are flagged no more', () => {
    const story = agreed().does(cate, 'planMessage', { ...planned, audience: 'fix-team', when: '2026-03-04T16:00Z' })
    moved(story, '2026-03-05T16:00:00Z')
    const now = story.now.toString()
    expect(story.tries(cate, 'moveMessages')).toMatchObject([
      {
        messages: [
          { entry: 1, when: '2026-03-05T16:00:00Z' },
          { entry: 2, when: now },
        ],
      },
    ])
    story.does(cate, 'moveMessages', { how: 'stay', reason: 'the list knows of the former day' })
    expect(story.c.plan[0]?.when).toBe('2026-03-10T16:00:00Z')
    expect(stale(story)).toEqual([])
  })
})

describe('R1, R3: a message to users before its time', () => {
  test('wants a reason on record, unless it is public', () => {
    const story = agreed()
    const telling = { entry: 1, evidence }
    expect(story.tries(cate, 'carryOutMessage', telling)).toMatchObject({ code: 'before_its_time', clause: 'R1' })
    const early = story.tries(cate, 'carryOutMessage', { ...telling, despite: 'it leaked' })
    expect(early).toMatchObject([{ type: 'MessageCarriedOut', early: 'it leaked' }])
    story.does(max, 'notePublic', { how: 'a talk', evidence })
    expect(story.tries(cate, 'carryOutMessage', telling)).toMatchObject([{ early: null }])
  })
})
