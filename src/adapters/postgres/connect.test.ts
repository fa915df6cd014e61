import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { settingsFor } from './connect.ts'
import { isAway, isUnanswered, postgresFailed } from './failures.ts'

describe('the connection', () => {
  test.each([
    ['postgres://a:b@db.example.org/x', true],
    ['postgres://a:b@192.0.2.7:5433/x', true],
    ['postgres://a:b@db.example.org/x?sslmode=disable', false],
    ['postgres://a:b@127.0.0.1/x', false],
    ['postgres://a:b@localhost/x', false],
    ['postgres://a:b@[::1]/x', false],
    ['postgres:///x?host=/run/postgresql', false],
    ['postgres:///x?host=db.example.org', true],
  ])('%s is encrypted: %s', (url, encrypted) => {
    const { ssl } = new pg.Client(settingsFor(url))
    expect(Boolean(ssl)).toBe(encrypted)
    // Whoever answers with another's certificate is refused, unless the address says so.
    expect((ssl as { rejectUnauthorized?: boolean } | boolean | undefined) ?? {}).not.toHaveProperty(
      'rejectUnauthorized',
      false,
    )
  })
})

function answer(code: string, severity = 'ERROR') {
  return Object.assign(new pg.DatabaseError('says', 1, 'error'), { code, severity })
}

test("the server's errors have codes", () => {
  const codes = Object.entries({
    '08006': 'unreachable',
    '28P01': 'unreachable',
    '3D000': 'unreachable',
    '57P01': 'unreachable',
    '53300': 'busy',
    '53100': 'disk_full',
    '25006': 'read_only',
    '40P01': 'busy',
    '55P03': 'busy',
    XX001: 'corrupt',
    '23505': 'failed',
  })
  for (const [state, code] of codes) expect(postgresFailed(answer(state)).code, state).toBe(code)
  const file = Object.assign(answer('42501'), { routine: 'BasicOpenFilePerm' })
  const table = Object.assign(answer('42501'), { routine: 'aclcheck_error' })
  expect([file, table].map((cause) => postgresFailed(cause).code)).toEqual(['read_only', 'failed'])
  expect(postgresFailed(Object.assign(new Error('no'), { code: 'ECONNREFUSED' })).code).toBe('unreachable')
  expect(postgresFailed(new Error('Connection terminated unexpectedly')).code).toBe('unreachable')
  expect(postgresFailed(new TypeError('a defect')).code).toBe('failed')
})

test('only the answer to a statement says that it was rolled back', () => {
  expect([answer('23505'), answer('40001')].map(isUnanswered)).toEqual([false, false])
  expect([answer('57P01', 'FATAL'), new Error('anything else')].map(isUnanswered)).toEqual([true, true])
  // What is a defect is not tried again.
  expect([answer('57P01', 'FATAL'), new Error('Connection terminated'), new TypeError('x')].map(isAway)).toEqual([
    true,
    true,
    false,
  ])
})
