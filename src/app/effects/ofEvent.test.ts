import { expect, test } from 'vitest'
import { ada, announced, ben, cate, max, members, sigstore } from '../../../tests/kit/case.ts'
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
