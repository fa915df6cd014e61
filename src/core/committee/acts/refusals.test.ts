import { readdirSync, readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import {
  ada,
  at,
  ben,
  cleo,
  does,
  dora,
  emil,
  fay,
  passed,
  policyText,
  policyWith,
  refusal,
  seated,
  someone,
  type Doing,
} from '../../../../tests/kit/committee.ts'
import type { Committee, CommitteeActName } from '../index.ts'

/** Where in the code the refusals were made that the rows below provoked, as `acts/voting.ts:22`. */
const provoked = vi.hoisted(() => new Set<string>())

vi.mock(import('../../kernel/index.ts'), async (original) => {
  const kernel = await original()
  const refuse: typeof kernel.refuse = (...told) => {
    const [, caller = ''] = (new Error('here').stack ?? '').split('\n').slice(1)
    provoked.add(/core\/committee\/([\w/]+\.ts:\d+)/.exec(caller)?.[1] ?? caller)
    return kernel.refuse(...told)
  }
  return { ...kernel, refuse }
})

const reason = 'x'
const statement = 'has reviewed for years'
const evidence = 'mail of 4 March'
const nomination = { ...someone('dora'), statement }
const removal = { person: dora, ground: 'neglect', statement }
const vote = { proposal: 1, choice: 'aye' }
const later = { on: at('2026-03-10') }

const three = () => seated()
const four = () => seated({ [ada]: '', [ben]: '', [cleo]: '', [dora]: '' })
const nominated = () => does(three(), 'nominate', nomination, { by: ada, named: dora })
const contested = () => does(nominated(), 'object', { proposal: 1, reason }, { by: ben })
const voted = () => does(contested(), 'vote', vote, { by: ada })
const elected = () => passed(nominated(), at('2026-03-09'))
const removing = () => does(four(), 'proposeRemoval', removal, { by: ada })
const kept = () =>
  does(does(removing(), 'vote', { ...vote, choice: 'no' }, { by: ada }), 'vote', { ...vote, choice: 'no' }, { by: ben })
const withdrawn = () => does(removing(), 'withdrawProposal', { proposal: 1, reason }, { by: ada })
const appealed = () => does(kept(), 'appealDecision', { proposal: 1, statement, evidence }, { by: ben })
const heard = () => does(appealed(), 'recordDecision', { proposal: 2, decided: 'failed', evidence }, { by: ben })
const adopted = () =>
  passed(does(three(), 'proposePolicy', { yaml: policyText, statement }, { by: ada }), at('2026-03-10'))
const away = () => does(three(), 'announceLeave', { from: '2026-04-01', to: '2026-05-15' }, { by: cleo })
const standing = () => does(away(), 'nameStandIn', standIn, { by: cleo, named: dora })
const standIn = { leave: 1, ...someone('dora'), reason }
const during = () => passed(standing(), at('2026-04-02'))
const short = () => does(three(), 'announceLeave', { from: '2026-04-01', to: '2026-04-20' }, { by: cleo })
const left = () => does(three(), 'stepDown', { reason }, { by: cleo })
const ticked = () => does(left(), 'endAccessElsewhere', { person: cleo, system: 'forge' }, { by: ada })
const renamed = () => does(three(), 'renameVendor', { from: 'Pier', to: 'Quay', reason }, { by: ada })
const watching = () => {
  const on = at('2026-04-02')
  const under = policyWith({ voting: { standIns: 'watch' } })
  const open = does(during(), 'nominate', { ...someone('emil'), statement }, { by: ada, named: emil, on, under })
  return does(open, 'object', { proposal: 1, reason }, { by: ben, on, under })
}
const vendor = () => seated({ [ada]: 'Harbour', [ben]: 'Harbour', [cleo]: '' })
const harbour = { ...nomination, affiliation: 'Harbour' }
const turns = policyWith({
  rotation: { clause: 'C2', every: 'P1W', startsOn: 'monday', holds: 'triage', fixLead: 'none' },
})
const alone = () => seated({ [ada]: '' })

type Row = readonly [expected: string, state: () => Committee, act: CommitteeActName, fields: object, doing: Doing]

const rows: readonly Row[] = [
  // Voting
  ['no_such_proposal C7', three, 'vote', vote, { by: ada }],
  ['proposal_closed C7', elected, 'vote', vote, { by: ada, ...later }],
  ['proposal_over C7', voted, 'vote', vote, { by: ben, ...later }],
  ['no_vote C7', contested, 'vote', vote, { by: fay }],
  ['stand_in_watches C11', watching, 'vote', vote, { by: dora, on: at('2026-04-03') }],
  ['concerns_you C12', removing, 'vote', vote, { by: dora }],
  ['recused C7', () => does(contested(), 'recuse', { proposal: 1, reason }, { by: cleo }), 'vote', vote, { by: cleo }],
  ['no_silence C7', contested, 'object', { proposal: 1, reason }, { by: ada }],
  ['no_ballot C7', nominated, 'vote', vote, { by: ben }],
  ['seated_later C7', () => joined(contested()), 'vote', vote, { by: emil }],
  ['voted_already C7', voted, 'vote', vote, { by: ada }],
  ['voted_already C7', voted, 'recuse', { proposal: 1, reason }, { by: ada }],
  ['not_yours C7', nominated, 'withdrawProposal', { proposal: 1, reason }, { by: ben }],
  ['own_decision C7', nominated, 'recordDecision', { proposal: 1, decided: 'failed', evidence }, { by: ben }],
  ['concerns_you C12', appealed, 'recordDecision', { proposal: 2, decided: 'failed', evidence }, { by: dora }],
  // Appeals
  ['still_open C12', removing, 'appealDecision', { proposal: 1, statement, evidence }, { by: ben }],
  ['not_decided C12', withdrawn, 'appealDecision', { proposal: 1, statement, evidence }, { by: ben }],
  ['decided_there C12', heard, 'appealDecision', { proposal: 2, statement, evidence }, { by: ben }],
  ['appealed_already C12', appealed, 'appealDecision', { proposal: 1, statement, evidence }, { by: ben }],
  ['not_appealable C7', adopted, 'appealDecision', { proposal: 1, statement, evidence }, { by: ben, ...later }],
  // Proposals
  ['no_person C5', three, 'nominate', nomination, { by: ada }],
  ['not_seated C8', three, 'nominate', { ...nomination, replaces: fay }, { by: ada, named: dora }],
  [
    'no_such_way C5',
    three,
    'nominate',
    nomination,
    { by: ada, named: dora, under: policyWith({ joining: { ways: ['interest'] } }) },
  ],
  ['seated_already C5', three, 'nominate', nomination, { by: ada, named: ben }],
  ['proposed_already C7', nominated, 'nominate', nomination, { by: ben, named: dora }],
  ['tips_balance C6', () => vendor(), 'nominate', harbour, { by: ada, named: dora }],
  ['concerns_you C12', three, 'proposeRemoval', { ...removal, person: ada }, { by: ada }],
  ['last_member C4', alone, 'stepDown', { reason }, { by: ada }],
  [
    'on_leave C12',
    () => passed(away(), at('2026-04-02')),
    'proposeRemoval',
    { ...removal, person: cleo },
    { by: ada, on: at('2026-04-03') },
  ],
  ['policy_unusable C7', three, 'proposePolicy', { yaml: 'format: 1', statement }, { by: ada }],
  ['not_seated C8', three, 'stepDown', { reason }, { by: fay }],
  // Leave
  ['no_such_leave C10', three, 'nameStandIn', standIn, { by: cleo, named: dora }],
  ['leave_over C10', short, 'endLeave', { leave: 1, reason }, { by: cleo, on: at('2026-05-01') }],
  ['ends_before_it_begins C10', three, 'announceLeave', { from: '2026-03-30', to: '2026-03-25' }, { by: cleo }],
  ['in_the_past C10', three, 'announceLeave', { from: '2026-02-01', to: '2026-02-05' }, { by: cleo }],
  ['too_long C10', three, 'announceLeave', { from: '2026-04-01', to: '2028-04-02' }, { by: cleo }],
  ['overlapping_leave C10', away, 'announceLeave', { from: '2026-05-01', to: '2026-05-20' }, { by: cleo }],
  ['taker_away C10', away, 'announceLeave', { from: '2026-04-10', to: '2026-04-20', infraTo: cleo }, { by: ben }],
  [
    'proposed_already C11',
    () => does(three(), 'announceLeave', { from: '2026-04-01', to: '2026-12-01' }, { by: cleo }),
    'announceLeave',
    { from: '2027-04-01', to: '2027-12-01' },
    { by: cleo },
  ],
  ['stand_in_for_stand_in C11', during, 'nameStandIn', standIn, { by: dora, named: emil, on: at('2026-04-02') }],
  ['not_yours C11', away, 'nameStandIn', standIn, { by: ada, named: dora }],
  ['leave_without_stand_in C11', short, 'nameStandIn', standIn, { by: cleo, named: dora }],
  ['seated_already C11', away, 'nameStandIn', standIn, { by: cleo, named: ben }],
  [
    'stands_in_already C11',
    () => does(standing(), 'announceLeave', { from: '2026-05-01', to: '2026-06-10' }, { by: ben }),
    'nameStandIn',
    { ...standIn, leave: 2 },
    { by: ben, named: dora },
  ],
  ['not_yours C10', away, 'endLeave', { leave: 1, reason }, { by: ada }],
  // Sharing
  [
    'no_such_duty C2',
    three,
    'shareDuty',
    { duty: 'infra', holders: ben },
    { by: ada, under: policyWith({ duties: { list: [{ id: 'triage', title: 'Triage', does: 'x' }] } }) },
  ],
  ['nothing_changes C2', three, 'shareDuty', { duty: 'infra', holders: '' }, { by: ada }],
  ['no_rotation C2', three, 'overrideTurn', { from: '2026-03-10', to: '2026-03-12', person: ben, reason }, { by: ada }],
  [
    'ends_before_it_begins C2',
    three,
    'overrideTurn',
    { from: '2026-03-12', to: '2026-03-10', person: ben, reason },
    { by: ada, under: turns },
  ],
  [
    'in_the_past C2',
    three,
    'overrideTurn',
    { from: '2026-02-10', to: '2026-02-12', person: ben, reason },
    { by: ada, under: turns },
  ],
  ['no_vendor C6', three, 'renameVendor', { from: '…', to: 'Quay', reason }, { by: ada }],
  ['one_vendor C6', three, 'renameVendor', { from: 'Pier', to: 'PIER', reason }, { by: ada }],
  ['renamed_already C6', renamed, 'renameVendor', { from: 'Pier', to: 'Wharf', reason }, { by: ada }],
  ['has_not_left C13', three, 'endAccessElsewhere', { person: ben, system: 'forge' }, { by: ada }],
  ['no_such_system C13', left, 'endAccessElsewhere', { person: cleo, system: 'x' }, { by: ada }],
  ['done_already C13', ticked, 'endAccessElsewhere', { person: cleo, system: 'forge' }, { by: ada }],
  // Any act
  ['not_yours_to_do C7', contested, 'vote', vote, { by: fay, roles: [] }],
  ['clock_backwards C13', voted, 'vote', vote, { by: ben, on: at('2026-03-01') }],
]

test.each(rows)('%s', (expected, state, act, fields, doing) => {
  expect(refusal(state(), act, { ...fields }, doing)).toBe(expected)
})

/** Emil takes a seat while a vote runs. */
function joined(committee: Committee): Committee {
  const seat = {
    person: emil,
    nth: 9,
    since: '2026-03-02T13:00:00Z',
    source: 'elected',
    statement: '',
    nominatedBy: null,
    proposal: null,
    ends: null,
  } as const
  return { ...committee, seats: [...committee.seats, seat] }
}

test('every place in the code that refuses something was reached by one of these, not its code alone', () => {
  const folder = new URL('..', import.meta.url)
  const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
    .flatMap((file) =>
      readFileSync(new URL(file, folder), 'utf8')
        .split('\n')
        .flatMap((line, index) => (/\brefuse\(/.test(line) ? [`${file}:${index + 1}`] : [])),
    )
  expect(written.length).toBeGreaterThan(50)
  expect(written.filter((place) => !provoked.has(place))).toEqual([])
})
