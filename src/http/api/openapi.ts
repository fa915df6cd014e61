import { z } from 'zod'
import { limitsOf, type Route } from '../gate/index.ts'
import { tags, type Operation } from './operation.ts'
import { problemShape } from './shapes/index.ts'

type Json = Record<string, unknown>

/**
 * The API's description (OpenAPI 3.1) out of the same schemas that parse and type it. Answers are named components;
 * bodies stand where they are sent.
 */
export function openApiOf(operations: readonly Operation[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    const path = operation.route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.route.method]: described(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tocsin',
      version,
      description:
        'Runs an open-source project’s security response by its own written policy. ' +
        'Programs send an API token; browsers, their session. Every problem is RFC 9457 with a stable `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      schemas: componentsOf([problemShape, ...operations.map(({ answer }) => answer)]),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token: `tocsin_…`' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-tocsin_session',
          description: 'A browser’s; without TLS, on one’s own machine, it has no prefix',
        },
      },
    },
  }
}

function described(operation: Operation): Json {
  const { id, tag, summary, description, route } = operation
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(route.scope === 'public' || route.scope === 'reporter' ? { security: [] } : { security: secured }),
    parameters: [...pathParameters(route), ...queryParameters(operation), ...conditions(operation)],
    ...(operation.body === undefined ? {} : { requestBody: requestBody(operation, operation.body) }),
    responses: {
      [operation.status]: {
        description: 'As asked',
        ...(operation.versioned === true ? { headers: { ETag: { schema: { type: 'string' } } } } : {}),
        content: {
          [operation.bytes ? 'application/octet-stream' : 'application/json']: { schema: named(operation.answer) },
        },
      },
      ...Object.fromEntries(statusesOf(operation).map((status) => [status, problemAnswer(status)])),
    },
  }
}

const secured = [{ token: [] }, { session: [] }]

const parameterWords: Readonly<Record<string, string>> = {
  case: 'The case’s id',
  secret: 'The secret part of a reporter’s link',
  id: 'The id',
  file: 'The attachment’s number',
}

function pathParameters({ path }: Route): Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: parameterWords[name],
    schema: { type: 'string' },
  }))
}

function queryParameters({ query }: Operation): Json[] {
  if (query === undefined) return []
  const { properties, required = [] } = inline(query) as { properties: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function conditions({ conditional }: Operation): Json[] {
  if (conditional !== true) return []
  const description = 'The version that you looked at, for example "12": if the case has moved on, the answer is 409'
  return [{ name: 'If-Match', in: 'header', required: false, description, schema: { type: 'string' } }]
}

function requestBody({ example, files }: Operation, body: z.ZodObject): Json {
  const schema = { ...inline(body), additionalProperties: false }
  if (files === true) {
    const binary = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } }
    const { properties } = schema as { properties?: Json }
    const whole = { ...schema, properties: { ...properties, files: binary } }
    return { required: true, content: { 'multipart/form-data': { schema: whole } } }
  }
  const needed = ((schema as { required?: string[] }).required ?? []).length > 0
  return {
    required: needed,
    content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } },
  }
}

const problemWords: Readonly<Record<number, string>> = {
  400: 'It cannot be read, or fields need other values; nothing was saved',
  401: 'Nobody is signed in',
  403: 'Not for you to do',
  404: 'There is nothing here, or nothing that you may see',
  409: 'Somebody else acted first, or it is over; nothing of yours was saved',
  413: 'Too large',
  422: 'The process refuses: `clause` says why, `instead` the way out',
  429: 'Asked for too often in a short time; nothing was saved',
  503: 'The installation has not been set up yet, or its records cannot be reached now',
}

function statusesOf({ route, body, query }: Operation): number[] {
  const { scope, path } = route
  const takes = body !== undefined
  return [
    ...(takes || query !== undefined ? [400] : []),
    ...(scope === 'person' || scope === 'case' ? [401, 403] : []),
    ...(path.includes(':') ? [404] : []),
    ...(takes ? [409, 413, 422] : []),
    ...(limitsOf(route).length > 0 ? [429] : []),
    503,
  ]
}

const retryAfter = { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } }

function problemAnswer(status: number): Json {
  const content = { 'application/problem+json': { schema: named(problemShape) } }
  return { description: problemWords[status], ...(status === 429 ? { headers: retryAfter } : {}), content }
}

function named(schema: z.ZodType): Json {
  return { $ref: `#/components/schemas/${nameOf(schema)}` }
}

function nameOf(schema: z.ZodType): string {
  const id = z.globalRegistry.get(schema)?.id
  if (id === undefined) throw new Error('every answer of the API has a name')
  return id
}

function inline(schema: z.ZodObject): Json {
  return written(schema, 'input')
}

function written(schema: z.ZodType, io: 'input' | 'output'): Json {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => tidy(jsonSchema as Json),
  })
  const { $schema: _, ...rest } = made as Json
  return rest
}

/** Answers by name, with what they are made of beside them: Zod writes parts under `$defs` of each answer. */
function componentsOf(answers: readonly z.ZodType[]): Record<string, Json> {
  const found: Record<string, Json> = {}
  for (const answer of new Set(answers)) {
    const name = nameOf(answer)
    // A part without a name of its own (one that contains itself) is named after the answer.
    const text = JSON.stringify(written(answer, 'output')).replaceAll('__schema', `${name}Part`)
    const { $defs = {}, ...schema } = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
    // Where an answer is used by another, its schema stands among the parts too, and it is a reference to that.
    Object.assign(found, { [name]: schema }, $defs)
  }
  return found
}

/** Our own keywords as OpenAPI spells extensions; `example` as JSON Schema has it; names stand outside. */
function tidy(node: Json): void {
  const { input, example } = node
  for (const own of ['input', 'example', 'id', '$id']) delete node[own]
  if (input !== undefined) node['x-input'] = input
  if (example !== undefined) node['examples'] = [example]
}
