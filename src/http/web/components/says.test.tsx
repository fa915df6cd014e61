import { expect, it } from 'vitest'
import { Says } from './says.tsx'

const html = (text: string) => String(<Says>{text}</Says>)

it('says an instant as a time with its zone, and a length of time in words', () => {
  expect(html('moved to 2026-03-02T09:00:00Z: holidays')).toBe(
    'moved to <time class="when" datetime="2026-03-02T09:00:00Z" data-local="minute">Mon 2 Mar 2026, 09:00 UTC</time>: holidays',
  )
  expect(html('at most PT6H before, within P1DT12H.')).toBe('at most 6 hours before, within 1 day and 12 hours.')
})

it('leaves what only looks like one as it was written', () => {
  for (const text of ['2026-13-45T99:99Z', 'P is a letter', 'PT boat', 'P1: urgent', 'XP5D', 'CVE-2026-12345']) {
    expect(html(text)).toBe(text)
  }
})

it('leaves an example of what has to be typed as it has to be typed', () => {
  for (const text of ['a time such as 2026-01-31T16:00Z', 'Write whole days, such as P1D'])
    expect(html(text)).toBe(text)
})

it('makes no markup of a quotation', () => {
  expect(html('<b>2026-03-02T09:00:00Z</b>')).toMatch(/^&lt;b&gt;<time .*<\/time>&lt;\/b&gt;$/)
})
