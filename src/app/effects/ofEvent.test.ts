import { expect, test } from 'vitest'
import {
  ada,
  agreed,
  announced,
  ben,
  cate,
  fixed,
  max,
  members,
  merge,
  sigstore,
  teamed,
  vectors,
} from '../../../tests/kit/case.ts'
import { effectsOf } from './index.ts'

test.each([
  [['committee'], [ben, cate]],
  [['fix-team'], [max]],
  [
    ['committee', 'fix-team'],
    [ben, cate, max],
  ],
] as const)('T3: once it is announced, feedback is asked of whom the policy names: %s', (ask, those) => {
  const { retrospective } = sigstore
  const policy = {
    ...sigstore,
    retrospective: { ...retrospective, feedback: { ...retrospective.feedback, ask: [...ask] } },
  }
  const { c } = announced({ policy })
  const sent = effectsOf(
    { type: 'AnnouncementDelivered', messageId: 'a@example.org', note: '' },
    { case: c, together: [c], members, by: ada, policy, host: 'example.org' },
  )
  const asked = sent.flatMap((one) => (one.kind === 'notice' && one.topic === 'feedback' ? [one.to] : []))
  expect(asked).toEqual(those)
})

test('V8: once both sides have agreed on a day, or on another one, everybody on the case hears that it has changed', () => {
  const { c } = fixed().does(ben, 'proposeRelease', { announcement: '2026-03-10T16:00:00Z' }).does(max, 'agreeRelease')
  const agreed = { type: 'ReleaseAgreed', proposal: 1, side: 'fix-team' } as const
  const sent = effectsOf(agreed, { case: c, together: [c], members, by: max, policy: sigstore, host: 'example.org' })
  const topic = 'schedule'
  expect(sent).toEqual(members.map((to) => ({ kind: 'notice', to, case: c.id, topic })))
})

test('S2: what was merged before its hour is told as urgent; what was merged as agreed is not', () => {
  const at = (instant: string) => {
    const { c, policy, records } = agreed()
      .at(instant)
      .does(ben, 'recordMerge', { ...merge, despite: 'a slip' })
    const event = records.map((one) => one.event).find(({ type }) => type === 'BecamePublic')
    if (event === undefined) throw new Error('it is not public')
    const situation = { case: c, together: [c], members, by: ben, policy, host: 'example.org' } as const
    return effectsOf(event, situation).flatMap((one) => (one.kind === 'notice' ? [`${one.to} ${one.topic}`] : []))
  }
  expect(at('2026-03-04T09:00:00Z')).toEqual([ada, cate, max].map((person) => `${person} urgent`))
  expect(at('2026-03-10T14:00:00Z')).toEqual([])
})

test('S8: a severity that brings deadlines nearer is told as urgent to the others on the case; any other is not', () => {
  const slow = { fix: '2026-03-20T12:00Z', release: '2026-04-20T12:00Z', reason: 'holidays' }
  const story = teamed().does(ada, 'decideSeverity', { vector: vectors.low }).does(max, 'slowDown', slow)
  const decided = (vector: string) => {
    const { c, policy, records } = story.does(ada, 'decideSeverity', { vector })
    const event = records.at(-1)?.event
    if (event?.type !== 'SeverityDecided') throw new Error('it was not decided')
    const situation = { case: c, together: [c], members, by: ada, policy, host: 'example.org' } as const
    return effectsOf(event, situation).flatMap((one) => (one.kind === 'notice' ? [`${one.to} ${one.topic}`] : []))
  }
  expect(decided(vectors.high)).toEqual([ben, cate, max].map((person) => `${person} nearer`))
  expect(decided(vectors.high)).toEqual([])
  expect(decided(vectors.low)).toEqual([])
})
