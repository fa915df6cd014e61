import type { Context } from 'hono'
import { BadBody } from './badBody.ts'
import { isMultipart, partsOf, type Parts } from './multipart.ts'

/**
 * What a form sent: one text a field, or a list where a field came several times. `files: 'later'`: the files that come
 * after the fields wait for `filesOf`; otherwise they are passed over. Throws `BadBody`, `BodyTooLarge`.
 */
export async function formOf(
  c: Context,
  { files = 'none' }: { readonly files?: 'none' | 'later' } = {},
): Promise<Readonly<Record<string, string | readonly string[]>>> {
  if (isMultipart(c)) {
    const parts = await partsOf(c)
    if (files === 'none') for await (const { bytes } of parts.files()) for await (const _ of bytes);
    const all = new Map<string, string[]>()
    for (const [name, value] of parts.fields) all.set(name, [...(all.get(name) ?? []), value])
    return Object.fromEntries(
      [...all].map(([name, [first = '', ...more]]) => [name, more.length === 0 ? first : [first, ...more]]),
    )
  }
  try {
    const body = await c.req.parseBody({ all: true })
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, texts(value)]))
  } catch (cause) {
    throw new BadBody('a form could not be read', { cause })
  }
}

/** The files of a form, after its fields were read; none where it has none. Throws as `formOf`, while they are read. */
export async function* filesOf(c: Context): ReturnType<Parts['files']> {
  if (isMultipart(c)) yield* (await partsOf(c)).files()
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
