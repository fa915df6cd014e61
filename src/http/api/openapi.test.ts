import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { caseActNames, actNamed } from '../../core/process/index.ts'
import { apiRoutes, openApi, operations } from './index.ts'

type Described = {
  operationId: string
  requestBody?: { content: { 'application/json': { schema: object; example?: object } } }
  responses: Record<string, { content?: object }>
}
const paths = openApi()['paths'] as Record<string, Record<string, Described>>
const described = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

test('the description is OpenAPI 3.1, by an independent validator', async () => {
  const validator = new Validator()
  const found = await validator.validate(structuredClone(openApi()))
  expect(found).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('every reference in it leads somewhere', () => {
  const schemas = (openApi()['components'] as { schemas: object }).schemas
  const references = [...JSON.stringify(openApi()).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to)
  expect(references.length).toBeGreaterThan(100)
  for (const to of new Set(references))
    expect(Object.keys(schemas), to).toContain(to?.replace('#/components/schemas/', ''))
})

test('every route is described, and nothing else', () => {
  const routes = apiRoutes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  expect(described.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(routes.toSorted())
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
  expect(routes.length).toBeGreaterThan(caseActNames.length + 15)
})

test('every path belongs to the API’s voice, and every act of the process can be carried out', () => {
  expect(apiRoutes.filter(({ path }) => !path.startsWith('/api/'))).toEqual([])
  const acts = apiRoutes.filter(({ scope, method }) => scope === 'case' && method === 'post').map(({ act }) => act)
  expect(caseActNames.filter((name) => !acts.includes(name))).toEqual([])
})

test.each(caseActNames)('the example of %s has what the act needs, in a form that it takes', (name) => {
  const operation = operations.find(({ id }) => id === name)
  expect(actNamed(name).fields.safeParse(operation?.example).error?.issues).toBeUndefined()
})

test.each(operations.filter(({ example }) => example !== undefined).map((one) => [one.id, one] as const))(
  'the example of %s parses',
  (_, { body, example }) => {
    expect(body?.safeParse(example).error?.issues).toBeUndefined()
  },
)

test('each operation names the problems it may answer with', () => {
  for (const { path, operation } of described) {
    const { responses } = operation
    const problems = Object.entries(responses).filter(([status]) => Number(status) >= 400)
    expect(problems.length, operation.operationId).toBeGreaterThan(0)
    for (const [, { content }] of problems) expect(Object.keys(content ?? {})).toEqual(['application/problem+json'])
    if (path.includes('{')) expect(Object.keys(responses)).toContain('404')
  }
})

test('what may be asked for too often says so, and how long to wait', () => {
  const limited = Object.values(paths).flatMap((one) =>
    Object.values(one).filter(({ responses }) => '429' in responses),
  )
  const ids = limited.map(({ operationId }) => operationId)
  expect(ids).toEqual(expect.arrayContaining(['report', 'resendLinks', 'addAlertChannel', 'attachAsReporter']))
  expect(ids).not.toContain('listCases')
  for (const { responses } of limited) expect(responses['429']).toHaveProperty('headers.Retry-After')
})

test('bodies are told as strictly as they are taken', () => {
  const post = paths['/api/cases/{case}/post']?.['post']?.requestBody?.content['application/json'].schema
  expect(post).toMatchObject({
    additionalProperties: false,
    required: ['text'],
    properties: { text: { type: 'string', title: 'Message', 'x-input': 'multiline' } },
  })
})
