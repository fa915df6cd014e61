import { createServer, type AddressInfo } from 'node:net'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hasDovecot, startDovecot } from '../../../tests/peers/dovecot.ts'
import { casesOf } from '../../../tests/kit/letters.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { configureMailIn } from '../administration/index.ts'
import { openPlacing, openWays, waysState } from './index.ts'

let here: TestWorld
let ways: ReturnType<typeof openWays>
beforeEach(async () => {
  here = await testWorld()
  ways = openWays(here.world)
})
afterEach(async () => {
  await ways.close()
  await here.close()
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function lmtp(port: number, text: string): Promise<number> {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true, lmtp: true, logger: false })
  const { promise, resolve } = Promise.withResolvers<number>()
  connection.once('error', () => resolve(0))
  connection.connect(() =>
    connection.send({ from: 'rey@example.net', to: ['security@example.org'] }, text, (error, info) =>
      resolve(error ? (error.responseCode ?? 0) : Number(info.response.slice(0, 3))),
    ),
  )
  const code = await promise
  connection.close()
  return code
}

const titles = async () => (await casesOf(here)).map(({ report }) => report.title)
const mail = (subject: string) =>
  `From: rey@example.net\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.net>\r\n\r\nwords\r\n`
const slowly = { timeout: 10_000, interval: 50 }
const isOpen = (way: 'listener' | 'mailbox') =>
  vi.waitFor(async () => {
    await ways.round()
    expect((await waysState(here.world))[way]).toEqual({ ok: true })
  }, slowly)

test('the listener opens with its setting, takes mail over, and closes with it', async () => {
  const [ada] = here.members
  const port = await freePort()
  await configureMailIn(here.world, ada!, { protocol: 'lmtp', listenPort: String(port) })
  await isOpen('listener')
  expect(await lmtp(port, mail('chain'))).toBe(250)
  await openPlacing(here.world).round()
  expect(await titles()).toEqual(['chain'])
  await configureMailIn(here.world, ada!, {})
  await ways.round()
  expect(await lmtp(port, mail('late'))).toBe(0)
  expect(await waysState(here.world)).toEqual({})
})

test('a port that somebody has is told, and tried again', async () => {
  const [ada] = here.members
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  await configureMailIn(here.world, ada!, { protocol: 'smtp', listenPort: String(port) })
  await vi.waitFor(async () => {
    await ways.round()
    expect(await waysState(here.world)).toEqual({ listener: { ok: false, code: 'EADDRINUSE' } })
  })
  await new Promise((resolve) => other.close(resolve))
  await ways.round()
  expect(await waysState(here.world)).toEqual({ listener: { ok: false, code: 'EADDRINUSE' } })
  await here.world.clock!.wind(Temporal.Duration.from('PT31S'))
  await isOpen('listener')
})

test('of two servers one has the port: that is what is told, for as long as it has', async () => {
  const [ada] = here.members
  const port = await freePort()
  await configureMailIn(here.world, ada!, { protocol: 'lmtp', listenPort: String(port) })
  await isOpen('listener')
  const other = openWays(here.world)
  const told = async () => (await waysState(here.world)).listener
  // As far as the second try of who came late, and long enough for what was said to be said again.
  for (const passed of ['PT1S', 'PT31S', 'PT31S', 'PT80S', 'PT80S']) {
    await here.world.clock!.wind(Temporal.Duration.from(passed))
    await ways.round()
    for (let round = 0; round < 5; round += 1) {
      await other.round()
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(await told()).toEqual({ ok: true })
    }
  }
  expect(await lmtp(port, mail('chain'))).toBe(250)
  await ways.close()
  expect(await told()).toBeUndefined()
  await vi.waitFor(async () => {
    await here.world.clock!.wind(Temporal.Duration.from('PT31S'))
    await other.round()
    expect(await told()).toEqual({ ok: true })
  }, slowly)
  expect(await lmtp(port, mail('chain'))).toBe(250)
  await other.close()
})

test('what a server said that ended without a word is not believed for ever', async () => {
  const [ada] = here.members
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as AddressInfo
  const at = here.world.machine.now().toString()
  const value = JSON.stringify({ listener: { state: { ok: true }, by: 'another one', at } })
  await here.world.store.commit({ settings: [{ name: 'mail-in', value }] })
  await configureMailIn(here.world, ada!, { protocol: 'smtp', listenPort: String(port) })
  await ways.round()
  await here.world.clock!.wind(Temporal.Duration.from('PT151S'))
  await vi.waitFor(async () => {
    await ways.round()
    expect(await waysState(here.world)).toEqual({ listener: { ok: false, code: 'EADDRINUSE' } })
  }, slowly)
  await new Promise((resolve) => taken.close(resolve))
})

test.runIf(hasDovecot)('a mailbox gives its mail, through a restart, once', async () => {
  const server = await startDovecot()
  const { port, user, password } = server
  server.deliver(mail('before'))
  const settings = { host: '127.0.0.1', port: String(port), security: 'none', user, password }
  await configureMailIn(here.world, here.members[0]!, settings)
  await isOpen('mailbox')
  await vi.waitFor(() => expect(server.count()).toEqual({ unread: 0, read: 1 }), { timeout: 10_000 })
  await ways.close()
  server.deliver(mail('meanwhile'))
  server.deliver(mail('before'))
  ways = openWays(here.world)
  await isOpen('mailbox')
  await vi.waitFor(() => expect(server.count()).toEqual({ unread: 0, read: 3 }), { timeout: 10_000 })
  await openPlacing(here.world).round()
  expect((await titles()).sort()).toEqual(['before', 'meanwhile'])
  await ways.close()
  await server.stop()
})
