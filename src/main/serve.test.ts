import { expect, test } from 'vitest'
import { modeFor } from './serve.ts'

test.each([
  ['127.0.0.1', undefined, 'local'],
  ['localhost', 'http://localhost:8080', 'local'],
  ['::1', 'http://[::1]:8080', 'local'],
  ['127.0.0.1', 'http://127.0.0.1:8080', 'local'],
  ['127.0.0.1', 'https://security.example.org', 'production'],
  ['0.0.0.0', 'http://127.0.0.1:8080', 'production'],
  ['0.0.0.0', undefined, 'production'],
  ['127.0.0.1', 'http://127.0.0.1.example.org', 'production'],
  ['localhost.example.org', undefined, 'production'],
])('listening at %s and known as %s is %s', (host, address, mode) => {
  expect(modeFor({ demo: false, host }, address)).toBe(mode)
  expect(modeFor({ demo: true, host }, address)).toBe('demo')
})
