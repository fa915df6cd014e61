import { createToken, endToken, isBadInput, tokenFields, tokensOf } from '../../../app/index.ts'
import { answered } from '../answer.ts'
import { bodyOf } from '../asked.ts'
import type { Operation } from '../operation.ts'
import { endedTokenShape, madeTokenShape, meShape, tokenListShape } from '../shapes/index.ts'

export const meOperations: readonly Operation[] = [
  {
    id: 'me',
    tag: 'You',
    summary: 'Who you are here',
    status: 200,
    answer: meShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/me',
      act: 'ownSession',
      handle({ c, person, caller }) {
        const { id, name, email, affiliation } = person
        return c.json({
          id,
          name,
          email,
          affiliation,
          roles: caller.roles,
          community: caller.community?.name ?? null,
        })
      },
    },
  },
  {
    id: 'listTokens',
    tag: 'You',
    summary: 'Your API tokens',
    status: 200,
    answer: tokenListShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/tokens',
      act: 'manageTokens',
      handle: async ({ c, world, person }) => c.json({ tokens: await tokensOf(world, person.id) }),
    },
  },
  {
    id: 'createToken',
    tag: 'You',
    summary: 'Make an API token',
    description: 'It has your rights, no more. Its value is shown once.',
    body: tokenFields,
    example: {
      label: 'release scripts',
      days: 90,
    },
    status: 201,
    answer: madeTokenShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/tokens',
      act: 'manageTokens',
      async handle({ c, world, person }) {
        const body = await bodyOf(c, tokenFields)
        const made = isBadInput(body) ? body : await createToken(world, person.id, body)
        return answered(c, made, (good) => c.json(good, 201))
      },
    },
  },
  {
    id: 'endToken',
    tag: 'You',
    summary: 'End an API token',
    status: 200,
    answer: endedTokenShape,
    route: {
      scope: 'person',
      method: 'delete',
      path: '/api/tokens/:id',
      act: 'manageTokens',
      async handle({ c, world, person }) {
        return answered(c, await endToken(world, person.id, c.req.param('id') ?? ''), (good) => c.json(good))
      },
    },
  },
]
