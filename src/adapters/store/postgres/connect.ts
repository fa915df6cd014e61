import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Asked, Statement } from '../shared/statement.ts'
import { connected as connectedTo, type Runs } from '../../postgres/index.ts'
import { numbered } from './dialect.ts'
import { storeFailed } from './failures.ts'

export async function ask<Answer>(on: Runs, asked: Asked<Answer>): Promise<Answer> {
  return asked.answer((await run(on, { ...asked, text: numbered(asked.text) })).rows)
}

export function run(on: Runs, { text, values }: Statement): Promise<pg.QueryResult<Record<string, unknown>>> {
  const name = preparedName(text)
  return on.query({ ...(name === undefined ? {} : { name }), text, values: [...values] })
}

/**
 * Planning a commit takes longer than running it, so each text is prepared once on every connection. Texts vary with
 * the shape of what is written: the first so many are named, the rare ones after them are planned each time.
 */
const names = new Map<string, string>()
const mostNames = 500

function preparedName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size === mostNames) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 20)
  names.set(text, name)
  return name
}

/** One connection for the moment. Throws `StoreFailed`. */
export async function connected<Answer>(url: string, act: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  try {
    return await connectedTo(url, act)
  } catch (cause) {
    throw storeFailed(cause)
  }
}
