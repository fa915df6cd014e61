import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addProject, configureMail, signInSecret, unseatMember, verifyLog } from '../src/app/index.ts'
import { keyStatus, vaultAt, vaultFiles } from '../src/main/keys.ts'
import { openPostOffice, type PostOffice } from './e2e/postOffice.ts'
import { tokenOf } from './kit/api.ts'
import { testWorld, type TestWorld } from './kit/world.ts'
import { startPostgres, type Postgres } from './peers/postgres/index.ts'

/*
 * Two servers as they are started, each a process of its own, on one PostgreSQL database: nobody can tell which of them
 * answers. On one machine they share a data folder. On two each has its own, with a copy of the installation's key in it;
 * the wrapped keys are in a database of a second PostgreSQL, and a folder of attachments is all that both can see.
 */

const tocsin = new URL('../dist/main/tocsin.js', import.meta.url).pathname

// Two servers and commands, all of them processes that begin: on a busy machine each takes its time.
vi.setConfig({ testTimeout: 60_000 })

const running: ChildProcess[] = []
let postgres: Postgres
let ownKeys: Postgres | undefined
let mails: PostOffice
let here: TestWorld
let other: string | undefined
let shared: string | undefined
let keys: string | undefined
let envs: readonly Record<string, string | undefined>[]
let tokens: readonly string[]
let servers: readonly Server[]

interface Server {
  readonly address: string
  readonly child: ChildProcess
}

async function start(on: 'one machine' | 'two machines'): Promise<void> {
  ;[postgres, mails] = await Promise.all([startPostgres(), openPostOffice()])
  const database = await postgres.database()
  if (on === 'two machines') {
    ownKeys = await startPostgres()
    keys = await ownKeys.database()
    shared = mkdtempSync(join(tmpdir(), 'tocsin-shared-'))
  }
  here = await testWorld({ database, keys, attachments: shared })
  const { world, members } = here
  await configureMail(world, members[0]!, {
    host: '127.0.0.1',
    port: mails.port,
    security: 'none',
    from: 'security@example.org',
  })
  tokens = await Promise.all(members.map((person) => tokenOf(world, person)))
  const env = {
    PATH: process.env['PATH'],
    TOCSIN_DATA: here.data,
    TOCSIN_DATABASE: database,
    TOCSIN_KEYS: keys,
    TOCSIN_ATTACHMENTS: shared,
    TOCSIN_PORT: '0',
  }
  if (on === 'two machines') {
    other = mkdtempSync(join(tmpdir(), 'tocsin-other-'))
    mkdirSync(dirname(vaultFiles(other).installationKey), { mode: 0o700 })
    copyFileSync(vaultFiles(here.data).installationKey, vaultFiles(other).installationKey)
  }
  envs = [env, { ...env, TOCSIN_DATA: other ?? here.data }]
  servers = await Promise.all(envs.map(serving))
}
async function stop(): Promise<void> {
  await Promise.all(running.splice(0).map((child) => ended(child, 'SIGTERM')))
  await here.close()
  await Promise.all([mails.close(), postgres.stop(), ownKeys?.stop()])
  for (const folder of [other, shared]) if (folder !== undefined) rmSync(folder, { recursive: true })
}

function product(line: readonly string[], env = envs[0]): ChildProcess {
  const child = spawn(process.execPath, [tocsin, ...line], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  running.push(child)
  return child
}

/** Resolves once the server has said where it is. */
async function serving(env: Record<string, string | undefined>): Promise<Server> {
  const child = product(['serve'], env)
  let out = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      out += chunk
      const [, found] = /^Tocsin is at (\S+)\n/.exec(out) ?? []
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`it ended: ${out}`)))
  })
  return { child, address }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

/** How a command ended. */
async function exitOf(...line: readonly string[]): Promise<number | null> {
  const child = product(line)
  child.stdout?.resume()
  const [exit] = (await once(child, 'close')) as [number | null]
  return exit
}

/** Asks one of the servers, as one of the members. Throws where it is refused. */
async function asks(server: 0 | 1, member: 0 | 1, path: string, body?: object): Promise<Answer> {
  const answer = await tries(server, member, path, body)
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`)
  return answer
}

interface Answer {
  readonly status: number
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- what came over the wire is judged by the test
  readonly body: any
}

async function tries(server: 0 | 1, member: 0 | 1, path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${tokens[member]}`, 'content-type': 'application/json' }
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(`${servers[server]?.address}/api${path}`, init)
  const text = await answer.text()
  return { status: answer.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined }
}

const reported = async (server: 0 | 1, fields: object): Promise<string> => {
  const { body } = await asks(server, 0, '/reports', { title: 'Zebrafish', impact: 'a crash', ...fields })
  return body.case
}

/** Until it is so; what runs beside requests takes a second or two. */
async function soon(what: () => Promise<boolean>): Promise<void> {
  await expect.poll(what, { timeout: 15_000, interval: 100 }).toBe(true)
}

const both = [0, 1] as const

describe.each(['one machine', 'two machines'] as const)('on %s', (on) => {
  beforeAll(() => start(on))
  afterAll(stop)

  test('acts on one case at both at the same moment are all recorded, and both show the same', async () => {
    const id = await reported(0, { title: 'Posted to from both' })
    const posts = Array.from({ length: 12 }, (_, n) =>
      asks(n % 2 === 0 ? 0 : 1, n % 3 === 0 ? 0 : 1, `/cases/${id}/post`, { text: `words ${n}` }),
    )
    await Promise.all(posts)
    const [one, other] = await Promise.all(both.map((server) => asks(server, 0, `/cases/${id}/thread`)))
    expect(one?.body).toEqual(other?.body)
    for (let n = 0; n < 12; n += 1) expect(one?.text).toContain(`"words ${n}"`)
  })

  test('a sign-in link is good at one of them, once; a session at both, until it is ended at either', async () => {
    const secret = await signInSecret(here.world, here.members[0]!)
    const signing = await Promise.all(
      servers.map(({ address }) =>
        fetch(`${address}/sign-in/${secret}`, { method: 'POST', headers: { origin: address }, redirect: 'manual' }),
      ),
    )
    const cookies = signing.map((answer) => answer.headers.getSetCookie().map((one) => one.split(';')[0]))
    const [cookie = ''] = cookies.flat().filter((one) => one?.includes('session'))
    expect(cookies.filter((some) => some.some((one) => one?.includes('session')))).toHaveLength(1)
    const today = () =>
      Promise.all(
        servers.map(async ({ address }) => {
          const { status } = await fetch(`${address}/today`, { headers: { cookie }, redirect: 'manual' })
          return status
        }),
      )
    expect(await today()).toEqual([200, 200])
    const { address } = servers[1]!
    await fetch(`${address}/sign-out`, { method: 'POST', headers: { cookie, origin: address }, redirect: 'manual' })
    for (const status of await today()) expect(status).not.toBe(200)
  })

  test('the installation’s key is rotated beside both while they work', async () => {
    const before = await reported(0, { title: 'From before' })
    const rotated = new AbortController()
    const made: string[] = []
    const working = both.map(async (server) => {
      do {
        const { body } = await asks(server, 0, '/cases', { title: 'Made meanwhile', impact: 'x' })
        made.push(body.case)
        await asks(server === 0 ? 1 : 0, 1, `/cases/${body.case}/post`, { text: 'from the other one' })
        await rest(50)
      } while (!rotated.signal.aborted)
    })
    if (other !== undefined) {
      // The other machine does not have the new key yet: nothing happens before it was brought there.
      expect(await exitOf('keys', 'rotate')).toBe(1)
      const [from, to] = [vaultFiles(here.data), vaultFiles(other)].map(
        ({ installationKey }) => `${installationKey}.next`,
      )
      copyFileSync(from ?? '', to ?? '')
    }
    expect(await exitOf('keys', 'rotate')).toBe(0)
    rotated.abort()
    await Promise.all(working)
    for (const data of [here.data, other ?? here.data]) {
      expect((await keyStatus(vaultAt({ data, keys }))).rotating).toBeNull()
    }
    expect(made.length).toBeGreaterThan(1)
    for (const id of [before, ...made.slice(0, 1), ...made.slice(-2)])
      for (const server of both) await asks(server, 1, `/cases/${id}/thread`)
  })

  test('what is erased at one, the other neither shows nor finds nor compares with', async () => {
    const text = { impact: 'walrusHeader() in tusk.go reads past the end' }
    const id = await reported(0, { title: 'Panic in walrusHeader', ...text })
    const other = await reported(1, { title: 'walrusHeader crashes', ...text })
    for (const server of both) {
      await soon(async () => (await asks(server, 0, `/search?q=walrusheader`)).text.includes(id))
      await soon(async () => (await asks(server, 0, `/cases/${other}/similar`)).text.includes(id))
    }
    await asks(0, 0, `/cases/${id}/mark-spam`, {})
    await asks(0, 1, `/cases/${id}/erase`, { reason: 'an advert', confirm: id })
    for (const path of [`/cases/${id}`, `/cases/${id}/thread`]) expect((await tries(1, 0, path)).status).toBe(404)
    expect((await asks(1, 0, '/search?q=walrusheader')).text).not.toContain(id)
    expect((await asks(1, 0, `/cases/${other}/similar`)).text).not.toContain(id)
  })

  test('what is attached at one is read at the other, and gone at both once it was erased', async () => {
    const id = await reported(1, { title: 'With a file' })
    const form = new FormData()
    form.set('text', 'the trace')
    form.set('file', new File(['words of a trace'], 'trace.txt'))
    const path = `/api/cases/${id}/attachments`
    const headers = { authorization: `Bearer ${tokens[0]}` }
    const sent = await fetch(`${servers[0]?.address}${path}`, { method: 'POST', headers, body: form })
    expect(sent.status).toBe(200)
    const read = (server: 0 | 1) => fetch(`${servers[server]?.address}${path}/1`, { headers })
    for (const server of both) expect(await (await read(server)).text()).toBe('words of a trace')
    await asks(0, 0, `/cases/${id}/mark-spam`, {})
    await asks(1, 1, `/cases/${id}/erase`, { reason: 'an advert', confirm: id })
    for (const server of both) expect((await read(server)).status).toBe(404)
  })

  test('a setting counts at both at once, and a seat that ends', async () => {
    const [ada, ben] = here.members
    await addProject(here.world, ada!, { name: 'lighthouse' })
    for (const { address } of servers) expect(await (await fetch(`${address}/report`)).text()).toContain('lighthouse')
    const id = await reported(0, { title: 'Ben is not to read this' })
    for (const server of both) await asks(server, 1, `/cases/${id}`)
    await unseatMember(here.world, ada!, { person: ben, reason: 'moved on' })
    for (const server of both) {
      const answer = await tries(server, 1, `/cases/${id}`)
      expect(answer.status).toBeGreaterThan(400)
      expect(answer.text).not.toContain('Ben is not to read this')
    }
  })

  test('each mail leaves once; one server ends, and the other one goes on with all that both did', async () => {
    await soon(async () => (await here.world.store.outbox({ states: ['waiting'], limit: 1 })).length === 0)
    await ended(servers[0]!.child, 'SIGTERM')
    await reported(1, { title: 'After the first one ended', email: 'rey@example.org' })
    await soon(async () => mails.arrived.some(({ to }) => to.includes('rey@example.org')))
    const ids = mails.arrived.map(({ mail }) => mail.messageId)
    expect(new Set(ids).size).toBe(ids.length)
    await soon(async () => {
      const { findings, tail } = await verifyLog(here.world)
      expect(findings).toEqual([])
      return tail.events === 0
    })
  })
})
