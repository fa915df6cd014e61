import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PersonId } from '../kernel/index.ts'
import { choices, type Choice, type VoteRule } from './events.ts'
import { reaches } from './rules.ts'
import type { Ballot, Proposal } from './state.ts'
import { carries, certain, countOf, shortfall } from './tally.ts'

const majority: VoteRule = {
  clause: 'C7',
  method: 'ballot',
  silence: 'P7D',
  ballot: 'P7D',
  needs: 'more-than',
  share: '1/2',
  of: 'votes',
  leastAyes: 1,
  quorum: '1/2',
  standIns: 'vote',
  whoLeaves: 'ballot-counts',
  body: null,
}
const superMajority: VoteRule = {
  ...majority,
  needs: 'at-least',
  share: '2/3',
  of: 'electorate',
  leastAyes: 2,
  quorum: '0/1',
}

const people = (count: number) =>
  Array.from({ length: count }, (_, at): PersonId => `p-${String(at).padStart(12, '0')}`)

function vote(rule: VoteRule, ballots: readonly (Choice | null)[]): Proposal {
  const electorate = people(ballots.length)
  const cast = electorate.flatMap((person, at): [PersonId, Ballot][] => {
    const choice = ballots[at]
    return choice == null ? [] : [[person, { by: person, choice, reason: '', at: '' }]]
  })
  return { rule, electorate, ballots: Object.fromEntries(cast), recused: {} } as unknown as Proposal
}

const standing = (rule: VoteRule, ballots: readonly (Choice | null)[]) =>
  countOf(vote(rule, ballots), people(ballots.length))

describe('who carries', () => {
  test.each([
    ['a tie fails', majority, ['aye', 'no'], false],
    ['one more aye carries', majority, ['aye', 'aye', 'no'], true],
    ['abstentions count for the quorum, not for the majority', majority, ['aye', 'abstain', 'abstain', null], true],
    ['too few took part', majority, ['aye', null, null], false],
    ['half took part', majority, ['aye', null], true],
    ['nobody said aye', majority, ['abstain', 'abstain'], false],
    ['two thirds of all others', superMajority, ['aye', 'aye', 'no'], true],
    ['an abstention is no aye', superMajority, ['aye', 'abstain', 'abstain'], false],
    ['silence is no aye', superMajority, ['aye', 'aye', null, null], false],
    ['never one person alone', superMajority, ['aye'], false],
  ] as const)('%s', (_, rule, ballots, carried) => {
    expect(carries(rule, standing(rule, ballots))).toBe(carried)
  })

  test('shares are compared in whole numbers: 2/3 of 3 is 2, of 4 is 3', () => {
    expect(reaches(2, 3, '2/3', 'at-least')).toBe(true)
    expect(reaches(2, 4, '2/3', 'at-least')).toBe(false)
    expect(reaches(1, 2, '1/2', 'more-than')).toBe(false)
  })
})

const aRule = fc
  .record({
    needs: fc.constantFrom('more-than' as const, 'at-least' as const),
    share: fc.constantFrom('1/2', '2/3', '3/4', '1/1'),
    of: fc.constantFrom('votes' as const, 'electorate' as const),
    leastAyes: fc.integer({ min: 1, max: 3 }),
    quorum: fc.constantFrom('0/1', '1/3', '1/2', '1/1'),
  })
  .map((parts): VoteRule => ({ ...majority, ...parts }))
const aBallot = fc.constantFrom<Choice | null>('aye', 'no', 'abstain', null)
const someBallots = fc.array(aBallot, { minLength: 1, maxLength: 6 })

/** Every way in which those who are silent may still vote, or stay silent. */
function endings(ballots: readonly (Choice | null)[]): (Choice | null)[][] {
  return ballots.reduce<(Choice | null)[][]>(
    (all, ballot) =>
      all.flatMap((one) => (ballot === null ? [...choices, null] : [ballot]).map((choice) => [...one, choice])),
    [[]],
  )
}

describe('laws', () => {
  test('what is certain is what the full count says, whoever else votes', () => {
    fc.assert(
      fc.property(aRule, someBallots, (rule, ballots) => {
        const result = certain(rule, standing(rule, ballots))
        const results = new Set(
          endings(ballots).map((all) => (carries(rule, standing(rule, all)) ? 'adopted' : 'failed')),
        )
        // Sound, and complete but for what the least ayes alone would decide.
        if (result !== undefined) expect([...results]).toEqual([result])
        if (results.size > 1) expect(result).toBeUndefined()
        if (!ballots.includes(null)) expect(result).toBe([...results][0])
      }),
    )
  })

  test('it stays certain when somebody who is silent leaves', () => {
    fc.assert(
      fc.property(aRule, someBallots, fc.nat({ max: 5 }), (rule, ballots, who) => {
        const left = people(ballots.length)[who % ballots.length]
        const result = certain(rule, standing(rule, ballots))
        if (result === undefined || ballots[who % ballots.length] !== null) return
        const after = countOf(
          vote(rule, ballots),
          people(ballots.length).filter((one) => one !== left),
        )
        expect(carries(rule, after)).toBe(result === 'adopted')
      }),
    )
  })

  test('the order of people makes no difference', () => {
    fc.assert(
      fc.property(aRule, someBallots, fc.nat(), (rule, ballots, turn) => {
        const by = turn % ballots.length
        const other = [...ballots.slice(by), ...ballots.slice(0, by)].toReversed()
        expect(standing(rule, other)).toEqual(standing(rule, ballots))
      }),
    )
  })

  test('nobody counts twice', () => {
    fc.assert(
      fc.property(aRule, someBallots, (rule, ballots) => {
        const { entitled, ayes, noes, abstentions, silent } = standing(rule, ballots)
        expect(ayes + noes + abstentions + silent).toBe(entitled)
        expect(entitled).toBe(ballots.length)
      }),
    )
  })

  test('one more aye never turns an adoption into a failure', () => {
    fc.assert(
      fc.property(aRule, someBallots, fc.nat(), (rule, ballots, at) => {
        const more = ballots.with(at % ballots.length, 'aye')
        if (carries(rule, standing(rule, ballots))) expect(carries(rule, standing(rule, more))).toBe(true)
      }),
    )
  })
})

describe('a member whose seat ends while the vote runs', () => {
  const ballots = ['aye', 'aye', 'no', null] as const
  const stayed = people(4).slice(1)

  test('the ballot counts where the policy says so', () => {
    expect(countOf(vote(majority, ballots), stayed)).toMatchObject({ ayes: 2, entitled: 4 })
  })

  test('the ballot falls where the policy says so, and nothing is certain before the end', () => {
    const rule = { ...majority, whoLeaves: 'ballot-falls' } as const
    expect(countOf(vote(rule, ballots), stayed)).toMatchObject({ ayes: 1, entitled: 3 })
    expect(certain(rule, standing(rule, ['aye', 'aye', 'aye']))).toBeUndefined()
  })

  test('whoever had not voted is no longer entitled', () => {
    expect(countOf(vote(majority, ballots), people(3))).toMatchObject({ silent: 0, entitled: 3 })
  })
})

test.each([
  ['short of its quorum', majority, ['aye', null, null], 'Too few took part: 1 of 3, where 1/2 have to.'],
  ['short of its ayes', superMajority, ['aye', null], 'It takes 2 ayes at least.'],
  ['tied', majority, ['aye', 'no'], 'It takes ayes of more than 1/2 of the ayes and noes.'],
  ['short of its share', superMajority, ['aye', 'aye', 'no', 'no'], 'It takes ayes of at least 2/3 of those entitled.'],
  ['that carries', majority, ['aye', 'aye', 'no'], ''],
] as const)('a vote %s says why', (_, rule, ballots, says) => {
  const one = vote(rule, ballots)
  expect(shortfall(rule, countOf(one, one.electorate))).toBe(says)
})
