import { expect, test } from 'vitest'
import { agreed, sigstore } from '../../../tests/kit/case.ts'
import { deadlines, nextLook, passing } from './index.ts'

test('an agreed instant is looked at when it is late, which is after its grace, and not a round later', () => {
  const story = agreed().at('2026-03-10T14:00:01Z')
  const { opening } = Object.fromEntries(deadlines(story.c, sigstore, story.now).map((one) => [one.id, one]))
  expect(opening).toMatchObject({ due: '2026-03-10T14:00:00Z', state: 'soon' })
  story.passes()
  const look = nextLook(story.c, sigstore, story.now)
  expect(look).toBe('2026-03-10T15:00:01Z')
  story.at(look ?? '')
  expect(passing(story.c, sigstore, story.now)).toContainEqual(
    expect.objectContaining({ deadline: 'opening', kind: 'late', nth: 1 }),
  )
})
