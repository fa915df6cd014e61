import { describe, expect, it } from 'vitest'
import { DeadlineMark, standing, standingInWords } from './deadline-mark.tsx'

const now = '2026-03-10T12:00:00Z'

describe('standing', () => {
  it.each([
    [{}, 'none', 'no date yet'],
    [{ asap: true }, 'asap', 'as soon as possible'],
    [{ due: '2026-03-13T15:00:00Z' }, 'open', 'in 3 d 3 h'],
    [{ due: '2026-03-11T12:00:00Z' }, 'soon', 'in 1 d'],
    [{ due: '2026-03-10T12:00:00Z' }, 'soon', 'in less than a minute'],
    [{ due: '2026-03-10T11:59:00Z' }, 'late', 'late by 1 min'],
    [{ due: '2026-03-10T12:00:00Z', done: '2026-03-10T12:00:00Z' }, 'done', 'done'],
    [{ due: '2026-03-01T12:00:00Z', done: '2026-03-03T13:00:00Z' }, 'done-late', 'done, late by 2 d 1 h'],
    [{ asap: true, done: '2026-03-03T13:00:00Z' }, 'done', 'done'],
  ] as const)('%j stands %s: %s', (due, expected, words) => {
    expect(standing(due, now)).toBe(expected)
    expect(standingInWords(due, now)).toBe(words)
  })
})

it('a moved deadline still shows where it stood', () => {
  const html = String(<DeadlineMark now={now} due="2026-03-13T15:00:00Z" original="2026-03-11T15:00:00Z" />)
  expect(html).toContain('datetime="2026-03-13T15:00:00Z"')
  expect(html).toMatch(/moved from <time[^>]+datetime="2026-03-11T15:00:00Z"/)
})
