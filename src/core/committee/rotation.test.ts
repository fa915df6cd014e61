import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ada, at, ben, cleo, does, policyWith, refusal, seated, start } from '../../../tests/kit/committee.ts'
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
})
