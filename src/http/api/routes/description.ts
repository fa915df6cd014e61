import { z } from 'zod'
import type { Operation } from '../operation.ts'

const descriptionShape = z
  .looseObject({ openapi: z.string() })
  .meta({ id: 'OpenApi', description: 'https://spec.openapis.org/oas/v3.1.0' })

/** The description is made when it is first asked for: starting does not wait for it. */
export function descriptionOperation(description: () => Record<string, unknown>): Operation {
  return {
    id: 'openApi',
    tag: 'Description',
    summary: 'This description',
    status: 200,
    answer: descriptionShape,
    route: {
      scope: 'public',
      method: 'get',
      path: '/api/openapi.json',
      act: 'readPublic',
      handle: ({ c }) => c.json(description()),
    },
  }
}
