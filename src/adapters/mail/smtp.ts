import { Readable } from 'node:stream'
import { getCACertificates } from 'node:tls'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { isThisMachine } from '../../core/community/index.ts'
import type { MailOutcome, MailServer, OutgoingMail } from '../../app/ports/index.ts'
import { compose, type Letter } from './compose.ts'
import { outcomeOf, type SmtpError } from './outcome.ts'

interface Patience {
  /** Milliseconds until connected, greeted, and under TLS. */
  readonly connect: number
  /** Milliseconds without a sign of life. RFC 5321, 4.5.3.2.6 would wait 10 minutes for the last reply. */
  readonly silence: number
  /** Milliseconds for the whole attempt, however lively the server is. */
  readonly whole: number
}

const usual: Patience = { connect: 30_000, silence: 120_000, whole: 300_000 }

export interface Options {
  readonly patience?: Partial<Patience>
  readonly authorities?: readonly string[]
}

export async function send(server: MailServer, message: OutgoingMail, options: Options): Promise<MailOutcome> {
  const letter = await compose(message)
  if (server.security === 'none' && !isThisMachine(server.host)) {
    return { outcome: 'later', code: 'unencrypted_and_not_local' }
  }
  return attempt(server, letter, { ...usual, ...options.patience }, options.authorities)
}

function attempt(server: MailServer, letter: Letter, patience: Patience, authorities?: readonly string[]) {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    dnsTimeout: patience.connect,
    socketTimeout: patience.silence,
    logger: false,
    ...(authorities === undefined ? {} : { tls: { ca: [...getCACertificates('default'), ...authorities] } }),
  })
  const { promise, resolve } = Promise.withResolvers<MailOutcome>()
  const text = Readable.from(pieces(letter.bytes))
  let handedOver = false
  // The library reads the text only after the server asked for it, and writes the final dot only after its end.
  text.once('end', () => (handedOver = true))
  const whole = setTimeout(() => fail({ code: 'ETIMEDOUT' }), patience.whole)

  function settle(outcome: MailOutcome) {
    clearTimeout(whole)
    resolve(outcome)
  }
  function fail(error: SmtpError) {
    settle(outcomeOf(error, handedOver))
    connection.close()
  }
  function hand() {
    connection.send({ from: letter.envelope.from, to: [...letter.envelope.to] }, text, (error, info) => {
      if (error) return fail(error)
      connection.quit()
      if (info.rejected.length > 0) settle({ outcome: 'refused', code: 'some_recipients_refused' })
      else settle({ outcome: 'sent' })
    })
  }
  connection.on('error', fail)
  connection.connect((error?: SmtpError | null) => {
    if (error) return fail(error)
    if (server.user === undefined) return hand()
    connection.login({ user: server.user, pass: server.password ?? '' }, (refused) => {
      if (refused) fail(refused)
      else hand()
    })
  })
  return promise
}

/** In pieces, so that the end of a long text is reached only when its beginning has left. */
function* pieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}
