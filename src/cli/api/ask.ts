import { isThisMachine } from '../../core/community/index.ts'
import { exits, type CommandIo } from '../command.ts'
import { textOf } from '../options.ts'
import { clean, told } from './text.ts'

export interface Question {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  /** JSON; or a form, which says of itself what it is. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Sent without a token, for what is everyone's. */
  readonly anonymous?: true
}

/** What a server answers with when it does not do what was asked (RFC 9457). */
export interface ProblemJson {
  readonly code: string
  readonly clause: string
  readonly says: string
  readonly instead: string
  readonly fields?: readonly { readonly field: string; readonly says: string }[]
}

const patience = 30_000
const patienceWithFiles = 600_000
const usual = 'http://127.0.0.1:8080'

/**
 * Asks the server at TOCSIN_URL. Answers with the JSON that it sent, or with an exit code after saying why there is
 * none: 1 what the server refused, 2 what cannot be asked like this, 3 no server, or none that answered in time.
 */
export async function ask<Answer>(io: CommandIo, question: Question, asJson: boolean): Promise<Answer | number> {
  const base = addressOf(io)
  if (typeof base === 'number') return base
  const token = question.anonymous === true ? undefined : await tokenOf(io)
  if (typeof token === 'number') return token
  const headers = {
    accept: 'application/json',
    ...(question.body === undefined || question.body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...question.headers,
  }
  let response: Response
  let text: string
  try {
    response = await io.fetch(`${base}${question.path}`, {
      method: question.method ?? 'GET',
      headers,
      ...(question.body === undefined ? {} : { body: written(question.body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(question.body instanceof FormData ? patienceWithFiles : patience),
    })
    text = await response.text()
  } catch (error) {
    io.err(isTimeout(error) ? tooSlow(base, question) : `unreachable: no answer from ${base} — ${elsewhere}`)
    return exits.unreachable
  }
  const value = json(text)
  if (value !== undefined && response.ok) return value as Answer
  if (value === undefined || !isProblem(value)) {
    io.err(`unreachable: what answers at ${base} is not Tocsin (HTTP ${response.status}) — Set TOCSIN_URL.\n`)
    return exits.unreachable
  }
  sayProblem(value, io, asJson)
  return exits.refused
}

const elsewhere = 'Start it with tocsin serve, or set TOCSIN_URL.\n'

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError'
}

/** Whoever waits no longer does not know what became of it. */
function tooSlow(base: string, { method = 'GET' }: Question): string {
  const instead = method === 'GET' ? 'Try again.' : 'It may have been done: look before you do it again.'
  return `too_slow: ${base} took too long to answer — ${instead}\n`
}

/** JSON that a proxy or another program answers with is not this server's word. */
function isProblem(value: object): value is ProblemJson {
  const { code, clause, says, instead } = value as Partial<ProblemJson>
  return [code, clause, says, instead].every((text) => typeof text === 'string')
}

function written(body: unknown): FormData | string {
  return body instanceof FormData ? body : JSON.stringify(body)
}

/** Plain HTTP would show the token to everyone on the way; it is for this machine only. */
function addressOf(io: CommandIo): string | number {
  const text = io.env['TOCSIN_URL'] ?? ''
  const url = URL.parse(text === '' ? usual : text)
  const here = url !== null && isThisMachine(url.hostname)
  if (url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && here))) {
    return url.href.replace(/\/+$/, '')
  }
  io.err(`TOCSIN_URL must be an https:// address, or an http:// address of this machine\n`)
  return exits.misused
}

/**
 * TOCSIN_TOKEN, else what is in the file that TOCSIN_TOKEN_FILE names, else in ~/.config/tocsin/token; an exit code where
 * somebody has named a file that cannot be read.
 */
async function tokenOf(io: CommandIo): Promise<string | number | undefined> {
  const { env, read } = io
  const direct = env['TOCSIN_TOKEN']?.trim() ?? ''
  if (direct !== '') return direct
  const named = env['TOCSIN_TOKEN_FILE'] ?? ''
  if (named !== '') {
    const text = await textOf(named, io)
    return typeof text === 'number' ? text : text.trim() || undefined
  }
  const folder = env['XDG_CONFIG_HOME'] ?? `${env['HOME'] ?? ''}/.config`
  try {
    return (await read(`${folder}/tocsin/token`)).trim() || undefined
  } catch {
    // No file, no token: the server says what needs one.
    return undefined
  }
}

/** The server speaks to browsers, too. */
const tokenHint =
  'Make a token with tocsin token create --person EMAIL --label TEXT, and put it into TOCSIN_TOKEN, or into a file that TOCSIN_TOKEN_FILE names.'

function sayProblem(problem: ProblemJson, io: CommandIo, asJson: boolean): void {
  if (asJson) io.out(`${JSON.stringify(problem, null, 2)}\n`)
  const { code, clause, says, fields = [] } = problem
  const instead = code === 'sign_in_first' ? tokenHint : problem.instead
  const where = clause === '-' ? '' : ` (${clause})`
  const lines = fields.map(({ field, says: what }) => `  ${field}: ${clean(what)}\n`).join('')
  io.err(`${code}${where}: ${told(says)} — ${told(instead)}\n${lines}`)
}

function json(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
