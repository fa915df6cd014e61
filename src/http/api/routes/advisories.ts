import { isAffected, isBadInput, osvOf, publicAdvisories, publicAdvisory } from '../../../app/index.ts'
import { problems } from '../../gate/index.ts'
import { answered } from '../answer.ts'
import { queryOf } from '../asked.ts'
import type { Operation } from '../operation.ts'
import {
  advisoryListJson,
  advisoryListShape,
  advisoryShape,
  affectsQuery,
  osvShape,
  verdictShape,
} from '../shapes/index.ts'
import { problemResponse } from '../voice.ts'

/** Public for good: caches may keep it, but shortly, because advisories are revised. */
const cached = 'public, max-age=60'

export const advisoryOperations: readonly Operation[] = [
  {
    id: 'listAdvisories',
    tag: 'Advisories',
    summary: 'The published advisories, the newest first',
    status: 200,
    answer: advisoryListShape,
    route: {
      scope: 'public',
      method: 'get',
      path: '/api/advisories',
      act: 'readPublic',
      async handle({ c, world }) {
        c.header('cache-control', cached)
        return c.json(advisoryListJson(await publicAdvisories(world)))
      },
    },
  },
  {
    id: 'readAdvisory',
    tag: 'Advisories',
    summary: 'One advisory',
    status: 200,
    answer: advisoryShape,
    route: {
      scope: 'public',
      method: 'get',
      path: '/api/advisories/:id',
      act: 'readPublic',
      async handle({ c, world }) {
        const advisory = await publicAdvisory(world, c.req.param('id') ?? '')
        if (advisory === undefined) return problemResponse(c, problems.notFound)
        c.header('cache-control', cached)
        return c.json(advisory)
      },
    },
  },
  {
    id: 'isAffected',
    tag: 'Advisories',
    summary: 'Whether a version is affected, and why',
    query: affectsQuery,
    status: 200,
    answer: verdictShape,
    route: {
      scope: 'public',
      method: 'get',
      path: '/api/advisories/:id/affects',
      act: 'readPublic',
      async handle({ c, world }) {
        const query = queryOf(c, affectsQuery)
        if (isBadInput(query)) return answered(c, query, () => c.body(null))
        const advisory = await publicAdvisory(world, c.req.param('id') ?? '')
        if (advisory === undefined) return problemResponse(c, problems.notFound)
        c.header('cache-control', cached)
        return c.json(isAffected(advisory, query))
      },
    },
  },
  {
    id: 'readOsv',
    tag: 'Advisories',
    summary: 'One advisory as an OSV record',
    status: 200,
    answer: osvShape,
    route: {
      scope: 'public',
      method: 'get',
      path: '/api/advisories/:id/osv',
      act: 'readPublic',
      async handle({ c, world }) {
        const advisory = await publicAdvisory(world, c.req.param('id') ?? '')
        if (advisory === undefined) return problemResponse(c, problems.notFound)
        c.header('cache-control', cached)
        return c.json(osvOf(advisory))
      },
    },
  },
]
