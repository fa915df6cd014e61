import pg from 'pg'
import { expect, test } from 'vitest'
import { StoreFailed } from '../../../app/ports/index.ts'
import { PostgresFailed } from '../../postgres/index.ts'
import { isUnanswered, storeFailed } from './failures.ts'

test('what the server says is the store’s, under its code; what the store says stays its own', () => {
  const full = Object.assign(new pg.DatabaseError('no room', 1, 'error'), { code: '53100', severity: 'ERROR' })
  expect(storeFailed(full)).toMatchObject({ name: 'StoreFailed', code: 'disk_full', message: 'PostgreSQL: no room' })
  expect(storeFailed(new PostgresFailed('unsafe_settings', 'fsync is off'))).toMatchObject({
    name: 'StoreFailed',
    code: 'unsafe_settings',
  })
  const own = new StoreFailed('newer_schema', 'newer')
  expect(storeFailed(own)).toBe(own)
  expect([own, full, new Error('Connection terminated')].map(isUnanswered)).toEqual([false, false, true])
})
