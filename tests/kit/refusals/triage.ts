import { ada, max, report, rey, taken, verified } from '../case.ts'
import { setAside, dismissed, deferred } from './stories.ts'
import type { Row } from './row.ts'

export const triage: readonly Row[] = [
  // Duties and triage
  ['C2: not_yours_to_do', report, rey, 'acceptReport'],
  ['C2: not_seated', report, ada, 'assignDuty', { duty: 'triage', to: max }],
  ['C2: nothing_changes', taken, ada, 'assignDuty', { duty: 'triage', to: ada }],
  ['C2: accepted_already', taken, ada, 'acceptReport'],
  ['C2: accepted_already', taken, ada, 'rejectReport', { reason: 'no' }],
  ['C2: accepted_already', () => taken().does(ada, 'deferCase', { reason: 'x' }), ada, 'acceptReport'],
  ['C2: set_aside_already', setAside, ada, 'rejectReport', { reason: 'no' }],
  ['C2: set_aside_already', deferred, ada, 'rejectReport', { reason: 'no' }],
  ['C2: nothing_changes', deferred, ada, 'deferCase', { reason: 'again' }],
  ['R4: released_already', verified, ada, 'deferCase', { reason: 'x' }],
  ['R4: released_already', verified, ada, 'markDuplicate', { of: 'c-x', reason: 'x' }],
  ['C2: itself', report, ada, 'dismissMatch', { of: 'c-0123456789ab', reason: 'x' }],
  ['C2: nothing_changes', dismissed, ada, 'dismissMatch', { of: 'GHSA-1', reason: 'x' }],
  ['C2: itself', report, ada, 'markDuplicate', { of: 'c-0123456789ab', reason: 'x' }],
  [
    'C2: nothing_changes',
    () => report().does(ada, 'markDuplicate', { of: 'c-x', reason: 'x' }),
    ada,
    'markDuplicate',
    { of: 'c-x', reason: 'y' },
  ],
  // Floods
  ['C2: no_reporter', () => report({ reporter: null, terms: false }), ada, 'askReproducer', { message: 'How?' }],
  ['C2: accepted_already', taken, ada, 'askReproducer', { message: 'How?' }],
  ['C2: set_aside_already', setAside, ada, 'askReproducer', { message: 'How?' }],
  ['C2: not_asked', report, ada, 'notReproduced', { reason: 'no' }],
  [
    'C2: still_time',
    () => report().does(ada, 'askReproducer', { message: 'How?' }).later('P13D'),
    ada,
    'notReproduced',
    { reason: 'no' },
  ],
  ['C2: accepted_already', taken, ada, 'markSpam'],
  ['D1: not_held', report, ada, 'confirmSender'],
  ['C2: not_set_aside', report, ada, 'resumeCase', { reason: 'x' }],
  ['D1: accepted_already', taken, rey, 'withdrawReport', { reason: 'x' }],
  [
    'D1: nothing_changes',
    () => report().does(rey, 'withdrawReport', { reason: 'x' }),
    rey,
    'withdrawReport',
    { reason: 'y' },
  ],
  ['T2: no_person', taken, 'product', 'chooseCredit'],
]
