import { similarTo } from '../../../app/index.ts'
import type { Operation } from '../operation.ts'
import { similarJson, similarShape } from '../shapes/index.ts'

export const similarOperation: Operation = {
  id: 'readSimilar',
  tag: 'Cases',
  summary: 'What a report may be a duplicate of: cases and imported records, with reasons',
  status: 200,
  answer: similarShape,
  route: {
    scope: 'case',
    method: 'get',
    path: '/api/cases/:case/similar',
    act: 'readSimilar',
    async handle({ c, world, person, view }) {
      return c.json(similarJson(await similarTo(world, person.id, view.case)))
    },
  },
}
