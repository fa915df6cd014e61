import { expect, it } from 'vitest'
import { securityTxt } from './security-txt.ts'

const now = Temporal.Instant.from('2026-03-02T09:12:34.567Z')
const text = securityTxt({ address: 'https://security.example.org', from: 'security@example.org' }, now)
const field = (name: string): string[] =>
  text.split('\n').flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []))

it('says how to reach the committee, the best way first', () => {
  expect(field('Contact')).toEqual(['https://security.example.org/report', 'mailto:security@example.org'])
  expect(field('Policy')).toEqual(['https://security.example.org/policy'])
  expect(field('Canonical')).toEqual(['https://security.example.org/.well-known/security.txt'])
})

it('expires once, ahead, in less than a year (RFC 9116, 2.5.5)', () => {
  const [expires, ...more] = field('Expires')
  expect(more).toEqual([])
  const at = Temporal.Instant.from(expires ?? '')
  expect(at.epochMilliseconds).toBeGreaterThan(now.epochMilliseconds)
  expect(at.epochMilliseconds).toBeLessThan(now.add({ hours: 365 * 24 }).epochMilliseconds)
})

it('has one field a line and ends with a line end', () => {
  expect(text.endsWith('\n')).toBe(true)
  expect(
    text
      .trimEnd()
      .split('\n')
      .every((line) => /^[A-Z][A-Za-z-]+: \S/.test(line)),
  ).toBe(true)
})
