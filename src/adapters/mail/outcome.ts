import type { MailOutcome } from '../../app/ports/index.ts'

/** What the library says of a failure (its errors.d.ts). */
export interface SmtpError {
  readonly code?: string | undefined
  /** Node's own code, where the library put its own in its place. */
  readonly originalCode?: string | undefined
  readonly responseCode?: number | undefined
}

const codes: Record<string, string> = {
  EDNS: 'unknown_host',
  ETLS: 'tls_failed',
  ETIMEDOUT: 'timeout',
  EPROTOCOL: 'not_smtp',
  EAUTH: 'authentication_failed',
}

/** A certificate or a handshake that Node refused: `ERR_TLS_…`, `DEPTH_ZERO_SELF_SIGNED_CERT`, `CERT_HAS_EXPIRED`… */
const ofTls = /_TLS_|_SSL_|CERT|SIGNATURE/

/**
 * The outcome of a failed attempt. `handedOver`: the end of the text was written to the connection. From then on
 * only a reply can tell; before, the server cannot have accepted anything (RFC 5321, section 4.1.1.4).
 */
export function outcomeOf(error: SmtpError, handedOver: boolean): MailOutcome {
  const { code = '', originalCode = '', responseCode } = error
  const replied = responseCode === undefined ? undefined : `smtp_${responseCode}`
  // What a server says while TLS is being set up is not an answer to the message.
  if (code === 'ETLS' || ofTls.test(originalCode)) return { outcome: 'later', code: 'tls_failed' }
  if (replied !== undefined && isNo(responseCode, 5)) return { outcome: 'refused', code: replied }
  if (replied !== undefined && isNo(responseCode, 4)) return { outcome: 'later', code: replied }
  if (handedOver) return { outcome: 'unsure', code: codes[code] ?? 'connection_lost' }
  return { outcome: 'later', code: codes[code] ?? 'no_connection' }
}

/** 503 says that the session, not the message, was in the wrong state: another attempt starts a new one. */
function isNo(responseCode: number | undefined, first: 4 | 5): boolean {
  if (responseCode === 503) return first === 4
  return Math.floor((responseCode ?? 0) / 100) === first
}
