import { osvOf, publicAdvisories, publicAdvisory } from '../../../app/index.ts'
import { problems } from '../../gate/index.ts'
import type { Operation } from '../operation.ts'
import { advisoryListJson, advisoryListShape, advisoryShape, osvShape } from '../shapes/index.ts'
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
        return c.json(osvOf(advisory).record)
      },
    },
  },
]
