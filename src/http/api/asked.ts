import type { Context } from 'hono'
import type { z } from 'zod'
import { badInput, type BadInput, type ByWhom } from '../../app/index.ts'
import { jsonOf, type AskedByPerson } from '../gate/index.ts'

type Body = Readonly<Record<string, unknown>>

/**
 * The JSON object that was sent; nothing at all counts as `{}`. A member that the act does not know is refused: a
 * misspelt optional field would otherwise be lost without a word. Throws `BadBody` for what is not a JSON object.
 */
export async function bodyOf(c: Context, known: z.ZodObject): Promise<Body | BadInput> {
  const type = c.req.header('content-type')
  if (type === undefined && (await c.req.text()) === '') return {}
  const body = await jsonOf(c)
  const unknown = Object.keys(body).filter((name) => !Object.hasOwn(known.shape, name))
  if (unknown.length === 0) return body
  const problems = unknown.slice(0, 50).map((name) => ({
    field: name.slice(0, 100).toWellFormed(),
    says: `is not known here; known: ${Object.keys(known.shape).join(', ') || 'none'}`,
  }))
  return { badInput: true, problems }
}

/** The query's parameters, each given once. */
export function queryOf<Query extends z.ZodObject>(c: Context, query: Query): z.infer<Query> | BadInput {
  const given = Object.entries(c.req.queries())
  const twice = given.filter(([, values]) => values.length > 1)
  const unknown = given.filter(([name]) => !Object.hasOwn(query.shape, name))
  const problems = [
    ...twice.map(([name]) => ({ field: name.slice(0, 100), says: 'is given more than once' })),
    ...unknown.map(([name]) => ({ field: name.slice(0, 100), says: 'is not known here' })),
  ]
  if (problems.length > 0) return { badInput: true, problems }
  const parsed = query.safeParse(Object.fromEntries(given.map(([name, values]) => [name, values[0]])))
  return parsed.success ? parsed.data : badInput(parsed.error)
}

/**
 * The version in `If-Match: "12"`, so that an act is decided on what the client saw; without the header (or with `*`)
 * it is decided on what is newest.
 */
export function expectedOf(c: Context): { readonly expected?: number } | BadInput {
  const text = c.req.header('if-match')?.trim()
  if (text === undefined || text === '*') return {}
  const version = /^"(\d{1,9})"$/.exec(text)?.[1]
  if (version !== undefined) return { expected: Number(version) }
  return { badInput: true, problems: [{ field: 'If-Match', says: 'must be a version in quotes, for example "12"' }] }
}

export function byWhom({ caller }: Pick<AskedByPerson, 'caller'>): ByWhom {
  return caller.session === null ? 'token' : 'owner'
}
