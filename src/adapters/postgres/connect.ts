import pg from 'pg'
import { isThisMachine } from '../../core/community/index.ts'
import { PostgresFailed } from './failures.ts'

const seconds = 1_000

/**
 * What every connection is told. A statement waits for a lock so long, and nobody keeps a transaction open that has
 * gone silent. Every question finds its rows one by one through an index, and none is so large that compiling it would
 * pay or worth a second process; the planner thinks otherwise of a search that stops at a limit, and is then up to twenty
 * times slower: to find ten rows it merged a word's with all streams there are, or began two processes for a thousand.
 */
const session = [
  'lock_timeout=10s',
  'idle_in_transaction_session_timeout=60s',
  'client_min_messages=warning',
  'jit=off',
  'enable_seqscan=off',
  'enable_mergejoin=off',
  'enable_hashjoin=off',
  'max_parallel_workers_per_gather=0',
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
  return !(host === '' || host.startsWith('/') || isThisMachine(host))
}

/**
 * `most`: connections at once. `readOnly`: the server refuses to write for it. A connection lives a day at most: see
 * `writers` in store/postgres/own.ts.
 */
export function openPool(
  url: string,
  { readOnly = false, most = 12 }: { readonly readOnly?: boolean; readonly most?: number } = {},
): pg.Pool {
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
  if (!Number.isSafeInteger(number)) throw new PostgresFailed('corrupt', `${text} is no number that Tocsin wrote`)
  return number
}

/** One connection for the moment. Throws what the library or `act` throws. */
export async function connected<Answer>(url: string, act: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ ...settingsFor(url), query_timeout: 0 })
  client.on('error', nothing)
  try {
    await client.connect()
    return await act(client)
  } finally {
    await client.end().catch(nothing)
  }
}
