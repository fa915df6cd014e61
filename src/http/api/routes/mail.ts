import { z } from 'zod'
import {
  heldMail,
  heldMails,
  isBadInput,
  settleHeld,
  settleMailFields,
  settleMany,
  settleManyFields,
} from '../../../app/index.ts'
import { answered } from '../answer.ts'
import { bodyOf, queryOf } from '../asked.ts'
import type { Operation } from '../operation.ts'
import {
  heldMailJson,
  heldMailShape,
  heldMailsJson,
  heldMailsShape,
  settledMailShape,
  settledMailsJson,
  settledMailsShape,
} from '../shapes/index.ts'

const listQuery = z.object({
  show: z.enum(['held', 'aside']).default('held').describe('What waits for a member, or what was set aside'),
  after: z.string().max(100).optional().describe('`next` of the page before'),
})

/** Mail that came in and is no report and no answer by itself. */
export const mailOperations: readonly Operation[] = [
  {
    id: 'listMail',
    tag: 'Reports',
    summary: 'Held mail',
    query: listQuery,
    status: 200,
    answer: heldMailsShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/mail',
      act: 'settleMail',
      async handle({ c, world, person }) {
        const query = queryOf(c, listQuery)
        if (isBadInput(query)) return answered(c, query, () => c.json({}))
        const { show, after } = query
        const page = { aside: show === 'aside', ...(after === undefined ? {} : { after }) }
        return answered(c, await heldMails(world, person.id, page), (good) => c.json(heldMailsJson(good)))
      },
    },
  },
  {
    id: 'readMail',
    tag: 'Reports',
    summary: 'A held mail, as it is read',
    status: 200,
    answer: heldMailShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/mail/:letter',
      act: 'settleMail',
      async handle({ c, world, person }) {
        const found = await heldMail(world, person.id, c.req.param('letter') ?? '')
        return answered(c, found, (good) => c.json(heldMailJson(good)))
      },
    },
  },
  {
    id: 'settleMail',
    tag: 'Reports',
    summary: 'Say what becomes of a held mail',
    description:
      'A report of its own, a post in a case in your name and with its sender’s, set aside, or erased for good.',
    body: settleMailFields,
    example: { as: 'post', case: 'c-0123456789ab', room: 'team' },
    status: 200,
    answer: settledMailShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/mail/:letter',
      act: 'settleMail',
      async handle({ c, world, person }) {
        const body = await bodyOf(c, settleMailFields)
        const done = isBadInput(body) ? body : await settleHeld(world, person.id, c.req.param('letter') ?? '', body)
        return answered(c, done, (good) => c.json(good))
      },
    },
  },
  {
    id: 'settleMails',
    tag: 'Reports',
    summary: 'Say what becomes of many held mails',
    description:
      'The same word on each, recorded one by one. What cannot be done on one keeps none of the others from being done. To erase them, `confirm` says how many they are.',
    body: settleManyFields,
    example: { mails: ['c-0123456789ab'], as: 'aside' },
    status: 200,
    answer: settledMailsShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/mail',
      act: 'settleMail',
      async handle({ c, world, person }) {
        const body = await bodyOf(c, settleManyFields)
        const done = isBadInput(body) ? body : await settleMany(world, person.id, body)
        return answered(c, done, (good) => c.json(settledMailsJson(good)))
      },
    },
  },
]
