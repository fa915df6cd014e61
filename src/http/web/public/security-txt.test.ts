import { expect, it } from 'vitest'
import { problemsOfSecurityTxt } from '../../../../tests/kit/securityTxt.ts'
import { securityTxt } from './security-txt.ts'

const now = Temporal.Instant.from('2026-03-02T09:12:34.567Z')
const community = { address: 'https://security.example.org', from: 'security@example.org' }
const key = { fingerprint: 'AB12', unusable: null }
const text = securityTxt(community, key, now)
const field = (name: string, of = text): string[] =>
  of.split('\n').flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []))

it('is what RFC 9116 asks for', () => {
  expect(problemsOfSecurityTxt(text, now, 'https://security.example.org/.well-known/security.txt')).toEqual([])
})

it('says how to reach the committee, the best way first, and with which key', () => {
  expect(field('Contact')).toEqual(['https://security.example.org/report', 'mailto:security@example.org'])
  expect(field('Policy')).toEqual(['https://security.example.org/policy'])
  expect(field('Canonical')).toEqual(['https://security.example.org/.well-known/security.txt'])
  expect(field('CSAF')).toEqual(['https://security.example.org/.well-known/csaf/provider-metadata.json'])
  expect(field('Encryption')).toEqual(['https://security.example.org/.well-known/csaf/openpgp/AB12.asc'])
  expect(field('Encryption', securityTxt(community, { ...key, unusable: 'expired' }, now))).toEqual([])
  expect(field('Encryption', securityTxt(community, undefined, now))).toEqual([])
})

it('expires months ahead, is renewed by itself, and stays the same for a month so that it is signed once', () => {
  const on = (day: string) => securityTxt(community, key, Temporal.Instant.from(`${day}T12:00:00Z`))
  const [expires = '', ...more] = field('Expires')
  expect(more).toEqual([])
  expect(expires).toBe('2026-08-01T00:00:00Z')
  const texts = new Set<string>()
  for (let hour = 0; hour < 366 * 24; hour += 12) {
    const at = now.add({ hours: hour })
    const one = securityTxt(community, key, at)
    texts.add(one)
    const left = at.until(Temporal.Instant.from(field('Expires', one)[0] ?? '')).total('days')
    expect(left).toBeGreaterThan(140)
    expect(left).toBeLessThan(185)
  }
  expect(texts.size).toBeLessThanOrEqual(13)
  expect(on('2026-03-04')).toBe(text)
})
