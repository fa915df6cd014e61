import { describe, expect, test } from 'vitest'
import {
  ada,
  at,
  ben,
  cleo,
  dora,
  does,
  passed,
  policyWith,
  refusal,
  seated,
  someone,
} from '../../../../tests/kit/committee.ts'
import { permissions } from '../../access/index.ts'
import { clauses } from '../../policy/index.ts'
import { committeeActNamed, committeeActNames, committeeInWords, offBoarding, subjectInWords } from '../index.ts'

describe('the table of acts', () => {
  test.each(committeeActNames)('%s says what it is, for which clause, and who may do it', (name) => {
    const { title, does: says, clause, fields } = committeeActNamed(name)
    expect(Object.keys(permissions)).toContain(name)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(says).toMatch(/^[A-Z].*\.$/)
    expect(Object.keys(clauses)).toContain(clause)
    for (const [field, schema] of Object.entries(fields.shape)) {
      const { title: label } = (schema as { meta(): { title?: string } | undefined }).meta() ?? {}
      expect([field, label]).toEqual([field, expect.stringMatching(/^[A-Z].*[^.]$/)])
    }
  })
})

describe('duties that members share', () => {
  const three = seated()

  test('go with the seat: what somebody who left held alone is held by nobody', () => {
    const shared = does(three, 'shareDuty', { duty: 'release', holders: cleo }, { by: ada })
    const left = does(shared, 'stepDown', { reason: 'x' }, { by: cleo })
    expect(left.shared.release).toEqual([])
    expect(
      does(left, 'shareDuty', { duty: 'release', holders: '' }, { by: ada, ...later }).shared.release,
    ).toBeUndefined()
  })
  const later = { on: at('2026-03-03') }

  test.each([
    [
      'somebody without a seat',
      () => refusal(three, 'shareDuty', { duty: 'infra', holders: dora }, { by: ada }),
      'not_seated C2',
    ],
    ['as it is', () => refusal(three, 'shareDuty', { duty: 'infra', holders: '' }, { by: ada }), 'nothing_changes C2'],
    [
      'one that the policy does not list',
      () => {
        const under = policyWith({ duties: { list: [{ id: 'triage', title: 'Triage', does: 'x' }] } })
        return refusal(three, 'shareDuty', { duty: 'infra', holders: ben }, { by: ada, under })
      },
      'no_such_duty C2',
    ],
    [
      'a stranger’s affiliation',
      () => refusal(three, 'stateAffiliation', { person: dora }, { by: ada }),
      'not_seated C6',
    ],
    [
      'access of somebody who is here',
      () => refusal(three, 'endAccessElsewhere', { person: ben, system: 'forge' }, { by: ada }),
      'has_not_left C13',
    ],
  ])('refused: %s', (_, asked, expected) => {
    expect(asked()).toBe(expected)
  })
})

test('what others have to end by hand is on a list until it is done', () => {
  const left = does(seated(), 'stepDown', { reason: 'x' }, { by: cleo })
  const policy = policyWith({})
  const [list] = offBoarding(left, policy)
  expect(list?.systems.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['forge', 'openpgp', 'list', 'signing', 'cna']),
  )
  const systems = list?.systems.map(({ id }) => id) ?? []
  const done = systems.reduce((c, system) => does(c, 'endAccessElsewhere', { person: cleo, system }, { by: ada }), left)
  expect(offBoarding(done, policy)).toEqual([])
  expect(refusal(done, 'endAccessElsewhere', { person: cleo, system: 'forge' }, { by: ada })).toBe('done_already C13')
  expect(refusal(left, 'endAccessElsewhere', { person: cleo, system: 'x' }, { by: ada })).toBe('no_such_system C13')
})

test('every sentence of the record ends as one, and names people', () => {
  const who = (id: string | null) => (id === null ? 'nobody' : `<${id.slice(2, 3)}>`)
  const said: string[] = []
  const tell = (...events: Parameters<typeof committeeInWords>[0][]) =>
    said.push(...events.map((event) => committeeInWords(event, who).says))
  tell(
    {
      type: 'MemberSeated',
      person: ada,
      source: 'elected',
      statement: 'good',
      nominatedBy: ben,
      proposal: 1,
      affiliation: '',
    },
    { type: 'MemberUnseated', person: ada, reason: '', proposal: null },
    { type: 'StepDownAnnounced', person: ada, on: '2026-04-01', reason: 'a job' },
    { type: 'RightsTurned', began: [ada], ended: [ben, cleo] },
    { type: 'AffiliationStated', person: ada, affiliation: '', since: '2026-04-01', warnings: [] },
    { type: 'VendorRenamed', from: 'a', to: 'b', reason: 'bought!' },
    { type: 'DutyShared', duty: 'infra', holders: [ada, ben], note: '' },
    { type: 'DutyTakenAway', person: ada, duty: 'infra', proposal: 2 },
    { type: 'TurnOverridden', from: '2026-04-01', to: '2026-04-02', person: ada, reason: 'x' },
    { type: 'LeadNamed', case: 'c-000000000000', person: ada },
    { type: 'CoverReminded', gaps: [{ day: '2026-04-01', duties: ['release'] }] },
    { type: 'StandInNamed', leave: 1, person: dora, affiliation: '', reason: 'x' },
    { type: 'LeaveBegun', leave: 1, person: ada, takers: { triage: ben, infra: ben, release: null } },
    { type: 'LeaveEnded', leave: 1, at: '2026-04-01T00:00:00Z', reason: '' },
    { type: 'ProposalContested', proposal: 1, reason: 'x', closes: '2026-04-01T00:00:00Z', electorate: [ada] },
    { type: 'BallotCast', proposal: 1, seat: ada, choice: 'aye', reason: '' },
    { type: 'RecusalStated', proposal: 1, person: ada, reason: 'x' },
    {
      type: 'ProposalClosed',
      proposal: 1,
      outcome: 'adopted',
      early: true,
      says: 'x.',
      tally: { entitled: 3, ayes: 2, noes: 0, abstentions: 0 },
    },
    { type: 'AccessEndedElsewhere', person: ada, system: 'forge', note: '' },
    { type: 'PolicyAdopted', version: '2', yaml: '' },
  )
  for (const sentence of said) expect(sentence).toMatch(/^["“<A-Z].*[.!]$/s)
  expect(said.join(' ')).not.toMatch(/undefined|null|p-[a-z]{12}/)
  expect(said[3]).toBe('<a>’s rights began. <b>’s rights ended. <c>’s rights ended.')
  const nominee = { ...someone('dora'), statement: 'x', replaces: cleo }
  const [open] = does(seated(), 'nominate', nominee, { by: ada, named: dora }).open
  expect(open && subjectInWords(open.subject, who)).toBe('Seat <d> in the place of <c>')
  expect(passed(seated(), at('2027-01-01')).seats).toHaveLength(3)
})
