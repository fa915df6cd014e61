import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Accepting, MailInState, WayIn } from '../../app/ports/index.ts'
import type { MailListener } from '../../core/community/index.ts'

/** The one address it listens at: a mail server on this machine hands messages over, nobody else. */
const loopback = '127.0.0.1'
/** Milliseconds without a sign of life. */
const patience = 60_000
/**
 * Milliseconds for a whole connection, however lively: else a handful that send a byte now and then would take all the
 * places. A mail server keeps one for a few minutes (Postfix: `lmtp_connection_reuse_time_limit`), and comes again.
 */
const usual = 900_000
/** Connections at once, and people whom one message goes to. */
const most = { clients: 20, recipients: 100 } as const

/**
 * LMTP (RFC 2033) or SMTP for a mail server on this machine. A message is acknowledged once `accept` has it on disk, for
 * all of its recipients at once. `size`: what a message may have at most, in bytes, told before it is sent (RFC 1870).
 */
export function listen({ protocol, port }: MailListener, size: number, accept: Accepting, longest = usual): WayIn {
  let state: MailInState = { ok: false, code: 'starting' }
  const server = new SMTPServer({
    lmtp: protocol === 'lmtp',
    name: 'localhost',
    banner: 'Tocsin',
    size,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: most.clients,
    socketTimeout: patience,
    closeTimeout: 2_000,
    logger: false,
    onRcptTo: (_, session, done) =>
      done(session.envelope.rcptTo.length < most.recipients ? null : reply(452, 'Too many recipients')),
    onData: (stream, session, done) => void take(stream, session, accept).then(done, () => done(reply(451, unkept))),
  })
  server.server.on('connection', (socket: Socket) => {
    const over = setTimeout(() => socket.destroy(), longest)
    socket.once('close', () => clearTimeout(over))
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    // A connection that breaks off is the other side's affair; whether we listen is ours.
    if (!server.server.listening) state = { ok: false, code: error.code ?? 'failed' }
  })
  server.listen(port, loopback, () => (state = { ok: true }))
  return {
    state: () => state,
    close: () => {
      state = { ok: false, code: 'closed' }
      return new Promise((resolve) => {
        if (server.server.listening) server.close(resolve)
        else resolve()
      })
    },
  }
}

const unkept = 'Not kept: send it again later'

async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  accept: Accepting,
): Promise<Error | null> {
  const { mailFrom, rcptTo } = session.envelope
  const envelope = { from: mailFrom === false ? null : mailFrom.address, to: rcptTo.map(({ address }) => address) }
  // Whatever was not taken is read to its end: the answer comes behind it.
  const taken = await accept(stream.iterator({ destroyOnReturn: false }), envelope)
  stream.resume()
  if (taken === 'too_large' || stream.sizeExceeded) return reply(552, 'Too large')
  return taken === 'kept' ? null : reply(451, unkept)
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}
