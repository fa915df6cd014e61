import { ImapFlow } from 'imapflow'
import { codeOf } from '../../core/kernel/index.ts'
import { isThisMachine, type Mailbox } from '../../core/community/index.ts'

/** A connection to a mailbox's server, not yet made. Throws where a password would leave this machine in clear. */
export function clientFor({ host, port, security, user, password }: Mailbox): ImapFlow {
  if (security === 'none' && !isThisMachine(host)) {
    throw failed('unencrypted_and_not_local', 'without encryption, only a mailbox on this machine')
  }
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    // Required where it was asked for: a server, or somebody in between, that does not offer it gets no password.
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    auth: { user, pass: password },
    logger: false,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 300_000,
    autoIdleDelay: 250,
    maxIdleTime: 600_000,
    // A message in pieces of 64 kB; nothing that a server says has to be longer.
    maxLiteralSize: 1_000_000,
    maxLineLength: 1_000_000,
  })
  // Told by whatever is waiting for the connection.
  client.on('error', () => undefined)
  return client
}

/**
 * What a step comes to. One that takes longer is given up with its connection, and throws `too_slow`: whoever sends a
 * byte now and then gives a sign of life, for which the library would wait for ever, and never an answer.
 */
export async function within<Result>(client: ImapFlow, milliseconds: number, step: Promise<Result>): Promise<Result> {
  const { promise: over, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(failed('too_slow', 'the mailbox’s server takes too long to answer'))
    client.close()
  }, milliseconds)
  try {
    return await Promise.race([step, over])
  } finally {
    clearTimeout(timer)
  }
}

export function failed(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}

/** Why a mailbox cannot be looked into: a code, never what its server says. */
export function failureOf(error: unknown): string {
  const { authenticationFailed, mailboxMissing } = error as {
    readonly authenticationFailed?: unknown
    readonly mailboxMissing?: unknown
  }
  if (authenticationFailed === true) return 'login_refused'
  if (mailboxMissing === true) return 'no_folder'
  const code = codeOf(error) ?? 'failed'
  return /^(?:Literal|Line|Response)TooLarge$/.test(code) ? 'too_much' : code
}
