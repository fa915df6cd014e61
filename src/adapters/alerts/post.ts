import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { getCACertificates } from 'node:tls'
import { codeOf } from '../../core/kernel/index.ts'
import type { AlertOutcome, AlertReach } from '../../app/ports/index.ts'
import { isLoopback, whoseAddress } from './addresses.ts'
import type { Posted } from './formats.ts'

export interface Options {
  /** Milliseconds for the whole exchange, the name's lookup included. */
  readonly patience: number
  /** Certificates that are trusted besides the usual ones. */
  readonly authorities?: readonly string[]
  readonly lookup?: typeof systemLookup
}

/** So much of an answer is taken, and thrown away. */
const mostAnswered = 64_000

/** Why an address takes no alerts whatever it resolves to; `null` where its name has to be looked up. */
export function refusal(address: string, reach: AlertReach): 'private_address' | 'not_https' | null {
  const url = URL.parse(address)
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && reach.privateAddresses))) {
    return 'not_https'
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.protocol === 'http:' && host !== 'localhost' && !isLoopback(host)) return 'not_https'
  if (host === 'localhost' && !reach.privateAddresses) return 'private_address'
  return isIP(host) === 0 || mayReach(host, reach) ? null : 'private_address'
}

function mayReach(address: string, { privateAddresses }: AlertReach): boolean {
  const whose = whoseAddress(address)
  return whose === 'public' || (whose === 'local' && privateAddresses)
}

/**
 * Posts once. The name is looked up once, and the connection goes to the addresses that were checked: a name that says
 * something else a moment later (DNS rebinding) changes nothing. Redirects are not followed: they would lead past that.
 */
export function post(address: string, { headers, body }: Posted, reach: AlertReach, options: Options) {
  const wrong = refusal(address, reach)
  const { promise, resolve } = Promise.withResolvers<AlertOutcome>()
  if (wrong !== null) {
    resolve({ outcome: 'refused', code: wrong })
    return promise
  }
  const url = new URL(address)
  const isPlain = url.protocol === 'http:'
  const content = Buffer.from(body)
  // No connection is kept: the next alert looks again. An agent of its own takes no proxy from the environment.
  const common = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(content.length), 'user-agent': 'Tocsin', accept: '*/*' },
    lookup: checkedLookup(reach, isPlain, options.lookup ?? systemLookup),
  }
  const { authorities } = options
  const request = isPlain
    ? httpRequest(url, { ...common, agent: new HttpAgent({ keepAlive: false }) })
    : httpsRequest(url, {
        ...common,
        agent: new HttpsAgent({ keepAlive: false }),
        ...(authorities === undefined ? {} : { ca: [...getCACertificates('default'), ...authorities] }),
      })
  let handedOver = false
  let timedOut = false
  let answer: AlertOutcome | undefined
  const timer = setTimeout(() => {
    timedOut = true
    request.destroy()
  }, options.patience)
  request.on('finish', () => (handedOver = true))
  request.on('response', (response) => {
    answer = outcomeOf(response.statusCode ?? 0)
    discard(response)
  })
  request.on('error', (error) => {
    answer ??= failed(error, handedOver && !timedOut)
  })
  // After the answer was read to its end, or to as much of it as is taken; or nothing came.
  request.on('close', () => {
    clearTimeout(timer)
    resolve(timedOut && answer?.outcome !== 'sent' ? { outcome: 'later', code: 'timed_out' } : (answer ?? lost))
  })
  request.end(content)
  return promise
}

const lost: AlertOutcome = { outcome: 'unsure', code: 'connection_lost' }

/** Its headers decide; what follows is of no interest. */
function discard(response: IncomingMessage): void {
  let size = 0
  response.on('data', (part: Buffer) => {
    size += part.length
    if (size > mostAnswered) response.destroy()
  })
  // That the rest breaks off changes nothing.
  response.on('error', () => undefined)
}

/** Looks a name up as the system does, and answers only with addresses that alerts may go to. */
function checkedLookup(reach: AlertReach, isPlain: boolean, lookup: typeof systemLookup): LookupFunction {
  return (host, { family = 0, hints = 0, all = false }, done) => {
    lookup(host, { family, hints, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) return done(error, [])
      const good = found.filter(({ address }) => mayReach(address, reach) && (!isPlain || isLoopback(address)))
      const [first] = good
      if (first === undefined) return done(new PrivateAddress(), [])
      if (all) done(null, good)
      else done(null, first.address, first.family)
    })
  }
}

class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress'
  readonly code = 'private_address'
}

function outcomeOf(status: number): AlertOutcome {
  if (status >= 200 && status < 300) return { outcome: 'sent' }
  if (status >= 300 && status < 400) return { outcome: 'refused', code: 'redirected' }
  // Too early, too much, too long: the other side asks for another try (RFC 9110, RFC 8470, RFC 6585).
  const again = status >= 500 || status === 408 || status === 425 || status === 429
  return { outcome: again ? 'later' : 'refused', code: `http_${status}` }
}

const ofTls = /_TLS_|_SSL_|CERT|SIGNATURE|^EPROTO$/
const neverThere = /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EADDRNOTAVAIL)$/

function failed(error: unknown, handedOver: boolean): AlertOutcome {
  const code = codeOf(error) ?? ''
  if (code === 'private_address') return { outcome: 'refused', code }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { outcome: 'later', code: 'unknown_host' }
  if (ofTls.test(code)) return { outcome: 'later', code: 'tls_failed' }
  if (neverThere.test(code)) return { outcome: 'later', code: 'unreachable' }
  return { outcome: handedOver ? 'unsure' : 'later', code: 'connection_lost' }
}
