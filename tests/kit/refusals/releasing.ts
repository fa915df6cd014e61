import type { Policy } from '../../../src/core/policy/index.ts'
import {
  ada,
  agreed,
  announced,
  ben,
  evidence,
  first,
  fixed,
  max,
  merge,
  merged,
  release,
  report,
  second,
  sigstore,
  teamed,
  verified,
} from '../case.ts'
import { binary, message, otherDay, past, tuesday, proposed, listed, check } from './stories.ts'
import type { Row } from './row.ts'

/** Distributors are told at most a week ahead. */
const telling: Policy = {
  ...sigstore,
  release: {
    ...sigstore.release,
    distributors: { clause: 'R1', list: 'the list', from: 'none', notices: [{ opens: 'P7D', due: 'PT0S' }] },
  },
}

export const releasing: readonly Row[] = [
  // Release day
  ['V8: not_accepted', report, ada, 'proposeRelease', { announcement: tuesday }],
  ['R3: opened_already', merged, ada, 'proposeRelease', { announcement: '2026-03-11T16:00Z' }],
  ['V8: in_the_past', fixed, ada, 'proposeRelease', { announcement: past }],
  [
    'V8: in_the_past',
    fixed,
    ada,
    'proposeRelease',
    { announcement: '2026-03-03T17:00Z', opening: '2026-03-03T11:30Z' },
  ],
  ['R3: opening_after', fixed, ada, 'proposeRelease', { announcement: tuesday, opening: '2026-03-10T17:00Z' }],
  ['R3: too_far_apart', fixed, ada, 'proposeRelease', { announcement: tuesday, opening: '2026-03-10T09:00Z' }],
  ['V8: not_your_side', fixed, max, 'proposeRelease', { announcement: tuesday, side: 'committee' }],
  ['V8: reason_needed', fixed, ada, 'proposeRelease', { announcement: '2026-03-13T16:00Z' }],
  ['V8: nothing_proposed', fixed, ada, 'agreeRelease'],
  ['V8: agreed_already', agreed, ada, 'agreeRelease'],
  ['V8: agreed_already', proposed, ada, 'agreeRelease', { side: 'committee' }],
  [
    'V8: stale_proposal',
    () => proposed().does(ada, 'proposeRelease', { announcement: '2026-03-11T16:00Z' }),
    max,
    'agreeRelease',
    { proposal: 1 },
  ],
  ['V8: in_the_past', () => proposed().at('2026-03-11T00:00:00Z'), max, 'agreeRelease'],
  [
    'R3: opened_already',
    () => proposed().does(ben, 'recordMerge', { ...merge, despite: 'leaked' }),
    max,
    'agreeRelease',
  ],
  // Plan, merge, artefacts
  ['R1: no_fix_yet', teamed, ada, 'planMessage', message],
  ['R1: no_fix_yet', teamed, ada, 'adoptPlan'],
  ['R1: users_missing', fixed, ada, 'adoptPlan'],
  ['R1: no_such_entry', fixed, ada, 'dropMessage', { entry: 1, reason: 'x' }],
  [
    'R1: done_already',
    () => agreed().at(tuesday).does(ada, 'carryOutMessage', { entry: 1, evidence }),
    ada,
    'dropMessage',
    { entry: 1, reason: 'x' },
  ],
  [
    'R1: too_far_ahead',
    () => fixed({ policy: telling }).does(ada, 'planMessage', { ...message, audience: 'distributors' }),
    ada,
    'carryOutMessage',
    { entry: 1, evidence },
  ],
  ['R1: before_its_time', agreed, ada, 'carryOutMessage', { entry: 1, evidence }],
  ['R1: nothing_changes', agreed, ada, 'moveMessages'],
  ['R1: reason_needed', () => otherDay(agreed()), ada, 'moveMessages', { how: 'stay' }],
  ['R2: not_the_head', teamed, max, 'approveFix', { commit: first, evidence }],
  ['R2: not_the_head', fixed, max, 'approveFix', { commit: second, evidence }],
  ['R2: known_already', fixed, max, 'approveFix', { commit: first, evidence }],
  ['R3: merged_already', merged, max, 'approveFix', { commit: first, evidence }],
  ['R5: nothing_changes', agreed, ada, 'joinRelease', release],
  ['R5: announced_already', announced, ada, 'joinRelease', { ...release, version: 'v2' }],
  ['R5: no_release', fixed, ada, 'leaveRelease', { reason: 'x' }],
  ['R3: opened_already', merged, ada, 'leaveRelease', { reason: 'x' }],
  ['C2: not_ready_to_merge', report, ada, 'recordMerge', { ...merge, despite: 'x' }],
  ['V7: not_ready_to_merge', teamed, ada, 'recordMerge', merge],
  ['R3: not_ready_to_merge', agreed, ada, 'recordMerge', merge],
  ['R3: merged_already', merged, ada, 'recordMerge', merge],
  ['R4: known_already', listed, ada, 'listArtefact', binary],
  ['R4: announced_already', announced, ada, 'listArtefact', { ...binary, url: 'https://example.org/two' }],
  ['R4: no_such_artefact', merged, ada, 'checkArtefact', check],
  ['R3: not_merged', () => agreed().does(ada, 'listArtefact', binary), ada, 'checkArtefact', check],
  ['R4: verified_already', verified, ada, 'checkArtefact', check],
]
