import type { Context } from 'hono'

/** A body that cannot be read: thrown by whoever parses it, answered by the gate. */
export class BadBody extends Error {
  override readonly name = 'BadBody'
  readonly code = 'not_readable'
}

/**
 * What a form sent: one text a field, or a list where a field came several times. Files are not taken here.
 * Throws `BadBody`.
 */
export async function formOf(c: Context): Promise<Readonly<Record<string, string | readonly string[]>>> {
  try {
    const body = await c.req.parseBody({ all: true })
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, texts(value)]))
  } catch (cause) {
    throw new BadBody('a form could not be read', { cause })
  }
}

function texts(value: unknown): string | readonly string[] {
  if (Array.isArray(value)) return value.filter((one): one is string => typeof one === 'string')
  return typeof value === 'string' ? value : ''
}

/** A JSON object. Throws `BadBody` for anything else. */
export async function jsonOf(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/(?:[a-z.+-]*\+)?json\b/i.test(type)) throw new BadBody('the body is not JSON')
  let value: unknown
  try {
    value = await c.req.json()
  } catch (cause) {
    throw new BadBody('the body is not JSON', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadBody('not a JSON object')
  return value as Readonly<Record<string, unknown>>
}
