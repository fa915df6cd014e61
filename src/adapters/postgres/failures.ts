import pg from 'pg'

/** SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), a whole code or its class. */
const codes: Readonly<Record<string, PostgresFailed['code']>> = {
  '08': 'unreachable',
  '28': 'unreachable',
  '3D': 'unreachable',
  '57P': 'unreachable',
  '53300': 'busy',
  '53100': 'disk_full',
  '25006': 'read_only',
  '40001': 'busy',
  '40P01': 'busy',
  '55P03': 'busy',
  '57014': 'busy',
  XX001: 'corrupt',
  XX002: 'corrupt',
}

/** What a database server refuses or does not answer, whatever is kept in it; `cause` is what the library said. */
export class PostgresFailed extends Error {
  override readonly name = 'PostgresFailed'
  readonly code: 'unreachable' | 'busy' | 'disk_full' | 'read_only' | 'corrupt' | 'unsafe_settings' | 'failed'
  constructor(code: PostgresFailed['code'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

export function postgresFailed(cause: unknown): PostgresFailed {
  if (cause instanceof PostgresFailed) return cause
  const state = sqlState(cause)
  const unwritable = state === '42501' && !isDenied(cause) ? 'read_only' : undefined
  const known = unwritable ?? codes[state] ?? codes[state.slice(0, 3)] ?? codes[state.slice(0, 2)]
  const code = known ?? (isConnectionLost(cause) ? 'unreachable' : 'failed')
  return new PostgresFailed(code, `PostgreSQL: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
}

/**
 * 42501 says that a role lacks a right on a table; and, from elsewhere in the server, that the system lets the server not
 * write to its own files (src/backend/utils/error/elog.c, errcode_for_file_access: EPERM, EACCES, EROFS).
 */
function isDenied(cause: unknown): boolean {
  return cause instanceof pg.DatabaseError && cause.routine === 'aclcheck_error'
}

export function sqlState(cause: unknown): string {
  return cause instanceof pg.DatabaseError ? (cause.code ?? '') : ''
}

/**
 * True where the server did not answer the statement itself: the connection broke, or somebody ended it. Only an error
 * that is the answer to a statement says for sure that it was rolled back.
 */
export function isUnanswered(cause: unknown): boolean {
  if (cause instanceof PostgresFailed) return false
  return !(cause instanceof pg.DatabaseError) || cause.severity === 'FATAL' || cause.severity === 'PANIC'
}

/** True where there was no answer because there was no connection, or no room on the server: it may be there soon. */
export function isAway(cause: unknown): boolean {
  return cause instanceof pg.DatabaseError ? isUnanswered(cause) : isConnectionLost(cause)
}

function isConnectionLost(cause: unknown): boolean {
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && /^(?:E[A-Z]+|ERR_|CERT_|DEPTH_|SELF_|UNABLE_)/.test(code)) return true
  return /^(?:Connection terminated|timeout exceeded|Query read timeout|Client has encountered)/.test(String(message))
}
