import {
  answerMany,
  answerManyFields,
  blockFields,
  blockSender,
  blocksOf,
  decideBlock,
  decideFields,
  isBadInput,
} from '../../../app/index.ts'
import { answered } from '../answer.ts'
import { bodyOf } from '../asked.ts'
import type { Operation } from '../operation.ts'
import { answeredManyJson, answeredManyShape, blocksJson, blocksShape, decidedShape } from '../shapes/index.ts'

/** Against floods: one answer to many, and senders whose reports are not taken. */
export const intakeOperations: readonly Operation[] = [
  {
    id: 'answerMany',
    tag: 'Cases',
    summary: 'One answer to many reports',
    description:
      'The same act on each case, recorded there. What is refused on one keeps none of the others from being done. Without a text, each reporter gets the policy’s own answer.',
    body: answerManyFields,
    example: {
      cases: ['c-0123456789ab'],
      as: 'invalid',
      text: 'Thank you for “{{title}}”. This is out of scope.',
      close: true,
    },
    status: 200,
    answer: answeredManyShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/cases/answers',
      act: 'answerMany',
      async handle({ c, world, person }) {
        const body = await bodyOf(c, answerManyFields)
        const answers = isBadInput(body) ? body : await answerMany(world, person.id, body)
        return answered(c, answers, (good) => c.json(answeredManyJson(good)))
      },
    },
  },
  {
    id: 'blockSender',
    tag: 'Cases',
    summary: 'Block whoever sent a report',
    body: blockFields,
    status: 200,
    answer: decidedShape,
    route: {
      scope: 'case',
      method: 'post',
      path: '/api/cases/:case/block',
      act: 'blockSender',
      async handle({ c, world, person, view }) {
        const body = await bodyOf(c, blockFields)
        const done = isBadInput(body) ? body : await blockSender(world, person.id, view.case.id, body)
        return answered(c, done, (good) => c.json(good))
      },
    },
  },
  {
    id: 'readBlocks',
    tag: 'Committee',
    summary: 'Blocked senders, with their appeals',
    status: 200,
    answer: blocksShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/blocks',
      act: 'decideBlock',
      handle: async ({ c, world }) => c.json(blocksJson(await blocksOf(world), world.machine.now())),
    },
  },
  {
    id: 'decideBlock',
    tag: 'Committee',
    summary: 'End a block, or answer an appeal that it stays',
    body: decideFields,
    status: 200,
    answer: decidedShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/blocks',
      act: 'decideBlock',
      async handle({ c, world, person }) {
        const body = await bodyOf(c, decideFields)
        const done = isBadInput(body) ? body : await decideBlock(world, person.id, body)
        return answered(c, done, (good) => c.json(good))
      },
    },
  },
]
