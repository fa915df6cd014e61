import { describe, expect, test } from 'vitest'
import { ada, max, monday, refusal, report, sigstore, teamed, the, types } from '../../../../tests/kit/case.ts'
import type { Policy } from '../../policy/index.ts'
import { deadlineChanges } from '../policyChange.ts'

const clocks = sigstore.schedule.clocks
const changed = (list: Policy['schedule']['clocks']): Policy => ({
  ...sigstore,
  schedule: { ...sigstore.schedule, clocks: list },
})

describe('what another policy does to the deadlines', () => {
  test('one that moves, one that falls away, one that begins', () => {
    const { c } = report()
    const other = changed([
      ...clocks
        .filter(({ id }) => id !== 'fix')
        .map((clock) => (clock.id === 'release' ? { ...clock, due: 'P10D' } : clock)),
      { ...clocks[0]!, id: 'answer', title: 'First answer', due: 'PT48H' },
    ])
    expect(deadlineChanges(c, sigstore, other, monday)).toEqual([
      { deadline: 'fix', title: 'Fix development', was: '2026-03-09T09:00:00Z', becomes: null },
      { deadline: 'release', title: 'Fix release day', was: '2026-03-23T09:00:00Z', becomes: '2026-03-12T09:00:00Z' },
      { deadline: 'answer', title: 'First answer', was: null, becomes: '2026-03-04T09:00:00Z' },
    ])
  })

  test('none is told of what was done already, nor where both are the same', () => {
    const story = teamed()
    const other = changed(clocks.map((clock) => (clock.id === 'fix-team' ? { ...clock, due: 'PT72H' } : clock)))
    expect(story.deadline('fix-team').doneAt).not.toBeNull()
    expect(deadlineChanges(story.c, sigstore, other, monday)).toEqual([])
    expect(deadlineChanges(story.c, sigstore, sigstore, monday)).toEqual([])
  })
})

describe('S1: a running case moves to another version', () => {
  const reason = 'the new clocks fit better'

  test('only by a recorded act, with what changes', () => {
    const decided = report().tries(ada, 'movePolicy', { version: '2', reason })
    expect(types(decided)).toEqual(['PolicyMoved'])
    expect(the('PolicyMoved', decided)).toMatchObject({ from: '1', to: '2', changes: [], reason })
    expect(report().does(ada, 'movePolicy', { version: '2', reason }).c.policy).toBe('2')
  })

  test('never to one that it has, to one that nobody adopted, or by somebody else', () => {
    expect(refusal(report().tries(ada, 'movePolicy', { version: '1', reason }))).toBe('S1: nothing_changes')
    expect(refusal(report().tries(ada, 'movePolicy', { version: '9', reason }))).toBe('S1: no_such_version')
    expect(refusal(report().tries(ada, 'movePolicy', { version: 'constructor', reason }))).toBe('S1: no_such_version')
    expect(refusal(teamed().tries(max, 'movePolicy', { version: '2', reason }))).toBe('S1: not_yours_to_do')
  })
})
