import type { Route } from '../../gate/index.ts'
import { askAnswer, sendAnswer } from './answer.tsx'
import { askAppeal, takeAppeal } from './appeal.tsx'
import { askBlock, carryOutBlock } from './block.tsx'
import { decide, showBlocks } from './blocks.tsx'
import { askErasing, eraseThem } from './eraseMany.tsx'

/** What a committee does against floods, and what whoever is blocked can do about it. */
export const intakeRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/cases/answer', act: 'answerMany', handle: askAnswer },
  { scope: 'person', method: 'post', path: '/cases/answer', act: 'answerMany', handle: sendAnswer },
  { scope: 'person', method: 'get', path: '/cases/erase', act: 'eraseCase', handle: askErasing },
  { scope: 'person', method: 'post', path: '/cases/erase', act: 'eraseCase', handle: eraseThem },
  { scope: 'person', method: 'get', path: '/blocks', act: 'decideBlock', handle: (asked) => showBlocks(asked) },
  { scope: 'person', method: 'post', path: '/blocks/:block', act: 'decideBlock', handle: decide },
  { scope: 'case', method: 'get', path: '/cases/:case/block', act: 'blockSender', handle: (asked) => askBlock(asked) },
  { scope: 'case', method: 'post', path: '/cases/:case/block', act: 'blockSender', handle: carryOutBlock },
  { scope: 'public', method: 'get', path: '/report/appeal', act: 'appealBlock', handle: (asked) => askAppeal(asked) },
  {
    scope: 'public',
    method: 'post',
    path: '/report/appeal',
    act: 'appealBlock',
    handle: takeAppeal,
    limits: [
      { by: 'network', most: 5, minutes: 60 },
      { by: 'range', most: 20, minutes: 60 },
      { by: 'address', most: 5, minutes: 60 },
    ],
  },
]
