import { expect, test } from 'vitest'
import { closed } from '../../../../tests/kit/case.ts'
test('x', () => {
  expect(closed().c.closed?.resolution).toBe('fixed')
})
