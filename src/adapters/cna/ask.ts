import { codeOf } from '../../core/kernel/index.ts'
import { CveServicesFailed, type CnaAccount } from '../../app/ports/index.ts'

export interface Asking {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Segments below the account's address; each is encoded. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
}

export interface Answer {
  readonly body: unknown
  readonly headers: Headers
}

/** A CVE record has 3.8 MB at most (CVE Services' own limit); a page of ids far less. */
const mostBytes = 8_000_000

/**
 * One exchange with CVE Services. Throws `CveServicesFailed`. Redirects are not followed: they would carry the key to
 * whoever is named there. `patience`: milliseconds.
 */
export async function ask(account: CnaAccount, asking: Asking, patience: number): Promise<Answer> {
  const { method, path, query = {}, body } = asking
  const search = new URLSearchParams(query).toString()
  const url = `${account.address}/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`
  const handedOver = method === 'GET' ? 'later' : 'unsure'
  let response: Response
  let text: string
  try {
    response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        'CVE-API-ORG': account.org,
        'CVE-API-USER': account.user,
        'CVE-API-KEY': account.key,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
    text = await textOf(response)
  } catch (error) {
    if (error instanceof CveServicesFailed) throw error
    throw failedOnTheWay(error, handedOver)
  }
  const value = json(text)
  if (response.status >= 300) throw refusal(response.status, value, handedOver)
  if (typeof value !== 'object' || value === null) throw new CveServicesFailed(handedOver, 'not_json')
  return { body: value, headers: response.headers }
}

/** Reads as much as an answer may have, and no more. */
async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    // Breaking off ends the connection.
    if (size > mostBytes) throw new CveServicesFailed('unsure', 'too_large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Node's codes of a connection that never was: nothing was handed over. */
const neverThere = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/
const ofTls = /_TLS_|_SSL_|CERT|SIGNATURE/

function failedOnTheWay(error: unknown, handedOver: 'later' | 'unsure'): CveServicesFailed {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new CveServicesFailed(handedOver, 'timed_out')
  }
  const code = codeOf((error as { cause?: unknown }).cause) ?? ''
  // The causes are left out: they may quote what was sent.
  if (neverThere.test(code)) return new CveServicesFailed('later', 'unreachable')
  if (ofTls.test(code)) return new CveServicesFailed('later', 'tls_failed')
  return new CveServicesFailed(handedOver, 'connection_lost')
}

/** Its own name of an error (`EXCEEDED_ID_QUOTA`) goes into the code; nothing else of what it says is kept. */
function refusal(status: number, body: unknown, handedOver: 'later' | 'unsure'): CveServicesFailed {
  if (status < 400) return new CveServicesFailed('refused', 'redirected')
  const { error } = (body ?? {}) as { error?: unknown }
  const name = typeof error === 'string' && /^[A-Z][A-Z_]{1,59}$/.test(error) ? `_${error.toLowerCase()}` : ''
  const code = `http_${status}${name}`
  if (status === 429) return new CveServicesFailed('later', code)
  return new CveServicesFailed(status >= 500 ? handedOver : 'refused', code)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
