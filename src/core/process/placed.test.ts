import { expect, test } from 'vitest'
import { ada, taken, verified } from '../../../tests/kit/case.ts'
import { milestones, type Milestone } from '../policy/index.ts'
import { deadlines } from './deadlines.ts'

function reasonFor(countsFrom: Milestone, lengths: { readonly due: string; readonly opens?: string }): string {
  const { c, policy, now } = verified()
  const [first] = policy.schedule.clocks
  if (first === undefined) throw new Error('the policy has no clock')
  const clocks = [{ ...first, clause: 'S1' as const, title: 'Look again', countsFrom, ...lengths }]
  const [found] = deadlines(c, { ...policy, schedule: { ...policy.schedule, clocks } }, now)
  return found?.because[0] ?? ''
}

test('a deadline says in the policy’s own words what it counts from, and how long it is', () => {
  expect(reasonFor('fixComplete', { due: 'P1DT12H' })).toBe(
    'S1: Look again: within 1 day and 12 hours of the completed fix',
  )
  expect(reasonFor('announced', { opens: 'P1D', due: 'P1W' })).toBe(
    'S1: Look again: 1 day to 1 week after the announcement',
  )
})

test('no deadline says a code’s name for what it counts from', () => {
  for (const milestone of milestones) {
    expect(reasonFor(milestone, { due: 'P2D' })).not.toMatch(/[a-z][A-Z]/)
  }
})

test('S2: what has become public hurries each clock but those that the policy leaves unchanged', () => {
  const { c, policy, now } = taken().does(ada, 'notePublic', { how: 'a talk', evidence: 'https://example.org/talk' })
  const [first] = policy.schedule.clocks
  if (first === undefined) throw new Error('the policy has no clock')
  const clock = { ...first, countsFrom: 'disclosed', done: 'retrospectiveSent', due: 'P30D' } as const
  const found = (underAsap: typeof first.underAsap) => {
    const clocks = [{ ...clock, underAsap }]
    return deadlines(c, { ...policy, schedule: { ...policy.schedule, clocks } }, now)[0]
  }
  expect(found('unchanged')).toMatchObject({ asap: false, because: [expect.any(String)] })
  expect(found('unchanged')?.due).toBe(found('unchanged')?.original)
  const hurried = found('asap')
  expect(hurried?.asap).toBe(true)
  expect(hurried?.due).not.toBe(hurried?.original)
})
