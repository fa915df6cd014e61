import { expect, test } from 'vitest'
import { codeOf } from './errorCode.ts'

test.each([
  [Object.assign(new Error('says'), { code: 'ENOSPC' }), 'ENOSPC'],
  [Object.assign(new Error('several'), { errors: [{ code: 'ECONNREFUSED' }, { code: 'ETIMEDOUT' }] }), 'ECONNREFUSED'],
  [Object.assign(new Error('several'), { code: 'ETIMEDOUT', errors: [{ code: 'ECONNREFUSED' }] }), 'ETIMEDOUT'],
  [new Error('says'), undefined],
  [{ code: 11 }, undefined],
  [{ errors: [] }, undefined],
  ['text', undefined],
  [null, undefined],
  [undefined, undefined],
])('of %j it is %j', (error, code) => {
  expect(codeOf(error)).toBe(code)
})
