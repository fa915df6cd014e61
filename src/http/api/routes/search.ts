import { z } from 'zod'
import { findCases, isBadInput } from '../../../app/index.ts'
import { classes, phases } from '../../../core/process/index.ts'
import { mostText } from '../../../core/search/index.ts'
import { answered } from '../answer.ts'
import { queryOf } from '../asked.ts'
import type { Operation } from '../operation.ts'
import { searchJson, searchShape } from '../shapes/index.ts'

const query = z.strictObject({
  q: z
    .string()
    .max(mostText)
    .default('')
    .describe('Words, beginnings of words (three letters), ids, packages, names; filters such as severity:high, too'),
  severity: z.enum(classes).optional(),
  project: z.string().min(1).max(200).optional().describe('Of the report or the release, whole'),
  person: z.string().min(1).max(200).optional().describe('A person’s id, or a word of the name'),
  phase: z.enum(phases).optional(),
  overdue: z.literal('true').optional().describe('Only cases with a deadline that has passed'),
  open: z.enum(['true', 'false', 'all']).default('all'),
  limit: z.coerce.number().int().min(1).max(200).default(30),
  after: z
    .string()
    .regex(/^\d{1,6}~[0-9TZ:.-]{17,30}~c-[0-9a-z]{12}~[\d.]{0,60}$/, { error: 'must be `next` of the page before' })
    .optional(),
})

export const searchOperations: readonly Operation[] = [
  {
    id: 'searchCases',
    tag: 'Cases',
    summary: 'Cases that you may read and that have all of what is sought, the best first',
    query,
    status: 200,
    answer: searchShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/search',
      act: 'listCases',
      async handle({ c, world, person }) {
        const asked = queryOf(c, query)
        if (isBadInput(asked)) return answered(c, asked, () => c.body(null))
        const { q, severity, project, person: named, phase, overdue, open, limit, after } = asked
        const found = await findCases(world, person.id, {
          text: q,
          filters: {
            ...(severity === undefined ? {} : { severity }),
            ...(project === undefined ? {} : { project }),
            ...(named === undefined ? {} : { person: named }),
            ...(phase === undefined ? {} : { phase }),
            ...(overdue === undefined ? {} : { overdue: true }),
            ...(open === 'all' ? {} : { open: open === 'true' }),
          },
          limit,
          ...(after === undefined ? {} : { after }),
        })
        return answered(c, found, (good) => c.json(searchJson(good)))
      },
    },
  },
]
