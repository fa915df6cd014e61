import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as rest } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addProject, configureMail, signInSecret, unseatMember, verifyLog } from '../src/app/index.ts'
import { keyStatus, vaultFiles } from '../src/main/keys.ts'
import { openPostOffice, type PostOffice } from './e2e/postOffice.ts'
import { tokenOf } from './kit/api.ts'
import { testWorld, type TestWorld } from './kit/world.ts'
import { startPostgres, type Postgres } from './peers/postgres/index.ts'

/*
 * Two servers as they are started, each a process of its own, on one PostgreSQL database and one data folder: nobody can
 * tell which of them answers.
 */

const tocsin = new URL('../dist/main/tocsin.js', import.meta.url).pathname

// Two servers and commands, all of them processes that begin: on a busy machine each takes its time.
vi.setConfig({ testTimeout: 60_000 })

const running: ChildProcess[] = []
let postgres: Postgres
let mails: PostOffice
let here: TestWorld
let env: Record<string, string | undefined>
let tokens: readonly string[]
let servers: readonly Server[]

interface Server {
  readonly address: string
  readonly child: ChildProcess
}

beforeAll(async () => {
  ;[postgres, mails] = await Promise.all([startPostgres(), openPostOffice()])
  const database = await postgres.database()
  here = await testWorld({ database })
  const { world, members } = here
  await configureMail(world, members[0]!, {
    host: '127.0.0.1',
    port: mails.port,
    security: 'none',
    from: 'security@example.org',
  })
  tokens = await Promise.all(members.map((person) => tokenOf(world, person)))
  env = { PATH: process.env['PATH'], TOCSIN_DATA: here.data, TOCSIN_DATABASE: database, TOCSIN_PORT: '0' }
  servers = await Promise.all([serving(), serving()])
})
afterAll(async () => {
  await Promise.all(running.map((child) => ended(child, 'SIGTERM')))
  await here.close()
  await Promise.all([mails.close(), postgres.stop()])
})

function product(line: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [tocsin, ...line], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  running.push(child)
  return child
}

/** Resolves once the server has said where it is. */
async function serving(): Promise<Server> {
  const child = product(['serve'])
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

/** What the command printed; it has to succeed. */
async function done(...line: readonly string[]): Promise<string> {
  const child = product(line)
  let out = ''
  child.stdout?.on('data', (chunk) => (out += chunk))
  const [exit] = (await once(child, 'close')) as [number | null]
  expect([line, exit]).toEqual([line, 0])
  return out
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
  await done('keys', 'rotate')
  rotated.abort()
  await Promise.all(working)
  expect((await keyStatus(vaultFiles(here.data))).rotating).toBeNull()
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
