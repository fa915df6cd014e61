import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { setTimeout as passing } from 'node:timers/promises'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { hasDovecot, startDovecot } from '../../../tests/peers/dovecot.ts'
import type { Accepting, WayIn } from '../../app/ports/index.ts'
import type { MailListener } from '../../core/community/index.ts'
import { mailIn } from './index.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Keeps what it is handed, and answers as it is told. */
function taking(answer: (text: string) => Awaited<ReturnType<Accepting>> = () => 'kept') {
  const taken: { readonly text: string; readonly from: string | null; readonly to: readonly string[] }[] = []
  const accept: Accepting = async (bytes, { from, to }) => {
    const pieces: Uint8Array[] = []
    for await (const piece of bytes) pieces.push(Uint8Array.from(piece))
    const text = Buffer.concat(pieces).toString('latin1')
    const said = answer(text)
    if (said === 'kept') taken.push({ text, from, to })
    return said
  }
  return { taken, accept }
}

const letter = (words: string) => `From: rey@example.net\r\nMessage-ID: <${words}@example.net>\r\n\r\n${words}\r\n`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function listening(protocol: MailListener['protocol'], accept: Accepting, size = 100_000, longest = 60_000) {
  const port = await freePort()
  const way = mailIn({ size, longest }).listen({ protocol, port }, accept)
  closing.push(() => way.close())
  await open(way)
  return port
}

const open = (way: WayIn) =>
  vi.waitFor(() => expect(way.state()).toEqual({ ok: true }), { timeout: 10_000, interval: 20 })

/** Hands a message over as a mail server does; the answer's code. */
async function hand(port: number, lmtp: boolean, text: string, to = ['security+tag@example.org']): Promise<number> {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true, lmtp, logger: false })
  await new Promise<void>((resolve) => connection.connect(() => resolve()))
  const code = await new Promise<number>((resolve) =>
    connection.send({ from: 'rey@example.net', to }, text, (error, info) =>
      resolve(error ? (error.responseCode ?? 0) : Number(info.response.slice(0, 3))),
    ),
  )
  connection.close()
  return code
}

describe.each(['lmtp', 'smtp'] as const)('a listener by %s', (protocol) => {
  const lmtp = protocol === 'lmtp'

  test('acknowledges what is kept, with its envelope, byte for byte', async () => {
    const { taken, accept } = taking()
    const port = await listening(protocol, accept)
    expect(await hand(port, lmtp, letter('first'))).toBe(250)
    expect(taken).toEqual([{ text: letter('first'), from: 'rey@example.net', to: ['security+tag@example.org'] }])
  })

  test('says to try later what could not be kept, and that it never will be what is too large', async () => {
    const { taken, accept } = taking((text) => (text.includes('large') ? 'too_large' : 'later'))
    const port = await listening(protocol, accept)
    expect(await hand(port, lmtp, letter('one'))).toBe(451)
    expect(await hand(port, lmtp, letter('large'))).toBe(552)
    expect(taken).toEqual([])
  })

  test('says to try later when taking over breaks', async () => {
    const port = await listening(protocol, () => Promise.reject(new Error('no disk')))
    expect(await hand(port, lmtp, letter('one'))).toBe(451)
  })

  test('refuses at once what says that it is too large, and what turns out to be', async () => {
    const port = await listening(protocol, taking().accept, 1_000)
    expect(await hand(port, lmtp, letter('x'.repeat(5_000)))).toBe(552)
  })

  test('keeps nothing of a message that breaks off, and waits for no more of it', async () => {
    const { taken, accept } = taking()
    let over: unknown
    const port = await listening(protocol, (bytes, envelope) =>
      accept(bytes, envelope).catch((error: unknown) => {
        over = error
        throw error
      }),
    )
    const socket = connect(port, '127.0.0.1')
    const greeting = lmtp ? 'LHLO there' : 'EHLO there'
    for (const line of ['', greeting, 'MAIL FROM:<rey@example.net>', 'RCPT TO:<security@example.org>', 'DATA']) {
      if (line !== '') socket.write(`${line}\r\n`)
      await new Promise((resolve) => socket.once('data', resolve))
    }
    socket.write('Subject: half a mess')
    await passing(50)
    socket.destroy()
    await vi.waitFor(() => expect(over).toBeInstanceOf(Error))
    expect(taken).toEqual([])
    expect(await hand(port, lmtp, letter('whole'))).toBe(250)
  })
})

test('who sends a byte now and then, and never ends, does not keep a place for good', async () => {
  const { taken, accept } = taking()
  let over: unknown
  const port = await listening(
    'lmtp',
    (bytes, envelope) =>
      accept(bytes, envelope).catch((error: unknown) => {
        over = error
        throw error
      }),
    100_000,
    3_000,
  )
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  for (const line of ['', 'LHLO there', 'MAIL FROM:<rey@example.net>', 'RCPT TO:<security@example.org>', 'DATA']) {
    if (line !== '') socket.write(`${line}\r\n`)
    await new Promise((resolve) => socket.once('data', resolve))
  }
  const dripping = setInterval(() => socket.write('a'), 20)
  await closed
  clearInterval(dripping)
  await vi.waitFor(() => expect(over).toBeInstanceOf(Error))
  expect(taken).toEqual([])
}, 20_000)

test('a port that somebody else has is told, and ends nothing', async () => {
  const port = await listening('lmtp', taking().accept)
  const second = mailIn({ size: 1_000 }).listen({ protocol: 'lmtp', port }, taking().accept)
  closing.push(() => second.close())
  await vi.waitFor(() => expect(second.state()).toEqual({ ok: false, code: 'EADDRINUSE' }))
})

test('a mailbox that cannot be reached leaves nothing behind, however often it is tried', async () => {
  let tries = 0
  const server = createServer((socket) => {
    tries += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const added = vi.spyOn(EventTarget.prototype, 'addEventListener')
  const removed = vi.spyOn(EventTarget.prototype, 'removeEventListener')
  closing.push(async () => vi.restoreAllMocks())
  const box = { host: '127.0.0.1', port, security: 'none', user: 'x', password: 'x', folder: 'INBOX' } as const
  const way = mailIn({ size: 1_000, pace: { look: 1_000, again: 1 } }).follow(box, taking().accept)
  await vi.waitFor(() => expect(tries).toBeGreaterThan(4), { timeout: 10_000, interval: 5 })
  await way.close()
  const ofAborts = ({ mock }: typeof added | typeof removed) =>
    mock.calls.flatMap(([type], nth) => (type === 'abort' ? [mock.contexts[nth]] : []))
  expect(ofAborts(added).length).toBeGreaterThan(3)
  expect(ofAborts(removed)).toHaveLength(ofAborts(added).length)
})

describe.skipIf(!hasDovecot)('a mailbox on Dovecot (needs its server, else skipped)', () => {
  async function mailbox() {
    const server = await startDovecot()
    closing.push(() => server.stop())
    const { port, user, password } = server
    const settings = { host: '127.0.0.1', port, security: 'none', user, password, folder: 'INBOX' } as const
    return { server, settings }
  }
  const ways = (look = 60_000) => mailIn({ size: 1_000_000, pace: { look, again: 100 } })

  test('gives what is unread, byte for byte, then what arrives while we wait (IDLE); it is read once it is kept', async () => {
    const { server, settings } = await mailbox()
    const large = letter('large').replace('large\r\n', `large\r\n${'0123456789abcdef'.repeat(20_000)}\r\n`)
    server.deliver(letter('before'))
    server.deliver(large)
    const { taken, accept } = taking()
    const way = ways().follow(settings, accept)
    closing.push(() => way.close())
    await vi.waitFor(() => expect(taken.map(({ text }) => text).sort()).toEqual([letter('before'), large].sort()), {
      timeout: 10_000,
    })
    await vi.waitFor(() => expect(server.count()).toEqual({ unread: 0, read: 2 }), { timeout: 5_000 })
    await passing(500)
    server.deliver(letter('while'))
    await vi.waitFor(() => expect(taken).toHaveLength(3), { timeout: 10_000 })
    expect(taken[2]).toEqual({ text: letter('while'), from: null, to: [] })
    await vi.waitFor(() => expect(server.count()).toEqual({ unread: 0, read: 3 }), { timeout: 5_000 })
    await way.close()
    expect(way.state()).toEqual({ ok: false, code: 'closed' })
  })

  test('is asked again for what could not be kept, and not for what never will be', async () => {
    const { server, settings } = await mailbox()
    let room = false
    const { taken, accept } = taking((text) => (text.includes('large') ? 'too_large' : room ? 'kept' : 'later'))
    server.deliver(letter('large'))
    server.deliver(letter('small'))
    const way = ways(100).follow(settings, accept)
    closing.push(() => way.close())
    await open(way)
    await passing(300)
    expect(server.count()).toEqual({ unread: 2, read: 0 })
    room = true
    await vi.waitFor(() => expect(taken).toHaveLength(1), { timeout: 10_000 })
    await vi.waitFor(() => expect(server.count()).toEqual({ unread: 1, read: 1 }), { timeout: 5_000 })
  })

  test('is asked for what is unread stretch by stretch: the answer to a flood is longer than any line may be', async () => {
    const { server, settings } = await mailbox()
    for (const words of ['one', 'two', 'three', 'four', 'five']) server.deliver(letter(words))
    const { taken, accept } = taking()
    const way = mailIn({ size: 1_000_000, pace: { look: 60_000, again: 100, atOnce: 2 } }).follow(settings, accept)
    closing.push(() => way.close())
    await vi.waitFor(() => expect(server.count()).toEqual({ unread: 0, read: 5 }), { timeout: 10_000 })
    expect(taken).toHaveLength(5)
  })

  test('says at once that its connection broke, not when it tries again', async () => {
    const { server, settings } = await mailbox()
    const way = mailIn({ size: 1_000_000, pace: { again: 60_000 } }).follow(settings, taking().accept)
    closing.push(() => way.close())
    await open(way)
    await server.stop()
    await vi.waitFor(() => expect(way.state()).toEqual({ ok: false, code: 'connection_lost' }), { timeout: 10_000 })
  })

  test('says by a code why it cannot be looked into', async () => {
    const { settings } = await mailbox()
    const { check } = ways()
    expect(await check(settings)).toEqual({ ok: true })
    expect(await check({ ...settings, folder: 'Elsewhere' })).toEqual({ ok: false, code: 'no_folder' })
    expect(await check({ ...settings, password: 'wrong' })).toEqual({ ok: false, code: 'login_refused' })
    expect(await check({ ...settings, security: 'starttls' })).toMatchObject({ ok: false })
    expect(await check({ ...settings, port: await freePort() })).toEqual({ ok: false, code: 'ECONNREFUSED' })
    expect(await check({ ...settings, host: 'mail.example.org' })).toEqual({
      ok: false,
      code: 'unencrypted_and_not_local',
    })
  })
})
