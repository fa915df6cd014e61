import { describe, expect, test } from 'vitest'
import {
  ada,
  answer,
  at,
  ben,
  cleo,
  does,
  dora,
  emil,
  passed,
  policy,
  policyWith,
  refusal,
  seated,
  someone,
} from '../../../../tests/kit/committee.ts'
import { committeePassing, whoLeft, coverOn, holdersAt, nextCommitteeLook, turnOn } from '../index.ts'

const three = seated()
const leave = (from: string, to: string) => ({ from, to })
const shared = does(three, 'shareDuty', { duty: 'release', holders: cleo }, { by: ada })

describe('C10: a duty that will lack cover', () => {
  const told = (state: typeof three, now: string) =>
    committeePassing(state, policy, at(now)).filter(({ type }) => type === 'CoverReminded')
  // Two weeks ahead, then once a day: as the policy has it.
  const announced = does(shared, 'announceLeave', leave('2026-04-10', '2026-04-12'), { by: cleo })

  test('is told again as it comes near, then by the policy’s rhythm, until somebody covers it', () => {
    expect(told(announced, '2026-03-26T23:59:00Z')).toEqual([])
    expect(nextCommitteeLook(announced, policy, at('2026-03-05'))).toBe('2026-03-27T00:00:00Z')
    const gaps = ['2026-04-10', '2026-04-11', '2026-04-12'].map((day) => ({ day, duties: ['release'] }))
    const first = at('2026-03-29')
    expect(told(announced, '2026-03-29T12:00:00Z')).toEqual([{ type: 'CoverReminded', gaps }])
    const once = passed(announced, first)
    expect(told(once, '2026-03-30T11:59:59Z')).toEqual([])
    expect(nextCommitteeLook(once, policy, at('2026-03-29T13:00:00Z'))).toBe('2026-03-30T12:00:00Z')
    expect(told(once, '2026-03-30T12:00:00Z')).toHaveLength(1)
    const on = at('2026-03-30T09:00:00Z')
    const covered = does(once, 'shareDuty', { duty: 'release', holders: `${cleo} ${ben}` }, { by: ben, on })
    expect(told(covered, '2026-04-10T12:00:00Z')).toEqual([])
    expect(nextCommitteeLook(covered, policy, on)).toBe('2026-04-10T00:00:00Z')
  })

  test('is told at once where nothing was told before: who alone held it has left', () => {
    const left = does(shared, 'stepDown', { reason: 'a new job' }, { by: cleo })
    expect(left.coverTold).not.toBeNull()
    expect(told(left, '2026-03-03T11:00:00Z')).toEqual([])
    expect(told(left, '2026-03-03T12:00:00Z')).toMatchObject([{ gaps: { length: 15 } }])
  })

  test('is told no more once the leave is over, or called off', () => {
    expect(told(announced, '2026-04-13T00:00:00Z')).toEqual([])
    const off = does(announced, 'endLeave', { leave: 1, reason: 'not needed' }, { by: cleo, on: at('2026-03-20') })
    expect(told(off, '2026-04-05')).toEqual([])
    expect(nextCommitteeLook(off, policy, at('2026-03-21'))).toBeNull()
  })
})

describe('C10: what somebody on leave holds on open cases', () => {
  const days = leave('2026-03-10', '2026-03-12')
  const announced = (fields: object = {}, from = three) =>
    does(from, 'announceLeave', { ...days, ...fields }, { by: cleo })
  const begun = (state: typeof three, under = policy) =>
    committeePassing(state, under, at('2026-03-10')).find((event) => event.type === 'LeaveBegun')?.takers

  test('goes to whom they named when the leave begins, and the rest to whoever covers it', () => {
    const state = announced({ infraTo: ben, releaseTo: ben })
    expect(begun(state)).toEqual({ triage: ada, infra: ben, disclosure: ada, release: ben })
    expect(committeePassing(state, policy, at('2026-03-09T23:59:59Z'))).toEqual([])
    expect(nextCommitteeLook(state, policy, at('2026-03-05'))).toBe('2026-03-10T00:00:00Z')
    expect(nextCommitteeLook(state, policy, at('2026-03-10T00:00:05Z'))).toBe('2026-03-10T00:00:05Z')
  })

  test('goes once, and never where the leave was called off', () => {
    expect(begun(passed(announced(), at('2026-03-10')))).toBeUndefined()
    const off = does(announced(), 'endLeave', { leave: 1, reason: 'x' }, { by: cleo, on: at('2026-03-05') })
    expect(begun(off)).toBeUndefined()
  })

  test('goes at once where the leave begins at once', () => {
    const events = answer(three, 'announceLeave', leave('2026-03-02', '2026-03-05'), { by: cleo })
    expect(events).toMatchObject([{ type: 'LeaveAnnounced' }, { type: 'LeaveBegun', person: cleo }])
  })

  test('goes to those who hold the duty, to nobody where none of them is there', () => {
    const held = does(three, 'shareDuty', { duty: 'triage', holders: ben }, { by: ada })
    expect(begun(announced({}, does(held, 'shareDuty', { duty: 'release', holders: cleo }, { by: ada })))).toEqual({
      triage: ben,
      infra: ben,
      disclosure: ada,
      release: null,
    })
  })

  test('goes to whoever is on call, where the policy has turns', () => {
    const rotation = {
      clause: 'C2',
      every: 'P1W',
      startsOn: 'monday',
      holds: 'release',
      fixLead: 'round-robin',
    } as const
    const under = policyWith({ rotation })
    const onCall = turnOn(announced(), rotation, '2026-03-10').person
    expect(begun(announced(), under)?.release).toBe(onCall)
    const shared = does(announced(), 'shareDuty', { duty: 'release', holders: onCall === ada ? ben : ada }, { by: ada })
    expect(begun(shared, under)?.release).toBe(onCall)
  })

  test('does not go to whom they named once that person is away, too', () => {
    const both = does(announced({ infraTo: ben }), 'announceLeave', days, { by: ben })
    expect(begun(both)).toEqual({ triage: ada, infra: ada, disclosure: ada, release: ada })
  })

  test('goes to the stand-in, whoever else was named', () => {
    const long = does(three, 'announceLeave', { ...leave('2026-03-10', '2026-04-20'), infraTo: ben }, { by: cleo })
    const standing = does(long, 'nameStandIn', { leave: 1, ...someone('dora'), reason: 'x' }, { by: cleo, named: dora })
    expect(begun(standing)).toEqual({ triage: dora, infra: dora, disclosure: dora, release: dora })
  })

  test('is decided on with a long leave', () => {
    const months = { ...leave('2026-04-01', '2026-09-30'), triageTo: ben }
    const asked = does(three, 'announceLeave', months, { by: cleo })
    expect(passed(asked, at('2026-03-09')).leaves).toMatchObject([{ takers: { triage: ben } }])
  })

  test.each([
    ['oneself', cleo],
    ['a stranger', dora],
  ])('cannot be given to %s', (_, infraTo) => {
    expect(refusal(three, 'announceLeave', { ...days, infraTo }, { by: cleo })).toBe('taker_away C10')
  })
})

describe('C10: leave', () => {
  test('says on which days a duty lacks cover', () => {
    const events = answer(shared, 'announceLeave', leave('2026-03-10', '2026-03-12'), { by: cleo })
    expect(events).toMatchObject([
      {
        type: 'LeaveAnnounced',
        gaps: ['2026-03-10', '2026-03-11', '2026-03-12'].map((day) => ({ day, duties: ['release'] })),
      },
    ])
  })

  test('a duty that is everyone’s lacks cover only when nobody is there', () => {
    const away = [ada, ben, cleo].reduce(
      (c, by) => does(c, 'announceLeave', leave('2026-03-10', '2026-03-10'), { by }),
      three,
    )
    expect(coverOn(away, policyWith({}), '2026-03-09').lacks).toEqual([])
    expect(coverOn(away, policyWith({}), '2026-03-02').lacks).toEqual([])
    expect(coverOn(away, policyWith({}), '2026-03-10').lacks).toEqual(['triage', 'infra', 'disclosure', 'release'])
  })

  test('of a day that lies back, nobody covers it who left in the middle of it', () => {
    const gone = does(three, 'stepDown', { reason: 'a new job' }, { by: cleo, on: at('2026-03-10T12:00:00Z') })
    const later = does(gone, 'shareDuty', { duty: 'infra', holders: ben }, { by: ada, on: at('2026-03-20') })
    expect(coverOn(later, policy, '2026-03-09').present).toContain(cleo)
    expect(coverOn(later, policy, '2026-03-10').present).toEqual([ada, ben])
  })

  test('rights are kept, or pause by the clock, as the policy says', () => {
    const kept = does(three, 'announceLeave', leave('2026-03-10', '2026-03-12'), { by: cleo })
    expect(holdersAt(kept, at('2026-03-11'))).toContain(cleo)
    const under = policyWith({ leave: { rights: 'paused' } })
    const paused = does(three, 'announceLeave', leave('2026-03-10', '2026-03-12'), { by: cleo, under })
    expect(holdersAt(paused, at('2026-03-09T23:59:59Z'))).toContain(cleo)
    expect(holdersAt(paused, at('2026-03-10T00:00:00Z'))).not.toContain(cleo)
    expect(holdersAt(paused, at('2026-03-12T23:59:59Z'))).not.toContain(cleo)
    expect(holdersAt(paused, at('2026-03-13T00:00:00Z'))).toContain(cleo)
    expect(nextCommitteeLook(paused, policy, at('2026-03-05'))).toBe('2026-03-10T00:00:00Z')
    // A clock that went backwards is waited for: nothing is recorded, and nobody asks again and again.
    expect(committeePassing(paused, policy, at('2026-03-01'))).toEqual([])
    expect(nextCommitteeLook(paused, policy, at('2026-03-01'))).toBe(paused.updated)
    expect(nextCommitteeLook(paused, policy, at('2026-03-10T00:00:05Z'))).toBe('2026-03-10T00:00:05Z')
    expect(committeePassing(paused, policy, at('2026-03-10'))).toMatchObject([
      { type: 'LeaveBegun', leave: 1, person: cleo },
      { type: 'RightsTurned', began: [], ended: [cleo] },
    ])
    const back = passed(passed(paused, at('2026-03-10')), at('2026-03-13'))
    expect(back.holding).toContain(cleo)
    expect([...whoLeft(back).keys()]).toEqual([])
  })

  test('one longer than the policy’s stand-in interval asks the others', () => {
    const asked = does(three, 'announceLeave', leave('2026-04-01', '2026-09-30'), { by: cleo })
    expect(asked.leaves).toHaveLength(0)
    expect(asked.open[0]?.subject).toMatchObject({ kind: 'leave', person: cleo, to: '2026-09-30' })
    expect(passed(asked, at('2026-03-09')).leaves).toMatchObject([{ person: cleo, from: '2026-04-01', proposal: 1 }])
  })

  test('is not begun by a decision that comes after its last day', () => {
    const months = policyWith({ standIn: { from: 'P1M', to: 'P3M' } })
    const asked = does(three, 'announceLeave', leave('2026-03-04', '2026-09-30'), { by: cleo, under: months })
    const late = passed(asked, at('2026-10-01'))
    expect(late.open).toEqual([])
    expect(late.leaves).toEqual([])
    expect(passed(asked, at('2026-09-30')).leaves).toHaveLength(1)
  })

  test('ends earlier, by whose it is', () => {
    const away = does(three, 'announceLeave', leave('2026-03-02', '2026-03-20'), { by: cleo })
    expect(refusal(away, 'endLeave', { leave: 1, reason: 'x' }, { by: ada })).toBe('not_yours C10')
    const back = does(away, 'endLeave', { leave: 1, reason: 'back' }, { by: cleo, on: at('2026-03-05') })
    expect(coverOn(back, policyWith({}), '2026-03-06').away).toEqual([])
    expect(refusal(back, 'endLeave', { leave: 1, reason: 'x' }, { by: cleo, on: at('2026-03-06') })).toBe(
      'leave_over C10',
    )
  })
})

describe('C11: stand-ins', () => {
  const long = does(shared, 'announceLeave', leave('2026-04-01', '2026-05-15'), { by: cleo })
  const named = { leave: 1, ...someone('dora'), reason: 'knows the releases' }
  const standing = does(long, 'nameStandIn', named, { by: cleo, named: dora })

  test('are free for somebody else once the leave is called off, or from the day on which it ended early', () => {
    const two = does(standing, 'announceLeave', leave('2026-05-01', '2026-06-10'), { by: ben })
    const asked = (state: typeof two, on: string) =>
      refusal(state, 'nameStandIn', { ...named, leave: 2 }, { by: ben, named: dora, on: at(on) })
    const over = (on: string) => does(two, 'endLeave', { leave: 1, reason: 'back' }, { by: cleo, on: at(on) })
    expect(asked(two, '2026-03-20')).toBe('stands_in_already C11')
    expect(asked(over('2026-03-20'), '2026-03-21')).toBe('allowed: StandInNamed')
    expect(asked(over('2026-04-20'), '2026-04-21')).toBe('allowed: StandInNamed')
    expect(asked(over('2026-05-02'), '2026-05-03')).toBe('stands_in_already C11')
  })

  test('have a seat’s rights for exactly the interval, by the clock', () => {
    expect(holdersAt(standing, at('2026-03-31T23:59:59Z'))).not.toContain(dora)
    expect(holdersAt(standing, at('2026-04-01T00:00:00Z'))).toContain(dora)
    expect(holdersAt(standing, at('2026-05-15T23:59:59Z'))).toContain(dora)
    expect(holdersAt(standing, at('2026-05-16T00:00:00Z'))).not.toContain(dora)
    const during = passed(standing, at('2026-04-01'))
    expect(during.holding).toContain(dora)
    expect(passed(during, at('2026-05-16')).holding).not.toContain(dora)
  })

  test('cover the duties of whom they stand in for', () => {
    expect(coverOn(long, policyWith({}), '2026-04-10').lacks).toEqual(['release'])
    expect(coverOn(standing, policyWith({}), '2026-04-10')).toMatchObject({ lacks: [], cover: { release: [dora] } })
  })

  test('vote for the seat, or watch, as the policy says; the seat has one ballot', () => {
    const during = passed(standing, at('2026-04-02'))
    const fields = { ...someone('emil'), statement: 'x' }
    const vote = { proposal: 1, choice: 'aye' }
    const to = (under = policyWith({})) => {
      const open = does(during, 'nominate', fields, { by: ada, named: emil, on: at('2026-04-02'), under })
      return does(open, 'object', { proposal: 1, reason: 'x' }, { by: ben, on: at('2026-04-02') })
    }
    const cast = does(to(), 'vote', vote, { by: dora, on: at('2026-04-03') })
    expect(cast.open[0]?.ballots[cleo]).toMatchObject({ by: dora, choice: 'aye' })
    expect(refusal(cast, 'vote', vote, { by: cleo, on: at('2026-04-03') })).toBe('voted_already C7')
    const watching = to(policyWith({ voting: { standIns: 'watch' } }))
    expect(refusal(watching, 'vote', vote, { by: dora, on: at('2026-04-03') })).toBe('stand_in_watches C11')
  })

  test('have no say on themselves for the seat either', () => {
    const on = at('2026-04-02')
    const open = does(
      passed(standing, on),
      'nominate',
      { ...someone('dora'), statement: 'x' },
      { by: ada, named: dora, on },
    )
    const contested = does(open, 'object', { proposal: 1, reason: 'x' }, { by: ben, on })
    expect(refusal(contested, 'vote', { proposal: 1, choice: 'aye' }, { by: dora, on })).toBe('concerns_you C7')
  })

  test('leave with the member they stand in for', () => {
    const gone = does(
      passed(standing, at('2026-04-02')),
      'stepDown',
      { reason: 'x' },
      { by: cleo, on: at('2026-04-03') },
    )
    expect(gone.holding).toEqual([ada, ben])
    expect(holdersAt(gone, at('2026-04-03'))).not.toContain(dora)
  })

  test('come from elsewhere only with a reason where they tip the balance', () => {
    const harbour = seated({ [ada]: 'Harbour', [ben]: 'Harbour', [cleo]: 'Pier' })
    const away = does(harbour, 'announceLeave', leave('2026-04-01', '2026-05-15'), { by: cleo })
    const one = { ...named, affiliation: 'HARBOUR' }
    expect(refusal(away, 'nameStandIn', one, { by: cleo, named: dora })).toBe('tips_balance C6')
    expect(refusal(away, 'nameStandIn', { ...one, despite: 'x' }, { by: cleo, named: dora })).toBe(
      'allowed: StandInNamed',
    )
  })

  const during = passed(standing, at('2026-04-02'))
  test.each([
    [
      'a stand-in’s stand-in',
      () => refusal(during, 'nameStandIn', named, { by: dora, named: emil, on: at('2026-04-02') }),
      'stand_in_for_stand_in C11',
    ],
    ['for somebody else', () => refusal(long, 'nameStandIn', named, { by: ada, named: dora }), 'not_yours C11'],
    ['a member', () => refusal(long, 'nameStandIn', named, { by: cleo, named: ben }), 'seated_already C11'],
    [
      'one person for two at once',
      () => {
        const two = does(standing, 'announceLeave', leave('2026-05-01', '2026-06-10'), { by: ben })
        return refusal(two, 'nameStandIn', { ...named, leave: 2 }, { by: ben, named: dora })
      },
      'stands_in_already C11',
    ],
    [
      'for a short leave',
      () => {
        const short = does(three, 'announceLeave', leave('2026-04-01', '2026-04-20'), { by: cleo })
        return refusal(short, 'nameStandIn', named, { by: cleo, named: dora })
      },
      'leave_without_stand_in C11',
    ],
    ['for no leave', () => refusal(three, 'nameStandIn', named, { by: cleo, named: dora }), 'no_such_leave C10'],
  ])('refused: %s', (_, asked, expected) => {
    expect(asked()).toBe(expected)
  })
})

describe('days that cannot be', () => {
  const away = does(three, 'announceLeave', leave('2026-03-10', '2026-03-20'), { by: cleo })
  test.each([
    ['2026-03-05', '2026-03-10', 'overlapping_leave C10'],
    ['2026-03-20', '2026-03-25', 'overlapping_leave C10'],
    ['2026-03-21', '2026-03-25', 'allowed: LeaveAnnounced'],
    ['2026-03-05', '2026-03-09', 'allowed: LeaveAnnounced'],
    ['2026-03-30', '2026-03-25', 'ends_before_it_begins C10'],
    ['2026-02-01', '2026-02-05', 'in_the_past C10'],
    ['2026-04-01', '2028-04-02', 'too_long C10'],
  ])('%s to %s: %s', (from, to, expected) => {
    expect(refusal(away, 'announceLeave', leave(from, to), { by: cleo })).toBe(expected)
  })

  test('somebody without a seat has no leave', () => {
    expect(refusal(away, 'announceLeave', leave('2026-04-01', '2026-04-05'), { by: emil })).toBe('not_seated C10')
  })
})
