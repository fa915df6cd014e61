import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { MailServer, OutgoingMail } from '../../app/ports/index.ts'
import { smtpMail } from './index.ts'

/** Servers that answer as no server should; what they heard is looked at besides what came of it. */
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const message: OutgoingMail = {
  messageId: 'effect-1.k7@tocsin.example.org',
  from: { name: 'Tocsin', address: 'security@example.org' },
  to: ['ann@example.org'],
  subject: 'c-000000000001 is waiting',
  text: 'Something sealed.\n',
  date: '2026-11-02T10:00:00Z',
  automatic: true,
}

type Answer = (socket: Socket) => void
const says =
  (text: string): Answer =>
  (socket) =>
    void socket.write(`${text}\r\n`)

/** Answers whatever a command begins with; `.` is the end of the text. */
async function peer(answers: Readonly<Record<string, Answer>>) {
  const heard: string[] = []
  const all: Readonly<Record<string, Answer>> = {
    EHLO: says('250 mail.example.org'),
    MAIL: says('250 ok'),
    RCPT: says('250 ok'),
    DATA: says('354 go on'),
    '.': says('250 ok'),
    QUIT: says('221 bye'),
    ...answers,
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        heard.push(line)
        all[line === '.' ? line : line.slice(0, 4)]?.(socket)
      }
    })
    socket.write('220 mail.example.org\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const to: MailServer = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, security: 'none' }
  return { to, heard }
}

/** A byte now and then: each is a sign of life. */
const drips: Answer = (socket) => {
  const drip = setInterval(() => socket.write('2'), 20)
  socket.on('close', () => clearInterval(drip))
}
const send = (to: MailServer, whole = 30_000) =>
  smtpMail({ patience: { connect: 30_000, silence: 30_000, whole } }).send(to, message)

describe('a server that drips', () => {
  test.each(['EHLO', 'MAIL', 'RCPT', 'DATA'])('its answer to %s: surely not sent', async (command) => {
    const { to, heard } = await peer({ [command]: drips })
    expect(await send(to, 600)).toEqual({ outcome: 'later', code: 'timeout' })
    expect(heard.join('\n')).not.toContain('Something sealed')
  })

  test('its answer to the text: nobody knows', async () => {
    const { to } = await peer({ '.': drips })
    expect(await send(to, 1_500)).toEqual({ outcome: 'unsure', code: 'timeout' })
  })
})

describe('a server that ends', () => {
  test.each([
    ['with its end of the connection', (socket: Socket) => socket.end()],
    ['in the middle of a yes', (socket: Socket) => socket.end('250')],
    ['in the middle of a long yes', (socket: Socket) => socket.end('250-ok\r\n250-')],
  ] as [string, Answer][])('after the text, %s: nobody knows', async (_, answer) => {
    const { to } = await peer({ '.': answer })
    expect(await send(to)).toMatchObject({ outcome: 'unsure' })
  })
})

describe('a server that lies', () => {
  test.each([
    ['too small', '250-mail.example.org\r\n250 SIZE 10'],
    ['none', '250-mail.example.org\r\n250 SIZE'],
    ['no number', '250-mail.example.org\r\n250 SIZE 9e99'],
    ['negative', '250-mail.example.org\r\n250 SIZE -1'],
    ['endless', `250-mail.example.org\r\n250 SIZE ${'9'.repeat(400)}`],
  ])('in the size that it takes: %s; its answer to the text counts', async (_, answer) => {
    const taking = await peer({ EHLO: says(answer) })
    expect(await send(taking.to)).toEqual({ outcome: 'sent' })
    const refusing = await peer({ EHLO: says(answer), '.': says('552 too large') })
    expect(await send(refusing.to)).toEqual({ outcome: 'refused', code: 'smtp_552' })
  })

  test('by an answer without end is left alone soon', async () => {
    let written = 0
    const { to } = await peer({
      EHLO: (socket) => {
        const more = () => {
          while (!socket.destroyed && written < 500_000_000) {
            written += 65_536
            if (!socket.write('2'.repeat(65_536))) return
          }
        }
        socket.on('drain', more)
        more()
      },
    })
    expect(await send(to)).toMatchObject({ outcome: 'later' })
    expect(written).toBeLessThan(100_000_000)
  })

  test.each([
    ['for now', '451 4.7.1 greylisted, try again', { outcome: 'later', code: 'smtp_451' }],
    ['in many lines', '450-greylisted\r\n450 try again', { outcome: 'later', code: 'smtp_450' }],
  ])('about whom it knows, %s: tried again', async (_, answer, outcome) => {
    const { to, heard } = await peer({ RCPT: says(answer) })
    expect(await send(to)).toEqual(outcome)
    expect(heard.join('\n')).not.toContain('Something sealed')
  })
})

describe('a server that offers STARTTLS and breaks it', () => {
  const offers = says('250-mail.example.org\r\n250-AUTH PLAIN\r\n250 STARTTLS')
  test.each([
    ['refuses', says('454 not now')],
    ['refuses for good', says('554 never')],
    ['speaks on in clear', says('220 go\r\n250-mail.example.org\r\n250 AUTH PLAIN')],
    [
      'answers with what is no TLS',
      (socket: Socket) => {
        socket.write('220 go\r\n')
        socket.on('data', () => socket.write('250 ok\r\n'))
      },
    ],
    ['ends', (socket: Socket) => socket.end('220 go\r\n')],
    [
      'drips',
      (socket: Socket) => {
        socket.write('220 go\r\n')
        drips(socket)
      },
    ],
    ['says nothing', says('220 go')],
  ] as [string, Answer][])('it %s: nothing leaves in clear, and it is tried again', async (_, answer) => {
    const { to, heard } = await peer({ EHLO: offers, STAR: answer })
    const outcome = await send({ ...to, security: 'starttls', user: 'tocsin', password: 'a secret' }, 600)
    expect(outcome.outcome).toBe('later')
    expect(heard.filter((line) => /^(?:MAIL|RCPT|DATA|AUTH)/.test(line))).toEqual([])
    expect(heard.join('\n')).not.toMatch(/sealed|secret|YSBzZWNyZXQ/)
  })
})
