import { ada, closed, fixed, max, merged, report, taken, teamed } from '../case.ts'
import { past, asked, publicly, other, into, beside, split, attacked, inDoubt, withCve } from './stories.ts'
import type { Row } from './row.ts'

export const regrouping: readonly Row[] = [
  // Merging and splitting
  ['C2: itself', taken, ada, 'mergeCase', { ...into, into: 'c-0123456789ab' }],
  ['C2: no_other_case', taken, ada, 'mergeCase', { ...into, into: 'c-000000000000' }],
  ['C2: erased', taken, ada, 'mergeCase', { ...into, into: 'c-eeeeeeeeeeee' }],
  ['C2: another_community', taken, ada, 'mergeCase', { ...into, into: 'c-ffffffffffff' }],
  ['C2: other_case_changed', taken, ada, 'mergeCase', { ...into, version: 1 }],
  ['C2: closed', closed, ada, 'mergeCase', into],
  ['C2: other_case_closed', () => beside(closed({ case: other })), ada, 'mergeCase', into],
  [
    'C2: set_aside_already',
    () => beside(report({ case: other }).does(ada, 'rejectReport', { reason: 'no' })),
    ada,
    'mergeCase',
    into,
  ],
  ['C2: not_accepted', () => beside(report({ case: other })), ada, 'mergeCase', into],
  ['R5: published_already', merged, ada, 'mergeCase', into],
  ['R5: published_already', () => beside(merged({ case: other })), ada, 'mergeCase', into],
  ['S2: facts_differ', publicly, ada, 'mergeCase', into],
  ['D3: embargo_over', () => taken().does(ada, 'endEmbargo', { reason: 'leaked' }), ada, 'mergeCase', into],
  ['V2: two_cve_ids', () => beside(fixed({ case: other }), withCve()), ada, 'mergeCase', { ...into, advisory: 'this' }],
  [
    'V2: order_in_doubt',
    () => beside(taken({ case: other }), inDoubt().does(ada, 'acceptReport')),
    ada,
    'mergeCase',
    into,
  ],
  ['D3: intent_open', () => beside(taken({ case: other }), asked().does(ada, 'acceptReport')), ada, 'mergeCase', into],
  ['V3: two_advisories', () => beside(fixed({ case: other }), fixed()), ada, 'mergeCase', into],
  [
    'D3: embargo_impossible',
    () => beside(attacked({ case: other, disclosed: past }), attacked()),
    ada,
    'mergeCase',
    into,
  ],
  ['C2: not_yours_to_do', teamed, max, 'mergeCase', into],
  ['V6: no_such_post', taken, ada, 'splitCase', { ...split, posts: '1, 7' }],
  ['D1: no_reporter', () => taken({ reporter: null, terms: false }), ada, 'splitCase', { ...split, reporter: true }],
  ['R5: published_already', merged, ada, 'splitCase', split],
  ['C2: not_yours_to_do', teamed, max, 'splitCase', split],
]
