import { createHash } from 'node:crypto'
import pg from 'pg'
import { StoreFailed } from '../../../app/ports/index.ts'
import type { Asked, Statement } from '../shared/statement.ts'
import { numbered } from './dialect.ts'
import { storeFailed } from './failures.ts'

/** Connections at most, for questions and commits together. */
const most = 12
const seconds = 1_000

/**
 * What every connection is told. A statement waits for a lock so long, and nobody keeps a transaction open that has
 * gone silent. Every question finds its rows one by one through an index, and none is so large that compiling it would
 * pay; the planner thinks otherwise of a search that stops at a limit, and is then up to twenty times slower: to find ten
 * rows it merged a word's with all streams there are.
 */
const session = [
  'lock_timeout=10s',
  'idle_in_transaction_session_timeout=60s',
  'client_min_messages=warning',
  'jit=off',
  'enable_seqscan=off',
  'enable_mergejoin=off',
  'enable_hashjoin=off',
]
  .map((setting) => `-c ${setting}`)
  .join(' ')

export function settingsFor(url: string): pg.ClientConfig {
  const given = new URL(url).searchParams
  return {
    connectionString: url,
    application_name: 'tocsin',
    ...(given.has('options') ? {} : { options: session }),
    ...(isElsewhere(url) && !given.has('sslmode') && !given.has('ssl') ? { ssl: true } : {}),
    connectionTimeoutMillis: 5 * seconds,
    // A connection that was cut without a word: nobody answers any more, and only this ends the waiting.
    query_timeout: 30 * seconds,
    keepAlive: true,
    types: { getTypeParser },
  }
}

/** To another machine the connection is encrypted, and the certificate checked, unless the address says otherwise. */
function isElsewhere(url: string): boolean {
  const { hostname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? decodeURIComponent(hostname)
  return !(host === '' || host.startsWith('/') || /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/.test(host))
}

/** `readOnly`: the server refuses to write for it. A connection lives a day at most: see `writers` in own.ts. */
export function openPool(url: string, { readOnly = false } = {}): pg.Pool {
  const pool = new pg.Pool({
    ...settingsFor(url),
    max: most,
    idleTimeoutMillis: 60 * seconds,
    maxLifetimeSeconds: 86_400,
    ...(readOnly
      ? { onConnect: (client) => client.query('set default_transaction_read_only = on').then(nothing) }
      : {}),
  })
  // Who waits for an answer on a connection that breaks is told; these say it once more, of connections nobody uses.
  pool.on('error', nothing)
  pool.on('connect', (client) => client.on('error', nothing))
  return pool
}

const nothing = () => undefined

/** Whoever can run statements: a pool, or one connection of it. */
export type Runs = Pick<pg.ClientBase, 'query'>

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

const usual = pg.types.getTypeParser
/** Types by their numbers in pg_type. */
const [bytea, int8] = [17, 20]

/** The same values as from SQLite: numbers for whole numbers, plain bytes for bytes. */
function getTypeParser(type: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (format === 'binary') return usual(type, 'binary')
  if (type === int8) return wholeNumber
  if (type === bytea) return (text) => Uint8Array.fromHex(text.slice('\\x'.length))
  return usual(type) as (text: string) => unknown
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new StoreFailed('corrupt', `${text} is no number that the store wrote`)
  return number
}

/** Each is one that lost data, or could not keep it, when it was otherwise. */
const safe: readonly { readonly setting: string; readonly not: RegExp; readonly must: string }[] = [
  { setting: 'fsync', not: /^off$/, must: 'on' },
  { setting: 'full_page_writes', not: /^off$/, must: 'on' },
  { setting: 'synchronous_commit', not: /^off$/, must: 'on' },
  { setting: 'server_encoding', not: /^(?!UTF8$)/, must: 'UTF8' },
  { setting: 'server_version_num', not: /^(?:\d{5}|1[0-3]\d{4})$/, must: '140000 or more' },
]

/** Asks the server itself. Throws `StoreFailed`: `unsafe_settings`, or `read_only` for a standby. */
export async function assertSafe(on: Runs): Promise<void> {
  for (const { setting, not, must } of safe) {
    const { rows } = await on.query<{ is: string }>('select current_setting($1) as is', [setting])
    const is = rows[0]?.is ?? ''
    if (not.test(is)) throw new StoreFailed('unsafe_settings', `${setting} is ${is}, it must be ${must}`)
  }
  const { rows } = await on.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
  if (rows[0]?.standby) throw new StoreFailed('read_only', 'this server is a standby: it only reads')
}

/** One connection for the moment. */
export async function connected<Answer>(url: string, act: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ ...settingsFor(url), query_timeout: 0 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await act(client)
  } catch (cause) {
    throw storeFailed(cause)
  } finally {
    await client.end().catch(() => undefined)
  }
}
