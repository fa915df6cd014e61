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
  fay,
  passed,
  policy,
  policyWith,
  refusal,
  seated,
  someone,
  start,
} from '../../../../tests/kit/committee.ts'
import { foldAhead, inHistory, notGiven, seatedPeople, whoLeft, type Lately } from '../index.ts'
import { isRefused } from '../../kernel/index.ts'

const three = seated({ [ada]: 'Harbour', [ben]: 'Lighthouse', [cleo]: '' })
const nomination = { ...someone('dora'), statement: 'has reviewed for years' }
const nominated = does(three, 'nominate', nomination, { by: ada, named: dora })
const closedOne = (state: typeof three, proposal: number) =>
  inHistory(state.closed, (one) => one.proposal === proposal)?.closed

describe('C7: lazy consensus', () => {
  test('silence until the end of the policy’s time is consent', () => {
    expect(seatedPeople(passed(nominated, at('2026-03-09T11:59:59Z')))).not.toContain(dora)
    const after = passed(nominated, at('2026-03-09T12:00:00Z'))
    expect(seatedPeople(after)).toContain(dora)
    expect(after.seats.at(-1)).toMatchObject({ source: 'elected', nominatedBy: ada, proposal: 1 })
    expect(after.holding).toContain(dora)
    expect(closedOne(after, 1)).toMatchObject({ outcome: 'adopted', tally: null })
  })

  test('one objection turns it into a vote, which closes as soon as its result is certain', () => {
    const contested = does(nominated, 'object', { proposal: 1, reason: 'too early' }, { by: ben })
    expect(contested.open[0]).toMatchObject({ stage: 'ballot', electorate: [ada, ben, cleo] })
    const one = does(contested, 'vote', { proposal: 1, choice: 'aye' }, { by: ada })
    expect(one.open).toHaveLength(1)
    const two = does(one, 'vote', { proposal: 1, choice: 'aye' }, { by: cleo })
    expect(two.open).toHaveLength(0)
    expect(closedOne(two, 1)).toMatchObject({ outcome: 'adopted', early: true, tally: { ayes: 2, entitled: 3 } })
    expect(seatedPeople(two)).toContain(dora)
  })

  test('a tie fails at the end of the vote', () => {
    const contested = does(nominated, 'object', { proposal: 1, reason: 'too early' }, { by: ben })
    const tied = [
      [ada, 'aye'],
      [ben, 'no'],
    ] as const
    const state = tied.reduce((c, [by, choice]) => does(c, 'vote', { proposal: 1, choice }, { by }), contested)
    const over = passed(state, at('2026-03-10'))
    expect(closedOne(over, 1)).toMatchObject({ outcome: 'failed', early: false })
    expect(seatedPeople(over)).not.toContain(dora)
  })

  test('the order of ballots never matters', () => {
    const contested = does(nominated, 'object', { proposal: 1, reason: 'too early' }, { by: ben })
    const results = [
      [ada, ben, cleo],
      [cleo, ben, ada],
      [ben, ada, cleo],
    ].map((order) => {
      const choices = { [ada]: 'aye', [ben]: 'no', [cleo]: 'no' }
      const state = order.reduce(
        (c, by) => (c.open.length === 0 ? c : does(c, 'vote', { proposal: 1, choice: choices[by] }, { by })),
        contested,
      )
      return closedOne(state, 1)?.outcome
    })
    expect(new Set(results)).toEqual(new Set(['failed']))
  })

  test('the rule a vote began under stays its own when the policy changes', () => {
    const later = policyWith({ selection: { openFor: 'P30D' } })
    expect(passed(nominated, at('2026-03-09')).seats).toHaveLength(4)
    const other = does(three, 'nominate', nomination, { by: ada, named: dora, under: later })
    expect(passed(other, at('2026-03-09')).seats).toHaveLength(3)
  })

  test('another body may choose instead, and its decision is recorded', () => {
    const under = policyWith({ selection: { by: 'other-body', body: 'the steering committee' } })
    const waiting = does(three, 'nominate', nomination, { by: ada, named: dora, under })
    expect(waiting.open[0]).toMatchObject({ stage: 'body', closes: null })
    expect(passed(waiting, at('2027-01-01')).seats).toHaveLength(3)
    expect(refusal(waiting, 'vote', { proposal: 1, choice: 'aye' }, { by: ben })).toBe('no_ballot C7')
    const fields = { proposal: 1, decided: 'adopted', evidence: 'https://example.org/minutes/7' }
    expect(seatedPeople(does(waiting, 'recordDecision', fields, { by: ben }))).toContain(dora)
  })

  test('people on both bodies recuse themselves', () => {
    const contested = does(nominated, 'object', { proposal: 1, reason: 'too early' }, { by: ben })
    const recused = does(contested, 'recuse', { proposal: 1, reason: 'I sit on both' }, { by: cleo })
    expect(refusal(recused, 'vote', { proposal: 1, choice: 'aye' }, { by: cleo })).toBe('recused C7')
    const one = does(recused, 'vote', { proposal: 1, choice: 'aye' }, { by: ada })
    expect(does(one, 'vote', { proposal: 1, choice: 'abstain' }, { by: ben }).seats).toHaveLength(4)
  })
})

describe('C5, C6, C8: the ways in', () => {
  test('own interest is a way in, where the policy has it', () => {
    const own = { by: emil, roles: ['fixer'] as const }
    expect(does(three, 'expressInterest', { statement: 'I would like to help' }, own).open[0]).toMatchObject({
      by: emil,
      subject: { kind: 'nominate', person: emil, way: 'interest' },
    })
    const under = policyWith({ joining: { ways: ['nomination-by-member'] } })
    expect(refusal(three, 'expressInterest', { statement: 'me' }, { ...own, under })).toBe('no_such_way C5')
  })

  test('engineers on fix teams nominate as maintainers, whatever they say', () => {
    const { statement } = nomination
    const engineer = { by: emil, roles: ['fixer'] as const, named: dora }
    const opened = does(three, 'nominate', { ...nomination, way: 'nomination-by-member' }, engineer).open[0]
    expect(opened).toMatchObject({ by: emil, subject: { way: 'nomination-by-maintainer' }, statement })
    const under = policyWith({ joining: { ways: ['nomination-by-member'] } })
    expect(refusal(three, 'nominate', nomination, { ...engineer, under })).toBe('no_such_way C5')
  })

  test('C1: what the policy wants of each member, and who has not given it', () => {
    const member = (name: string, openpgp: string) => ({ name, email: `${name}@example.org`, openpgp })
    const told = (...members: readonly ReturnType<typeof member>[]) => notGiven(policy, members)
    expect(told(member('Ada', 'key'))).toEqual([])
    expect(told(member('Ada', ''), member('Ben', 'key'), member('Cleo', ''))).toEqual([
      { clause: 'C1', says: 'Ada and Cleo have given no OpenPGP key; the policy wants one of each member.' },
    ])
    const without = policyWith({ bootstrap: { needs: ['name', 'email'] } })
    expect(notGiven(without, [member('Ada', '')])).toEqual([])
  })

  test('going over the vendor limit needs a reason, which is kept with the warning', () => {
    const harbour = seated({ [ada]: 'Harbour', [ben]: 'Harbour', [cleo]: 'Pier' })
    const fields = { ...nomination, affiliation: 'Harbour, Inc.' }
    expect(refusal(harbour, 'nominate', fields, { by: ada, named: dora })).toBe('tips_balance C6')
    const despite = { ...fields, despite: 'nobody else applied' }
    const opened = does(harbour, 'nominate', despite, { by: ada, named: dora }).open[0]
    expect(opened?.warnings.map(({ clause }) => clause)).toEqual(['C6'])
    expect(opened?.despite).toBe('nobody else applied')
  })

  test('a committee out of its size only warns', () => {
    const four = seated({ [ada]: '', [ben]: '', [cleo]: '', [emil]: '' })
    const opened = does(four, 'nominate', nomination, { by: ada, named: dora }).open[0]
    expect(opened?.warnings.map(({ clause }) => clause)).toEqual(['C4'])
  })

  test('who steps down proposes a replacement; the seat ends on its day and the other begins', () => {
    const fields = { on: '2026-04-01', reason: 'a new job', ...someone('fay') }
    const leaving = does(three, 'stepDown', fields, { by: cleo, named: fay })
    expect(leaving.open[0]?.subject).toMatchObject({ kind: 'nominate', person: fay, replaces: cleo })
    const chosen = passed(leaving, at('2026-03-09'))
    expect(seatedPeople(chosen)).toEqual([ada, ben, fay])
    const alone = does(three, 'stepDown', { on: '2026-04-01', reason: 'a new job' }, { by: cleo })
    expect(seatedPeople(passed(alone, at('2026-03-31')))).toContain(cleo)
    expect(seatedPeople(passed(alone, at('2026-04-01')))).not.toContain(cleo)
  })

  test('at once: rights end in the same transaction', () => {
    const left = does(three, 'stepDown', { reason: 'enough' }, { by: cleo })
    expect(left.holding).toEqual([ada, ben])
    expect([...whoLeft(left).keys()]).toEqual([cleo])
    expect(left.former.flat()[0]).toMatchObject({ person: cleo, reason: 'enough' })
  })
})

describe('C12: removal', () => {
  const four = seated({ [ada]: '', [ben]: '', [cleo]: '', [dora]: '' })
  const removal = { person: dora, ground: 'unreachable', statement: 'no answer since January' }
  const proposed = does(four, 'proposeRemoval', removal, { by: ada })

  test('is a vote of the others: two thirds, and two ayes', () => {
    expect(proposed.open[0]).toMatchObject({ stage: 'ballot', electorate: [ada, ben, cleo] })
    const one = does(proposed, 'vote', { proposal: 1, choice: 'aye' }, { by: ada })
    expect(one.open).toHaveLength(1)
    const two = does(one, 'vote', { proposal: 1, choice: 'aye' }, { by: cleo })
    expect(seatedPeople(two)).toEqual([ada, ben, cleo])
  })

  test('from one duty leaves the seat', () => {
    const duty = does(four, 'proposeRemoval', { ...removal, duty: 'triage', ground: 'neglect' }, { by: ada })
    const votes = [ada, ben].reduce((c, by) => does(c, 'vote', { proposal: 1, choice: 'aye' }, { by }), duty)
    expect(seatedPeople(votes)).toContain(dora)
    expect(votes.shared.triage).toEqual([ada, ben, cleo])
  })

  test('leaves a committee at least one member: whoever else had voted has left', () => {
    const under = policyWith({ removal: { leastAyes: 1 } })
    const open = does(four, 'proposeRemoval', removal, { by: ada, under })
    const voted = does(open, 'vote', { proposal: 1, choice: 'aye' }, { by: ada, under })
    const left = [ben, cleo, ada].reduce((state, by) => does(state, 'stepDown', { reason: 'x' }, { by, under }), voted)
    const end = passed(left, at('2026-04-01'))
    expect(closedOne(end, 1)).toMatchObject({ outcome: 'adopted', tally: { entitled: 1, ayes: 1 } })
    expect(seatedPeople(end)).toEqual([dora])
  })

  test('whoever is concerned does not vote', () => {
    expect(refusal(proposed, 'vote', { proposal: 1, choice: 'no' }, { by: dora })).toBe('concerns_you C12')
    expect(refusal(four, 'proposeRemoval', { ...removal, person: ada }, { by: ada })).toBe('concerns_you C12')
  })

  test('a committee too small for it turns to the body that appointed it', () => {
    const two = seated({ [ada]: '', [dora]: '' })
    const appealed = does(two, 'proposeRemoval', removal, { by: ada })
    expect(appealed.open[0]).toMatchObject({ stage: 'body', rule: { body: policy.committee.removal.appealTo } })
    const decided = { proposal: 1, decided: 'adopted', evidence: 'minutes of 3 March' }
    expect(refusal(appealed, 'recordDecision', decided, { by: dora })).toBe('concerns_you C12')
    expect(seatedPeople(does(appealed, 'recordDecision', decided, { by: ada }))).toEqual([ada])
  })

  test('nobody is removed during a leave they announced', () => {
    const away = does(four, 'announceLeave', { from: '2026-03-02', to: '2026-03-20' }, { by: dora })
    expect(refusal(away, 'proposeRemoval', removal, { by: ada })).toBe('on_leave C12')
  })

  describe('says where the record speaks against its ground', () => {
    const on = at('2026-06-10')
    const acted = { since: '2026-06-04T09:00:00.000Z', acted: true, cases: 2, onCommittee: 1, late: {} }
    const silent = { since: '2026-03-02T12:00:00.000Z', acted: false, cases: 0, onCommittee: 0, late: {} }
    const says = (lately: Lately, fields: object = {}, under = policy) =>
      does(four, 'proposeRemoval', { ...removal, ...fields }, { by: ada, on, under, lately }).open[0]?.warnings

    test('they acted lately: when, and on how much', () => {
      expect(says(acted)).toEqual([
        {
          clause: 'C12',
          says: 'Lately they acted on 2 cases and once on the committee, the last time on Thu 4 Jun 2026. The policy asks for a silence of more than 1 month.',
        },
      ])
      expect(says(silent)).toEqual([])
      const seatedLately = { ...silent, since: '2026-06-01T12:00:00.000Z' }
      expect(says(seatedLately)?.[0]?.says).toContain('since they took their seat on Mon 1 Jun 2026')
    })

    test('the policy’s time decides what is lately', () => {
      expect(says(acted, {}, policyWith({ removal: { afterUnreachable: 'P5D' } }))).toEqual([])
      const patient = policyWith({ removal: { afterUnreachable: 'P6M' } })
      expect(says(silent, {}, patient)?.[0]?.says).toContain('more than 6 months')
    })

    test('no duty of theirs was late for as long as neglect takes', () => {
      const neglect = { ground: 'neglect' }
      expect(says({ ...acted, late: { triage: '2026-05-01T00:00:00Z' } }, neglect)).toEqual([])
      const justLate = { ...acted, late: { triage: '2026-06-01T00:00:00Z' } }
      expect(says(justLate, neglect)?.[0]?.says).toContain('any duty of theirs has been late for more than 1 month')
      expect(says(justLate, neglect, policyWith({ removal: { afterNeglect: 'P1W' } }))).toEqual([])
      const other = { ...silent, late: { triage: '2026-05-01T00:00:00Z' } }
      expect(says(other, { ...neglect, duty: 'release' })?.[0]?.says).toContain('their release duty')
    })
  })
})

describe('what is refused, each with its clause; nothing is lost', () => {
  const contested = does(nominated, 'object', { proposal: 1, reason: 'no' }, { by: ben })
  const voted = does(contested, 'vote', { proposal: 1, choice: 'aye' }, { by: ada })
  const ballot = { proposal: 1, choice: 'aye' }

  test.each([
    ['by somebody without a seat', () => refusal(contested, 'vote', ballot, { by: fay }), 'no_vote C7'],
    [
      'by somebody without rights',
      () => refusal(contested, 'vote', ballot, { by: fay, roles: [] }),
      'not_yours_to_do C7',
    ],
    ['twice', () => refusal(voted, 'vote', ballot, { by: ada }), 'voted_already C7'],
    [
      'on a removal by somebody who may not know of it',
      () => {
        const open = does(three, 'proposeRemoval', { person: cleo, ground: 'neglect', statement: 'x' }, { by: ada })
        return refusal(open, 'withdrawProposal', { proposal: 1, reason: 'x' }, { by: emil, roles: ['fixer'] })
      },
      'no_such_proposal C7',
    ],
    ['on nothing', () => refusal(voted, 'vote', { ...ballot, proposal: 9 }, { by: ada }), 'no_such_proposal C7'],
    ['after the close', () => refusal(voted, 'vote', ballot, { by: ben, on: at('2026-03-10') }), 'proposal_over C7'],
    [
      'after the result',
      () => refusal(passed(nominated, at('2026-03-10')), 'vote', ballot, { by: ben, on: at('2026-03-10') }),
      'proposal_closed C7',
    ],
    ['while silence runs', () => refusal(nominated, 'vote', ballot, { by: ben }), 'no_ballot C7'],
    [
      'an objection to a vote',
      () => refusal(contested, 'object', { proposal: 1, reason: 'x' }, { by: ada }),
      'no_silence C7',
    ],
    [
      'somebody else’s withdrawal',
      () => refusal(nominated, 'withdrawProposal', { proposal: 1, reason: 'x' }, { by: ben }),
      'not_yours C7',
    ],
    [
      'a second proposal about one person',
      () => refusal(nominated, 'nominate', nomination, { by: ben, named: dora }),
      'proposed_already C7',
    ],
    [
      'a nomination of a member',
      () => refusal(three, 'nominate', nomination, { by: ada, named: ben }),
      'seated_already C5',
    ],
    [
      'the last member leaving',
      () => refusal(seated({ [ada]: '' }), 'stepDown', { reason: 'x' }, { by: ada }),
      'last_member C4',
    ],
    [
      'a policy that cannot be read',
      () => refusal(three, 'proposePolicy', { yaml: 'format: 1', statement: 'x' }, { by: ada }),
      'policy_unusable C7',
    ],
    [
      'a clock that runs backwards',
      () => refusal(voted, 'vote', ballot, { by: ben, on: at('2026-03-01') }),
      'clock_backwards C13',
    ],
  ])('%s', (_, asked, expected) => {
    expect(asked()).toBe(expected)
  })

  test('the last member’s announced step-down waits for somebody else', () => {
    const two = seated({ [ada]: '', [ben]: '' })
    const both = does(
      does(two, 'stepDown', { on: '2026-04-01', reason: 'x' }, { by: ada }),
      'stepDown',
      { on: '2026-04-01', reason: 'y' },
      { by: ben },
    )
    expect(passed(both, at('2026-04-02')).seats).toHaveLength(1)
  })

  test('a newer member has no vote in what began before', () => {
    const later = foldAhead(
      contested,
      [
        {
          type: 'MemberSeated',
          person: emil,
          source: 'elected',
          statement: '',
          nominatedBy: null,
          proposal: null,
          affiliation: '',
        },
      ],
      start,
      'product',
    )
    expect(refusal(later, 'vote', ballot, { by: emil })).toBe('seated_later C7')
  })

  test('a proposal that was withdrawn stays on record', () => {
    const withdrawn = does(nominated, 'withdrawProposal', { proposal: 1, reason: 'they declined' }, { by: ada })
    expect(closedOne(withdrawn, 1)).toMatchObject({ outcome: 'withdrawn', says: 'they declined' })
    expect(isRefused(answer(withdrawn, 'nominate', nomination, { by: ada, named: dora }))).toBe(false)
  })
})
