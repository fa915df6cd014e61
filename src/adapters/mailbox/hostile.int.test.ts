import type { Socket } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { startImap } from '../../../tests/peers/imap.ts'
import type { Accepting } from '../../app/ports/index.ts'
import { mailIn } from './index.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

const letter = (words: string) => `From: rey@example.net\r\n\r\n${words}\r\n`

async function server(...asked: Parameters<typeof startImap>) {
  const started = await startImap(...asked)
  closing.push(() => started.stop())
  return started
}

function following(
  settings: Awaited<ReturnType<typeof startImap>>['settings'],
  pace: object = { answer: 300, again: 20, farewell: 300 },
) {
  const taken: string[] = []
  const accept: Accepting = async (bytes) => {
    const pieces: Uint8Array[] = []
    for await (const piece of bytes) pieces.push(Uint8Array.from(piece))
    taken.push(Buffer.concat(pieces).toString('latin1'))
    return 'kept'
  }
  const way = mailIn({ size: 1_000_000, pace: { look: 60_000, ...pace } }).follow(settings, accept)
  const close = () => way.close()
  closing.push(close)
  return { way, taken, close }
}

/** A byte now and then, for as long as somebody listens. */
function drip(socket: Socket, byte: string): true {
  const dripping = setInterval(() => socket.write(byte), 20)
  socket.on('close', () => clearInterval(dripping))
  return true
}

const soon = { timeout: 10_000, interval: 10 }

describe('a mailbox’s server that sends a byte now and then', () => {
  test.each([
    ['instead of a greeting', 'GREETING'],
    ['when it is signed in to', 'LOGIN'],
    ['when its folder is opened', 'SELECT'],
    ['when it is asked what is unread', 'SEARCH'],
    ['of a message', 'FETCH'],
    ['when a message is to be marked as read', 'STORE'],
  ])('%s is given up, and tried again', async (_, command) => {
    const peer = await server([letter('one')], (line, socket) => {
      if (!line.toUpperCase().includes(command)) return false
      if (command === 'FETCH') socket.write('* 1 FETCH (UID 1 RFC822.SIZE 60000 BODY[]<0> {60000}\r\n')
      return drip(socket, command === 'FETCH' ? 'a' : '* ')
    })
    const { way, taken, close } = following(peer.settings)
    await vi.waitFor(() => expect(way.state()).toEqual({ ok: false, code: 'too_slow' }), soon)
    await vi.waitFor(() => expect(peer.connections()).toBeGreaterThan(2), soon)
    expect([taken.length > 0, peer.read.size]).toEqual([command === 'STORE', 0])
    await close()
    expect(way.state()).toEqual({ ok: false, code: 'closed' })
  })

  test('of one message keeps no other waiting, and is called so for as long as that one cannot be had', async () => {
    let dripping = true
    const peer = await server(['one', 'two', 'three'].map(letter), (line, socket) => {
      if (!dripping || !line.includes('UID FETCH 1 ')) return false
      socket.write('* 1 FETCH (UID 1 RFC822.SIZE 60000 BODY[]<0> {60000}\r\n')
      return drip(socket, 'a')
    })
    const { way, taken } = following(peer.settings)
    await vi.waitFor(() => expect([...peer.read]).toEqual([2, 3]), soon)
    expect([taken, way.state()]).toEqual([['two', 'three'].map(letter), { ok: false, code: 'too_slow' }])
    dripping = false
    await vi.waitFor(() => expect(way.state()).toEqual({ ok: true }), soon)
    expect([taken[2], peer.read.size]).toEqual([letter('one'), 3])
  })

  test('of a long message comes to an end, however lively it is', async () => {
    const long = letter('0123456789abcdef'.repeat(40_000))
    const peer = await server([long], (line, socket) => {
      const [, from = ''] = /<(\d+)\.\d+>/.exec(line) ?? []
      if (from === '' || from === '0') return false
      // Each piece is whole and in time, and there is no end of them.
      const tag = line.slice(0, line.indexOf(' '))
      const piece = 'x'.repeat(65_536)
      setTimeout(() => {
        socket.write(`* 1 FETCH (UID 1 BODY[]<${from}> {${piece.length}}\r\n${piece})\r\n${tag} OK done\r\n`)
      }, 200)
      return true
    })
    const { way, taken } = following(peer.settings, { answer: 5_000, message: 700, again: 20, farewell: 300 })
    await vi.waitFor(() => expect(way.state()).toEqual({ ok: false, code: 'too_slow' }), soon)
    expect(taken).toEqual([])
  })

  test('holds up neither the end of it nor whoever asks whether it can be looked into', async () => {
    const peer = await server([letter('one')], (line, socket) =>
      /FETCH|EXAMINE|LOGOUT/.test(line) ? drip(socket, '* ') : false,
    )
    const { way, close } = following(peer.settings, { farewell: 300 })
    await vi.waitFor(() => expect(way.state()).toEqual({ ok: true }), soon)
    await close()
    expect(await mailIn({ size: 1, pace: { answer: 300 } }).check(peer.settings)).toEqual({
      ok: false,
      code: 'too_slow',
    })
  })
})

describe('a mailbox’s server that lies', () => {
  test('about how long a message is: what would fill the memory is refused, and the others come in', async () => {
    const peer = await server(['one', 'two'].map(letter), (line, socket) => {
      if (!line.includes('UID FETCH 1 ')) return false
      socket.write('* 1 FETCH (UID 1 RFC822.SIZE 9 BODY[]<0> {9000000000}\r\n')
      return true
    })
    const { way, taken } = following(peer.settings, { answer: 5_000, again: 20 })
    await vi.waitFor(() => expect(taken).toEqual([letter('two')]), soon)
    await vi.waitFor(() => expect(way.state()).toEqual({ ok: false, code: 'too_much' }), soon)
  })

  test('by a line without an end', async () => {
    const peer = await server([letter('one')], (line, socket) => {
      if (!line.includes('SEARCH')) return false
      const flood = () => {
        while (!socket.destroyed && socket.write('* SEARCH 1 '.repeat(5_000)));
      }
      socket.on('drain', flood)
      flood()
      return true
    })
    const { way, taken } = following(peer.settings, { answer: 5_000, again: 20 })
    await vi.waitFor(() => expect(way.state()).toEqual({ ok: false, code: 'too_much' }), soon)
    expect(taken).toEqual([])
  })

  test('by breaking off in a message: no half of it is kept', async () => {
    let times = 0
    const peer = await server([letter('one'), letter('x'.repeat(100_000))], (line, socket) => {
      if (!line.includes('<65536.') || (times += 1) > 1) return false
      socket.end('* 2 FETCH (UID 2 BODY[]<65536> {34000}\r\nhalf of it')
      return true
    })
    const { taken } = following(peer.settings, { again: 20 })
    await vi.waitFor(() => expect(peer.read.size).toBe(2), soon)
    expect(taken).toEqual([letter('one'), letter('x'.repeat(100_000))])
  })
})
