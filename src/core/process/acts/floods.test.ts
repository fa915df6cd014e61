import { describe, expect, test } from 'vitest'
import { ada, monday, report, rey, types } from '../../../../tests/kit/case.ts'
import { after } from '../../clock/index.ts'
import { erase } from '../erase.ts'
import { phaseOf } from '../phase.ts'
import { isHeld, reproducerOf } from '../screening.ts'
import { nextSteps } from '../steps/index.ts'
import type { Story } from '../../../../tests/kit/case.ts'

const asked = () => report().does(ada, 'askReproducer', { message: 'Which version, which input?' })
const reason = { reason: 'We tried two weeks.' }
const steps = ({ c, policy, now }: Story) =>
  nextSteps(c, policy, { person: ada, roles: ['member'], members: [ada] }, now)
const stepsOf = (story: Story) => steps(story).map(({ id }) => id)
const waiting = (story: Story) => steps(story).flatMap(({ id, waitsFor }) => (waitsFor === null ? [] : [id]))

describe('a reproducer', () => {
  test('is asked for in the thread, with the policy’s time to answer', () => {
    const story = asked()
    expect(story.c.posts.at(-1)).toMatchObject({ room: 'everyone', text: 'Which version, which input?', by: ada })
    expect(story.deadline('reproducer')).toMatchObject({
      due: after(monday, 'P14D').toString(),
      state: 'open',
      doneAt: null,
    })
    expect(story.c.acknowledged).toMatchObject({ by: ada })
  })

  test('is reminded of, and never set aside by itself', () => {
    const story = asked().later('P13DT12H')
    const soon = expect.objectContaining({ type: 'DeadlineReminded', deadline: 'reproducer', kind: 'soon' })
    expect(story.passes()).toContainEqual(soon)
    expect(stepsOf(story)).not.toContain('reproducer-overdue')
    expect(waiting(story)).toEqual(['replicate'])
    const late = expect.objectContaining({ type: 'DeadlineReminded', deadline: 'reproducer', kind: 'late' })
    expect(story.later('P1D').passes()).toContainEqual(late)
    for (let day = 0; day < 100; day++) story.later('P1D').passes()
    expect(story.c).toMatchObject({ setAside: null, closed: null })
    expect(stepsOf(story)).toContain('reproducer-overdue')
    expect(waiting(story)).toEqual([])
  })

  test('that did not come lets a member set the report aside; the reporter can still write', () => {
    const story = asked().later('P14D')
    expect(types(story.tries(ada, 'notReproduced', { ...reason, tell: true }))).toEqual(['ReportInvalidated', 'Posted'])
    story.does(ada, 'notReproduced', reason)
    expect(story.c.setAside).toMatchObject({ as: 'invalid', by: ada })
    expect(story.deadline('reproducer').state).toBe('moot')
    expect(types(story.tries(rey, 'post', { text: 'Here it is.', room: 'everyone' }))).toEqual(['Posted'])
  })

  test('is answered by whatever the reporter writes afterwards, and by nobody else', () => {
    const story = asked().later('P1D').does(ada, 'post', { text: 'Anything?', room: 'everyone' })
    expect(reproducerOf(story.c)?.answered).toBeNull()
    story.later('P1D').does(rey, 'post', { text: 'make test', room: 'everyone' })
    expect(story.deadline('reproducer')).toMatchObject({ state: 'met', doneAt: story.c.posts.at(-1)?.at })
    expect(types(story.tries(ada, 'notReproduced', reason))).toEqual(['ReportInvalidated'])
  })

  test('asked for again begins anew', () => {
    const story = asked().later('P20D').does(ada, 'askReproducer', { message: 'Once more?' })
    expect(story.deadline('reproducer')).toMatchObject({ state: 'open', due: after(monday, 'P34D').toString() })
    expect(stepsOf(story)).not.toContain('reproducer-overdue')
  })
})

describe('spam', () => {
  test('is closed in one act, nobody is answered, and it can be erased', () => {
    const decision = report().tries(ada, 'markSpam', { note: 'an advert' })
    expect(types(decision)).toEqual(['MarkedSpam', 'CaseClosed'])
    const { c } = report().does(ada, 'markSpam')
    expect(c).toMatchObject({ closed: { resolution: 'spam' }, posts: [] })
    expect(erase(c, { reason: 'an advert', confirm: c.id })).toEqual([{ type: 'ErasureDecided', reason: 'an advert' }])
  })
})

describe('a report that is held', () => {
  const held = () => report().happens({ type: 'ReportScreened', proof: 'held', network: 'n', range: 'r' })

  test('reminds nobody of anything, however long it waits, and asks a member for one thing', () => {
    const story = held()
    expect(phaseOf(story.c)).toBe('held')
    expect(story.later('P30D').passes()).toEqual([])
    expect(stepsOf(story)).toEqual(['held'])
  })

  test.each([rey, ada] as const)('is taken in by its sender, and by a member (%s)', (who) => {
    const story = held().later('P2D').does(who, 'confirmSender')
    expect(isHeld(story.c)).toBe(false)
    expect(phaseOf(story.c)).toBe('triage')
    expect(story.passes()).toContainEqual(expect.objectContaining({ type: 'DutyReminded' }))
    expect(story.tries(who, 'confirmSender')).toMatchObject({ code: 'not_held' })
  })

  test('is held no longer once a member has judged it', () => {
    expect(isHeld(held().does(ada, 'acceptReport').c)).toBe(false)
    expect(isHeld(held().does(ada, 'rejectReport', { reason: 'no' }).c)).toBe(false)
  })
})
