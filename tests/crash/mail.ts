import { spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { execPath } from 'node:process'
import { setTimeout as passing } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { logLines } from '../../src/adapters/lines/index.ts'
import { configureMailIn, foundCommunity, openPlacing } from '../../src/app/index.ts'
import { openWorld } from '../../src/main/world.ts'
import { people, sigstorePolicy } from '../kit/world.ts'

export interface MailKilled {
  /** Messages that a mail server was told were taken. */
  readonly acknowledged: number
  /** Of these, without a case; and cases that a message made twice. */
  readonly lost: number
  readonly twice: number
}

const child = fileURLToPath(new URL('mailWay.ts', import.meta.url))

/** Hands mail over without a pause while the process that takes it is killed so many times; then looks for all of it. */
export async function killWhileMailComes(data: string, kills: number): Promise<MailKilled> {
  const port = await freePort()
  await found(data, port)
  const acknowledged: string[] = []
  const over = new AbortController()
  const handing = [0, 1, 2].map(async (lane) => {
    for (let nth = 0; !over.signal.aborted; nth += 1) {
      const id = `${lane}-${nth}`
      if (await handed(port, id)) acknowledged.push(id)
      else await passing(20)
    }
  })
  for (let kill = 0; kill < kills; kill += 1) {
    const before = acknowledged.length
    const way = spawn(execPath, [child, data], { stdio: 'ignore' })
    const gone = new Promise((resolve) => way.once('exit', resolve))
    // Once it has taken some, at whatever it does then.
    while (acknowledged.length < before + 5) await passing(10)
    await passing(Math.random() * 200)
    way.kill('SIGKILL')
    await gone
  }
  over.abort()
  await Promise.all(handing)
  const titles = await placed(data)
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((id) => !titles.includes(id)).length,
    twice: titles.length - new Set(titles).size,
  }
}

const opened = (data: string) => openWorld({ data, mode: 'local', lines: logLines({ level: 'silent' }) })

async function found(data: string, port: number): Promise<void> {
  const world = await opened(data)
  const founded = await foundCommunity(
    world,
    {
      name: 'Anchorage',
      address: 'http://127.0.0.1:8080',
      from: 'security@example.org',
      announceTo: 'announce@example.org',
      policy: sigstorePolicy.replace('confirm: when-busy', 'confirm: never'),
      members: people,
      projects: [],
      mail: null,
    },
    null,
  )
  const [administrator] = 'administrators' in founded ? founded.administrators : []
  if (administrator === undefined) throw new Error('the community could not be founded')
  await configureMailIn(world, administrator, { protocol: 'lmtp', listenPort: String(port) })
  await world.close()
}

/** The titles of all cases, once what was left has its place. */
async function placed(data: string): Promise<readonly string[]> {
  const world = await opened(data)
  const placing = openPlacing(world)
  while ((await placing.round()) > 0);
  const ids = await world.store.allCases(world.community)
  const cases = await Promise.all(ids.map((id) => world.records.read('case', id)))
  await world.close()
  return cases.flatMap(({ state }) => (state === null ? [] : [state.report.title]))
}

/** True once a mail server would forget the message. */
function handed(port: number, id: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true, lmtp: true, logger: false })
  const text = `From: rey-${id}@example.net\r\nSubject: ${id}\r\nMessage-ID: <${id}@example.net>\r\n\r\n${id}\r\n`
  connection.once('error', () => resolve(false))
  connection.once('end', () => resolve(false))
  connection.connect(() => {
    connection.send({ from: 'rey@example.net', to: ['security@example.org'] }, text, (error) => {
      resolve(!error)
      connection.close()
    })
  })
  return promise
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
