import { expect, test } from 'vitest'
import { isThisMachine } from './thisMachine.ts'

test.each(['localhost', 'LocalHost', '127.0.0.1', '127.255.255.254', '::1', '[::1]'])('%s is this machine', (host) => {
  expect(isThisMachine(host)).toBe(true)
})

test.each([
  '',
  'localhost.example.org',
  '127.0.0.1.example.org',
  '127.0.0.256',
  '127.1',
  '128.0.0.1',
  '10.127.0.0.1',
  '::2',
  '[::1',
  '127.0.0.1\n',
  'mail.example.org',
])('%j is not: what goes there may cross a network', (host) => {
  expect(isThisMachine(host)).toBe(false)
})
