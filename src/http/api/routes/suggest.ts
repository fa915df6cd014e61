import { isBadInput, suggestFields, suggestTeam } from '../../../app/index.ts'
import { answered } from '../answer.ts'
import { bodyOf } from '../asked.ts'
import type { Operation } from '../operation.ts'
import { suggestedJson, suggestedShape } from '../shapes/index.ts'

/** A question, and yet no GET: which paths are affected has no place in an address. */
export const suggestOperation: Operation = {
  id: 'suggestFixTeam',
  tag: 'Cases',
  summary: 'Whom to invite, by the affected paths, out of OWNERS, CODEOWNERS and MAINTAINERS',
  description: 'F1: read from a clone on the server; nothing is fetched, changed or kept.',
  body: suggestFields,
  example: { project: 'harbour', paths: ['pkg/verify/entry.go'] },
  status: 200,
  answer: suggestedShape,
  route: {
    scope: 'case',
    method: 'post',
    path: '/api/cases/:case/fix-team/suggestions',
    act: 'suggestFixTeam',
    async handle({ c, world, view }) {
      const body = await bodyOf(c, suggestFields)
      const team = isBadInput(body) ? body : await suggestTeam(world, view, body)
      return answered(c, team, (good) => c.json(suggestedJson(good)))
    },
  },
}
