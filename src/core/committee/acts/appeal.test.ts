import { describe, expect, test } from 'vitest'
import {
  ada,
  answer,
  at,
  ben,
  cleo,
  does,
  dora,
  passed,
  policy,
  policyText,
  policyWith,
  refusal,
  seated,
  someone,
} from '../../../../tests/kit/committee.ts'
import { isRefused } from '../../kernel/index.ts'
import {
  canBeAppealed,
  committeeInWords,
  pastProposal,
  seatedPeople,
  subjectInWords,
  type Committee,
} from '../index.ts'

const four = seated({ [ada]: '', [ben]: '', [cleo]: '', [dora]: '' })
const appeal = { proposal: 1, statement: 'Dora asks for it: she was in hospital', evidence: 'mail of 4 March' }
const removal = { person: dora, ground: 'unreachable', statement: 'no answer since January' }

/** A removal decided by the others. */
function removed(choice: 'aye' | 'no', duty = ''): Committee {
  const open = does(four, 'proposeRemoval', { ...removal, duty }, { by: ada })
  return [ada, ben, cleo].reduce(
    (state, by) => (state.open.length === 0 ? state : does(state, 'vote', { proposal: 1, choice }, { by })),
    open,
  )
}

/** What the other body says of proposal 2. */
const heard = (state: Committee, decided: 'adopted' | 'failed', by = ben) =>
  does(state, 'recordDecision', { proposal: 2, decided, evidence: 'minutes of 10 March' }, { by })

describe('C12: an appeal', () => {
  test('goes to the body that the policy names, and changes nothing before they have decided', () => {
    const open = does(removed('aye'), 'appealDecision', appeal, { by: ben })
    const [one] = open.open
    const body = policy.committee.removal.appealTo
    expect(one).toMatchObject({ proposal: 2, stage: 'body', closes: null, rule: { clause: 'C12', body } })
    expect(one?.statement).toBe(`${appeal.statement}.\nTold to ${body}: mail of 4 March`)
    const [opened] = answered(answer(removed('aye'), 'appealDecision', appeal, { by: ben }))
    expect(opened && committeeInWords(opened, () => 'Dora').clause).toBe('C12')
    expect(one && subjectInWords(one.subject, () => 'Dora')).toBe('Overturn proposal 1 (adopted), which is about Dora')
    expect(seatedPeople(open)).not.toContain(dora)
    expect(passed(open, at('2027-03-01')).open).toEqual(open.open)
    const upheld = heard(open, 'failed')
    expect(seatedPeople(upheld)).not.toContain(dora)
    expect(pastProposal(upheld, 2)?.closed).toMatchObject({ outcome: 'failed', says: `${body}: minutes of 10 March` })
  })

  test('that succeeds gives the seat back, with its rights; one that was refused is done', () => {
    const back = heard(does(removed('aye'), 'appealDecision', appeal, { by: ben }), 'adopted')
    expect(back.seats.at(-1)).toMatchObject({ person: dora, source: 'elected', proposal: 2 })
    expect(back.holding).toContain(dora)
    const gone = heard(does(removed('no'), 'appealDecision', appeal, { by: ben }), 'adopted')
    expect(seatedPeople(gone)).toEqual([ada, ben, cleo])
  })

  test('gives a duty back to who lost it', () => {
    const lost = removed('aye', 'triage')
    expect(lost.shared.triage).toEqual([ada, ben, cleo])
    const back = heard(does(lost, 'appealDecision', appeal, { by: dora }), 'adopted')
    expect(back.shared.triage).toEqual([ada, ben, cleo, dora])
  })

  test('gives no duty back to who has left meanwhile', () => {
    const gone = does(removed('aye', 'triage'), 'stepDown', { reason: 'x' }, { by: dora })
    const back = heard(does(gone, 'appealDecision', appeal, { by: ben }), 'adopted')
    expect(back.shared.triage).toEqual([ada, ben, cleo])
  })

  test('against a nomination takes the seat; against a refused one gives it', () => {
    const nominated = does(four, 'nominate', { ...someone('emil'), statement: 'x' }, { by: ada, named: emilId })
    const elected = passed(nominated, at('2026-03-10'))
    const on = at('2026-03-11')
    const out = does(
      does(elected, 'appealDecision', appeal, { by: ben, on }),
      'recordDecision',
      { proposal: 2, decided: 'adopted', evidence: 'minutes' },
      { by: ben, on },
    )
    expect(seatedPeople(out)).not.toContain(emilId)
    const contested = does(nominated, 'object', { proposal: 1, reason: 'x' }, { by: ben })
    const failed = [ada, ben, cleo, dora].reduce(
      (state, by) => (state.open.length === 0 ? state : does(state, 'vote', { proposal: 1, choice: 'no' }, { by })),
      contested,
    )
    expect(seatedPeople(heard(does(failed, 'appealDecision', appeal, { by: cleo }), 'adopted'))).toContain(emilId)
  })

  test('against a leave that was agreed ends it', () => {
    const months = policyWith({ standIn: { from: 'P1M', to: 'P3M' } })
    const asked = does(four, 'announceLeave', { from: '2026-04-01', to: '2026-12-01' }, { by: dora, under: months })
    expect(asked.open[0]?.subject.kind).toBe('leave')
    const agreed = passed(asked, at('2026-03-10'))
    expect(agreed.leaves[0]?.ended).toBeNull()
    const on = at('2026-03-11')
    const open = does(agreed, 'appealDecision', appeal, { by: ben, on })
    const done = does(open, 'recordDecision', { proposal: 2, decided: 'adopted', evidence: 'x' }, { by: ben, on })
    expect(done.leaves[0]?.ended).not.toBeNull()
  })

  test('against a leave that is over already changes nothing of it', () => {
    const months = policyWith({ standIn: { from: 'P1M', to: 'P3M' } })
    const asked = does(four, 'announceLeave', { from: '2026-04-01', to: '2026-12-01' }, { by: dora, under: months })
    const agreed = passed(asked, at('2026-03-10'))
    const off = does(agreed, 'endLeave', { leave: 1, reason: 'not needed' }, { by: dora, on: at('2026-03-11') })
    const on = at('2026-03-20')
    const open = does(off, 'appealDecision', appeal, { by: ben, on })
    const done = does(open, 'recordDecision', { proposal: 2, decided: 'adopted', evidence: 'x' }, { by: ben, on })
    expect(done.leaves).toEqual(off.leaves)
  })

  test('against a leave that was agreed leaves others alone', () => {
    const months = policyWith({ standIn: { from: 'P1M', to: 'P3M' } })
    const short = does(four, 'announceLeave', { from: '2026-03-20', to: '2026-03-22' }, { by: dora })
    const long = does(short, 'announceLeave', { from: '2026-04-01', to: '2026-12-01' }, { by: dora, under: months })
    const on = at('2026-03-11')
    const open = does(passed(long, at('2026-03-10')), 'appealDecision', appeal, { by: ben, on })
    const done = does(open, 'recordDecision', { proposal: 2, decided: 'adopted', evidence: 'x' }, { by: ben, on })
    expect(done.leaves.map(({ proposal, ended }) => [proposal, ended === null])).toEqual([
      [null, true],
      [1, false],
    ])
  })

  test('leaves a committee at least one member', () => {
    const alone = seated({ [ada]: '' })
    const two = passed(does(alone, 'nominate', { ...someone('ben'), statement: 'x' }, { by: ada, named: ben }), later)
    const only = does(two, 'stepDown', { reason: 'x' }, { by: ada, on: later })
    const open = does(only, 'appealDecision', appeal, { by: ben, on: later, roles: ['administrator'] })
    const fields = { proposal: 2, decided: 'adopted', evidence: 'x' }
    const done = does(open, 'recordDecision', fields, { by: ada, on: later, roles: ['administrator'] })
    expect(seatedPeople(done)).toEqual([ben])
  })

  test('is recorded by nobody whom it is about', () => {
    const open = does(removed('no'), 'appealDecision', appeal, { by: dora })
    const fields = { proposal: 2, decided: 'failed', evidence: 'x' }
    expect(refusal(open, 'recordDecision', fields, { by: dora })).toBe('concerns_you C12')
    expect(seatedPeople(does(open, 'withdrawProposal', { proposal: 2, reason: 'x' }, { by: dora }))).toContain(dora)
  })
})

const emilId = 'p-eeeeeeeeeeee'
const answered = (events: ReturnType<typeof answer>) => (isRefused(events) ? [] : events)
const later = at('2026-03-10')

describe('is not heard', () => {
  const decided = removed('no')
  const policyChange = () => {
    return passed(does(four, 'proposePolicy', { yaml: policyText, statement: 'x' }, { by: ada }), later)
  }
  const again = () => heard(does(decided, 'appealDecision', appeal, { by: ben }), 'failed')
  const twice = () => does(decided, 'appealDecision', appeal, { by: ben })
  const two = seated({ [ada]: '', [dora]: '' })
  const fields = { proposal: 1, decided: 'failed', evidence: 'x' }
  const elsewhere = () => does(does(two, 'proposeRemoval', removal, { by: ada }), 'recordDecision', fields, { by: ada })
  const withdrawn = () => {
    const open = does(four, 'proposeRemoval', removal, { by: ada })
    return does(open, 'withdrawProposal', { proposal: 1, reason: 'they answered' }, { by: ada })
  }

  test.each([
    ['before it is decided', () => does(four, 'proposeRemoval', removal, { by: ada }), 1, 'still_open C12'],
    ['of nothing', () => decided, 9, 'no_such_proposal C7'],
    ['of what was withdrawn', withdrawn, 1, 'not_decided C12'],
    ['of what the other body decided', elsewhere, 1, 'decided_there C12'],
    ['of an appeal', again, 2, 'decided_there C12'],
    ['twice, while the first is open', twice, 1, 'appealed_already C12'],
    ['twice, after the first', again, 1, 'appealed_already C12'],
    ['of a text', policyChange, 1, 'not_appealable C7'],
  ])('%s', (_, state, proposal, expected) => {
    const [by, on] = [cleo, at('2026-03-12')]
    expect(refusal(state(), 'appealDecision', { ...appeal, proposal }, { by, on })).toBe(expected)
    const past = pastProposal(state(), proposal)
    if (past !== undefined) expect(canBeAppealed(state(), past)).toBe(false)
  })

  test('from somebody without a seat', () => {
    expect(answer(decided, 'appealDecision', appeal, { by: emilId, roles: ['fixer'] })).toMatchObject({
      code: 'not_yours_to_do',
    })
    const [past] = decided.closed.flat()
    expect(past && canBeAppealed(decided, past)).toBe(true)
  })
})
