import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { selfSigned } from '../../../tests/peers/certificate.ts'
import type { MailServer, OutgoingMail } from '../../app/ports/index.ts'
import { smtpMail } from './index.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const message: OutgoingMail = {
  messageId: 'effect-1.k7@tocsin.example.org',
  from: { name: 'Tőcsin, security', address: 'security@example.org' },
  to: ['ann@example.org'],
  subject: 'Für Ann: c-000000000001 is waiting ✉',
  text: 'Hello,\n\n.a line that begins with a dot\n\nhttps://tocsin.example.org/c-000000000001\n',
  date: '2026-11-02T10:00:00.5Z',
  automatic: true,
}
const patience = { connect: 1_000, silence: 300, whole: 2_000 }

describe('a message that is accepted', () => {
  test('arrives as written, marked as automatic, the same bytes on every attempt', async () => {
    const { server, received } = await sink()
    expect(await smtpMail().send(server, message)).toEqual({ outcome: 'sent' })
    expect(await smtpMail().send(server, message)).toEqual({ outcome: 'sent' })
    const [first, second] = received
    expect(first!.raw).toBe(second!.raw)
    expect(first!.envelope).toEqual({ from: 'security@example.org', to: ['ann@example.org'] })
    const mail = await simpleParser(first!.raw)
    expect(mail.messageId).toBe('<effect-1.k7@tocsin.example.org>')
    expect(mail.date?.toISOString()).toBe('2026-11-02T10:00:00.000Z')
    expect(mail.from?.value).toEqual([{ name: 'Tőcsin, security', address: 'security@example.org' }])
    expect(mail.subject).toBe(message.subject)
    expect(mail.text).toBe(message.text)
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.headers.get('content-type')).toMatchObject({ value: 'text/plain', params: { charset: 'utf-8' } })
    expect([...mail.headers.keys()].sort()).toEqual([
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ])
  })

  test("a person's mail is not marked, and may say where to reply", async () => {
    const { server, received } = await sink()
    const mail = {
      ...message,
      automatic: false,
      replyTo: 'c-1+tag@example.org',
      to: ['ann@example.org', 'ben@example.org'],
    }
    expect(await smtpMail().send(server, mail)).toEqual({ outcome: 'sent' })
    const parsed = await simpleParser(received[0]!.raw)
    expect(parsed.headers.has('auto-submitted')).toBe(false)
    expect(parsed.replyTo?.value[0]?.address).toBe('c-1+tag@example.org')
    expect(received[0]!.envelope.to).toEqual(['ann@example.org', 'ben@example.org'])
  })
})

describe('a refusal', () => {
  const cases: [string, SMTPServerOptions, object][] = [
    ['of the text for good', { onData: after(reply(554)) }, { outcome: 'refused', code: 'smtp_554' }],
    ['of the text for now', { onData: after(reply(451)) }, { outcome: 'later', code: 'smtp_451' }],
    ['of the sender', { onMailFrom: (_, __, done) => done(reply(550)) }, { outcome: 'refused', code: 'smtp_550' }],
    [
      'of the only recipient',
      { onRcptTo: (_, __, done) => done(reply(550)) },
      { outcome: 'refused', code: 'smtp_550' },
    ],
    [
      'of the only recipient for now',
      { onRcptTo: (_, __, done) => done(reply(450)) },
      { outcome: 'later', code: 'smtp_450' },
    ],
    ['at the door for good', { onConnect: (_, done) => done(reply(554)) }, { outcome: 'refused', code: 'smtp_554' }],
    ['at the door for now', { onConnect: (_, done) => done(reply(421)) }, { outcome: 'later', code: 'smtp_421' }],
  ]
  test.each(cases)('%s', async (_, options, outcome) => {
    const { server } = await sink(options)
    expect(await smtpMail({ patience }).send(server, message)).toEqual(outcome)
  })

  test('of some recipients', async () => {
    const { server, received } = await sink({
      onRcptTo: ({ address }, _, done) => done(address.startsWith('ben') ? reply(550) : null),
    })
    const outcome = await smtpMail().send(server, { ...message, to: ['ann@example.org', 'ben@example.org'] })
    expect(outcome).toEqual({ outcome: 'refused', code: 'some_recipients_refused' })
    expect(received[0]!.envelope.to).toEqual(['ann@example.org'])
  })

  test('of the password; the right one is let in', async () => {
    const { server } = await sink({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) =>
        done(username === 'tocsin' && password === 'right' ? null : reply(535), { user: 'tocsin' }),
    })
    const mail = smtpMail({ patience })
    const send = (password: string) => mail.send({ ...server, user: 'tocsin', password }, message)
    expect(await send('wrong')).toEqual({ outcome: 'refused', code: 'smtp_535' })
    expect(await send('right')).toEqual({ outcome: 'sent' })
  })
})

describe('a connection that breaks', () => {
  test('after the text was handed over leaves it unsure', async () => {
    const { server, received } = await sink({
      onData(stream, session) {
        stream.resume().on('end', () => received.drop(session.id))
      },
    })
    expect(await smtpMail({ patience }).send(server, message)).toEqual({ outcome: 'unsure', code: 'connection_lost' })
  })

  test('in silence after the text was handed over leaves it unsure', async () => {
    const { server } = await sink({ onData: (stream) => void stream.resume() })
    expect(await smtpMail({ patience }).send(server, message)).toEqual({ outcome: 'unsure', code: 'timeout' })
  })

  test('while the text is being read was surely not accepted', async () => {
    const { server, received } = await sink({
      onData: (stream, session) => void stream.once('data', () => received.drop(session.id)),
    })
    const long = { ...message, text: 'a long line of text, again and again\n'.repeat(500_000) }
    expect(await smtpMail({ patience }).send(server, long)).toMatchObject({ outcome: 'later' })
  })

  test.each(['onConnect', 'onMailFrom', 'onRcptTo'] as const)('at %s was surely not accepted', async (hook) => {
    const peer = await sink({
      [hook]: (...asked: { id?: string }[]) => peer.received.drop(asked.find((one) => one.id !== undefined)!.id!),
    })
    expect(await smtpMail({ patience }).send(peer.server, message)).toEqual({ outcome: 'later', code: 'no_connection' })
  })

  test('by never saying anything, or never finishing, is tried again later', async () => {
    const silent = await rawPeer(() => undefined)
    const quick = { ...patience, connect: 200 }
    expect(await smtpMail({ patience: quick }).send(silent, message)).toEqual({ outcome: 'later', code: 'timeout' })
    const dripping = await rawPeer((socket) => {
      socket.write('220-')
      const drip = setInterval(() => socket.write('x'), 50)
      socket.on('close', () => clearInterval(drip))
    })
    const patient = { connect: 60_000, silence: 60_000, whole: 400 }
    expect(await smtpMail({ patience: patient }).send(dripping, message)).toEqual({ outcome: 'later', code: 'timeout' })
  })

  test('with words that are not SMTP is tried again later', async () => {
    const web = await rawPeer((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect(await smtpMail({ patience }).send(web, message)).toEqual({ outcome: 'later', code: 'not_smtp' })
  })

  test('before it began: nobody listens, nobody has that name', async () => {
    const { server } = await sink()
    await closing.pop()!()
    expect(await smtpMail({ patience }).send(server, message)).toEqual({ outcome: 'later', code: 'no_connection' })
    const nowhere = { ...server, security: 'tls', host: 'nowhere.invalid' } as const
    expect(await smtpMail({ patience }).send(nowhere, message)).toEqual({ outcome: 'later', code: 'unknown_host' })
  })
})

describe('encryption', () => {
  test.each(['tls', 'starttls'] as const)('%s is kept to', async (security) => {
    const identity = selfSigned()
    const { server, received } = await sink({ ...identity, secure: security === 'tls', disabledCommands: ['AUTH'] })
    const secured = { ...server, security, host: 'localhost' }
    expect(await smtpMail({ patience, authorities: [identity.cert] }).send(secured, message)).toEqual({
      outcome: 'sent',
    })
    expect(received[0]!.secure).toBe(true)
    expect(await smtpMail({ patience }).send(secured, message)).toEqual({ outcome: 'later', code: 'tls_failed' })
    expect(received).toHaveLength(1)
  })

  test('a server without STARTTLS gets nothing', async () => {
    const { server, received } = await sink({ disabledCommands: ['STARTTLS', 'AUTH'] })
    const outcome = await smtpMail({ patience }).send({ ...server, security: 'starttls' }, message)
    expect(outcome).toEqual({ outcome: 'later', code: 'tls_failed' })
    expect(received).toHaveLength(0)
  })

  test.each(['mail.example.org', '10.0.0.1', '127.evil.example.org'])(
    'nothing leaves for %s in clear',
    async (host) => {
      const outcome = await smtpMail({ patience }).send({ host, port: 25, security: 'none' }, message)
      expect(outcome).toEqual({ outcome: 'later', code: 'unencrypted_and_not_local' })
    },
  )
})

function reply(responseCode: number): Error {
  return Object.assign(new Error('no'), { responseCode })
}

function after(error: Error): NonNullable<SMTPServerOptions['onData']> {
  return (stream, _, done) => void stream.resume().on('end', () => done(error))
}

interface Received {
  readonly raw: string
  readonly secure: boolean
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
}

/** A real SMTP server that keeps what it gets; `drop` breaks one of its connections. */
async function sink(options: SMTPServerOptions = {}) {
  const received = Object.assign([] as Received[], {
    drop: (id: string) => {
      const found = [...(smtp as unknown as { connections: Set<{ id: string; _socket: Socket }> }).connections]
      found.find((connection) => connection.id === id)!._socket.destroy()
    },
  })
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'].slice(0, options.onAuth === undefined ? 2 : 1),
    closeTimeout: 10,
    onData(stream, { envelope, secure }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope
        const from = mailFrom === false ? '' : mailFrom.address
        received.push({
          raw: Buffer.concat(chunks).toString(),
          secure,
          envelope: { from, to: rcptTo.map(({ address }) => address) },
        })
        done()
      })
    },
    ...options,
  })
  smtp.on('error', () => undefined)
  const listening = smtp.listen(0, '127.0.0.1') as unknown as Server
  await once(listening, 'listening')
  closing.push(() => new Promise<void>((resolve) => smtp.close(() => resolve())))
  const { port } = listening.address() as AddressInfo
  const server: MailServer = { host: '127.0.0.1', port, security: 'none' }
  return { server, received }
}

async function rawPeer(greet: (socket: Socket) => unknown): Promise<MailServer> {
  const sockets = new Set<Socket>()
  const peer = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    greet(socket)
  })
  peer.listen(0, '127.0.0.1')
  await once(peer, 'listening')
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    peer.close()
  })
  return { host: '127.0.0.1', port: (peer.address() as AddressInfo).port, security: 'none' }
}
