import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ada,
  at,
  ben,
  cleo,
  does,
  dora,
  passed,
  policyWith,
  refusal,
  seated,
  start,
} from '../../../tests/kit/committee.ts'
import { dayAfter, foldAhead, nextLead, turnOn, turnsFrom } from './index.ts'

const rotation = { clause: 'C2', every: 'P1W', startsOn: 'monday', holds: 'triage', fixLead: 'round-robin' } as const
const under = policyWith({ rotation })
const three = seated()

describe('on call in turn', () => {
  test('each week another member, beginning on the policy’s weekday', () => {
    const turns = turnsFrom(three, rotation, '2026-03-02', 4)
    expect(turns.map(({ from }) => from)).toEqual(['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23'])
    expect(new Set(turns.slice(0, 3).map(({ person }) => person))).toEqual(new Set([ada, ben, cleo]))
    expect(turns[3]?.person).toBe(turns[0]?.person)
  })

  test('founders take turns as they were seated, whatever their ids are, also after one of them has left', () => {
    const founded = seated({ [cleo]: '', [ada]: '', [ben]: '' })
    const order = (state: typeof founded) => turnsFrom(state, rotation, '2026-03-02', 4).map(({ person }) => person)
    expect(order(founded)).toEqual([cleo, ada, ben, cleo])
    expect(nextLead(founded, start)).toBe(cleo)
    const left = does(founded, 'stepDown', { reason: 'a new job' }, { by: ada, on: at('2026-03-10') })
    expect(order(left)).toEqual([cleo, ben, ben, cleo])
    expect(turnOn(left, rotation, '2026-03-02').person).toBe(cleo)
  })

  test('whoever is on leave is passed over; the order of the others stays', () => {
    const [first, second] = turnsFrom(three, rotation, '2026-03-02', 2)
    if (first?.person == null || second?.person == null) throw new Error('nobody is on call')
    const away = does(three, 'announceLeave', { from: '2026-03-02', to: '2026-03-08' }, { by: first.person })
    expect(turnOn(away, rotation, '2026-03-04')).toMatchObject({ person: second.person, because: 'away' })
    expect(turnOn(away, rotation, '2026-03-10')).toEqual(turnOn(three, rotation, '2026-03-10'))
  })

  test('a turn can be exchanged for some days', () => {
    const usual = turnOn(three, rotation, '2026-03-10').person
    const other = usual === ada ? ben : ada
    const fields = { from: '2026-03-10', to: '2026-03-11', person: other, reason: 'a wedding' }
    const exchanged = does(three, 'overrideTurn', fields, { by: ada, under })
    expect(turnOn(exchanged, rotation, '2026-03-10')).toMatchObject({ person: other, because: 'override' })
    expect(turnOn(exchanged, rotation, '2026-03-12').person).toBe(usual)
    expect(refusal(three, 'overrideTurn', fields, { by: ada })).toBe('no_rotation C2')
  })

  test('an exchange is shown where it lies', () => {
    const usual = turnOn(three, rotation, '2026-03-10').person
    const other = usual === ada ? ben : ada
    const fields = { from: '2026-03-11', to: '2026-03-12', person: other, reason: 'a wedding' }
    const exchanged = does(three, 'overrideTurn', fields, { by: ada, under })
    const parts = turnsFrom(exchanged, rotation, '2026-03-10', 3).map(({ from, to, person }) => [from, to, person])
    expect(parts.slice(0, 3)).toEqual([
      ['2026-03-09', '2026-03-10', usual],
      ['2026-03-11', '2026-03-12', other],
      ['2026-03-13', '2026-03-15', usual],
    ])
  })

  test('who joins or leaves during a turn changes no running one, and no order', () => {
    const [first, second, third] = turnsFrom(three, rotation, '2026-03-09', 3).map(({ person }) => person)
    if (first == null || second == null || third == null) throw new Error('nobody is on call')
    const nomination = { name: 'dora', email: 'dora@example.org', statement: 'reviews' }
    const nominated = does(three, 'nominate', nomination, { by: ada, named: dora })
    // The silence ends in the middle of the turn that begins on 9 March.
    const four = passed(nominated, at('2026-03-10'))
    expect(four.seats).toHaveLength(4)
    expect(turnOn(four, rotation, '2026-03-11').person).toBe(first)
    const order = (state: typeof three, from: string) => turnsFrom(state, rotation, from, 4).map(({ person }) => person)
    expect(order(four, '2026-03-09').slice(0, 2)).toEqual([first, second])
    expect(new Set(order(four, '2026-03-16'))).toEqual(new Set([ada, ben, cleo, dora]))
    const left = does(four, 'stepDown', { reason: 'a new job' }, { by: second, on: at('2026-03-11') })
    expect(turnOn(left, rotation, '2026-03-12').person).toBe(first)
    expect(order(left, '2026-03-16')).not.toContain(second)
    expect(turnOn(left, rotation, '2026-03-16').person).not.toBe(first)
    const gone = does(four, 'stepDown', { reason: 'a new job' }, { by: first, on: at('2026-03-11') })
    expect(turnOn(gone, rotation, '2026-03-12').person).not.toBe(first)
    expect(turnOn(gone, rotation, '2026-03-16').person).toBe(second)
  })

  test('who has announced that they step down takes no turn from that day on', () => {
    const [turn] = turnsFrom(three, rotation, '2026-03-16', 1)
    if (turn?.person == null) throw new Error('nobody is on call')
    const leaving = does(three, 'stepDown', { on: '2026-03-18', reason: 'a new job' }, { by: turn.person })
    expect(turnOn(leaving, rotation, '2026-03-17').person).toBe(turn.person)
    expect(turnOn(leaving, rotation, '2026-03-18').person).not.toBe(turn.person)
  })

  test('every day lies in exactly one turn', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3000 }), fc.constantFrom('P1W', 'P2W', 'P4W'), (days, every) => {
        const day = dayAfter('2024-06-01', days)
        const turn = turnOn(three, { ...rotation, every }, day)
        expect(turn.from <= day && day <= turn.to).toBe(true)
        expect(turnOn(three, { ...rotation, every }, dayAfter(turn.to)).from).toBe(dayAfter(turn.to))
      }),
    )
  })
})

test('fix leads come in turn, whoever is there', () => {
  const leads = (state: typeof three, count: number) => {
    const found = []
    let now = state
    for (let n = 0; n < count; n += 1) {
      const person = nextLead(now, start)
      if (person === null) throw new Error('nobody leads')
      found.push(person)
      now = foldAhead(now, [{ type: 'LeadNamed', case: 'c-000000000000', person }], start, 'product')
    }
    return found
  }
  expect(leads(three, 4)).toEqual([ada, ben, cleo, ada])
  const away = does(three, 'announceLeave', { from: '2026-03-02', to: '2026-03-08' }, { by: ben })
  expect(leads(away, 3)).toEqual([ada, cleo, ada])
  expect(nextLead(seated({}), at('2026-03-02'))).toBeNull()
  // Whoever led last and left is followed by the next one, not by the first.
  const led = foldAhead(three, [{ type: 'LeadNamed', case: 'c-000000000000', person: ben }], start, 'product')
  const left = does(led, 'stepDown', { reason: 'a new job' }, { by: ben })
  expect(leads(left, 2)).toEqual([cleo, ada])
})
