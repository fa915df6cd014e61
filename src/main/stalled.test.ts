import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { endingStalled } from './stalled.ts'

let server: Server
let look: () => void
/** What came of each request's body, by its path, while it is under way or has ended. */
let came: Record<string, number>
let held: boolean
const sockets: Socket[] = []
/** The server's ends of them. */
const open: Socket[] = []

beforeEach(async () => {
  came = {}
  held = false
  server = createServer((request, response) => {
    const path = request.url ?? ''
    came[path] = 0
    if (held) return
    request.on('data', (part: Buffer) => (came[path] = (came[path] ?? 0) + part.length))
    request.on('end', () => response.end('taken'))
  })
  look = endingStalled(server).look
  server.on('connection', (socket: Socket) => open.push(socket))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterEach(async () => {
  for (const socket of [...sockets.splice(0), ...open.splice(0)]) socket.destroy()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

/** A request whose body is said to have 10 MB, and everything that is answered to it. */
async function begun(path: string) {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  sockets.push(socket)
  const heard = { answer: '', ended: false }
  socket.on('data', (part) => (heard.answer += part.toString()))
  socket.on('error', () => undefined)
  socket.on('close', () => (heard.ended = true))
  socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\r\n`)
  await vi.waitFor(() => expect(came).toHaveProperty([path]))
  let sent = 0
  async function send(bytes: number) {
    sent += bytes
    socket.write(Buffer.alloc(bytes))
    await vi.waitFor(() => expect(came[path]).toBe(sent), 5_000)
  }
  return { heard, send, socket }
}

test('a file that goes on coming is waited for, however often it is looked; one that hardly comes is not', async () => {
  const slow = await begun('/slow')
  const stalled = await begun('/stalled')
  await stalled.send(1_000_000)
  for (let looks = 0; looks < 40; looks += 1) {
    await slow.send(250_000)
    if (!stalled.heard.ended) await stalled.send(1).catch(() => undefined)
    look()
    if (looks === 1) await vi.waitFor(() => expect(stalled.heard.ended).toBe(true))
  }
  expect(stalled.heard.answer).toMatch(/^HTTP\/1\.1 408 /)
  await vi.waitFor(() => expect(slow.heard.answer).toMatch(/^HTTP\/1\.1 200 [^]*taken/))
})

test('a request that has come in whole may be answered when it is answered', async () => {
  server.removeAllListeners('request')
  look = endingStalled(server).look
  const answers: (() => void)[] = []
  server.on('request', (request, response) => answers.push(() => response.end('late')) && request.resume())
  const port = (server.address() as AddressInfo).port
  const answer = fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'short' })
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  for (let looks = 0; looks < 5; looks += 1) look()
  answers[0]?.()
  expect(await (await answer).text()).toBe('late')
})

test('what waits to be taken by us is not its sender’s delay', async () => {
  held = true
  const { heard, socket } = await begun('/held')
  socket.write(Buffer.alloc(1_000))
  await vi.waitFor(() => expect(open.at(-1)?.bytesRead).toBeGreaterThan(1_000))
  for (let looks = 0; looks < 5; looks += 1) look()
  socket.end()
  // Had it been ended, its answer would stand before the end of the connection.
  await vi.waitFor(() => expect(heard.ended).toBe(true))
  expect(heard.answer).not.toContain('408')
})
