import { z } from 'zod'
import {
  actOnCommittee,
  actPath,
  balanceOn,
  committeeRecord,
  committeeTold,
  isBadInput,
  viewCommittee,
} from '../../../app/index.ts'
import { committeeActNamed, committeeActNames, type CommitteeActName } from '../../../core/committee/index.ts'
import { answered, etagOf } from '../answer.ts'
import { bodyOf, expectedOf, queryOf } from '../asked.ts'
import { exampleOf } from '../example.ts'
import type { Operation } from '../operation.ts'
import {
  balanceJson,
  balanceShape,
  committeeDoneShape,
  committeeJson,
  committeeRecordJson,
  committeeRecordShape,
  committeeShape,
} from '../shapes/index.ts'

const viewQuery = z.object({
  days: z.coerce.number().int().min(1).max(366).default(28).describe('How many days of cover'),
  decided: z.coerce.number().int().min(0).max(200).default(20).describe('How many decided proposals'),
})
const balanceQuery = z.object({ on: z.iso.date().describe('A day, today or ahead') })
const recordQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) })

const reading: readonly Operation[] = [
  {
    id: 'readCommittee',
    tag: 'Committee',
    summary: 'The committee: seats, duties, leave, balance, proposals',
    query: viewQuery,
    status: 200,
    answer: committeeShape,
    versioned: true,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/committee',
      act: 'readCommittee',
      async handle({ c, world, person }) {
        const query = queryOf(c, viewQuery)
        if (isBadInput(query)) return answered(c, query, () => c.body(null))
        const view = await viewCommittee(world, person.id, query)
        c.header('etag', etagOf(view.version))
        return c.json(committeeJson(view))
      },
    },
  },
  {
    id: 'readBalance',
    tag: 'Committee',
    summary: 'The balance among vendors on a day ahead',
    description: 'C6: with the leaves, stand-ins, step-downs and job changes that are known of.',
    query: balanceQuery,
    status: 200,
    answer: balanceShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/committee/balance',
      act: 'readCommittee',
      async handle({ c, world }) {
        const query = queryOf(c, balanceQuery)
        if (isBadInput(query)) return answered(c, query, () => c.body(null))
        return c.json(balanceJson(query.on, await balanceOn(world, query.on)))
      },
    },
  },
  {
    id: 'readCommitteeRecord',
    tag: 'Committee',
    summary: 'What happened to the committee, the newest first',
    query: recordQuery,
    status: 200,
    answer: committeeRecordShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/committee/record',
      act: 'readCommitteeRecord',
      async handle({ c, world }) {
        const query = queryOf(c, recordQuery)
        if (isBadInput(query)) return answered(c, query, () => c.body(null))
        return c.json(committeeRecordJson(await committeeRecord(world, query.limit)))
      },
    },
  },
]

/** One operation for each act on the committee: the table of acts is the source of path, fields and words. */
export const committeeOperations: readonly Operation[] = [...reading, ...committeeActNames.map(actOperation)]

function actOperation(name: CommitteeActName): Operation {
  const { title, clause, does, fields } = committeeActNamed(name)
  return {
    id: name,
    tag: 'Committee',
    summary: title,
    description: `${clause}: ${does}`,
    body: fields,
    get example() {
      return exampleOf(fields)
    },
    status: 200,
    answer: committeeDoneShape,
    conditional: true,
    versioned: true,
    route: {
      scope: 'person',
      method: 'post',
      path: `/api/committee/${actPath(name)}`,
      act: name,
      async handle({ c, world, person }) {
        const body = await bodyOf(c, fields)
        if (isBadInput(body)) return answered(c, body, () => c.body(null))
        const expected = expectedOf(c)
        if (isBadInput(expected)) return answered(c, expected, () => c.body(null))
        const done = await actOnCommittee(world, person.id, { act: name, fields: body, ...expected })
        return answered(c, done, async ({ version, events }) => {
          c.header('etag', etagOf(version))
          return c.json({ version, events: await committeeTold(world, events) })
        })
      },
    },
  }
}
