import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kill } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { as, binaries, type Binaries } from './binaries.ts'

/** A PostgreSQL server of a test's own, on 127.0.0.1, in a temporary folder, ended with the test process. */
export interface Postgres {
  /** The folder of its files. */
  readonly data: string
  /** Its main process. */
  readonly main: number
  /** The address of a new, empty database. */
  database(): Promise<string>
  /**
   * Ends it and starts it again: as a crash would (`SIGKILL` to all its processes, the main one first), by its own immediate shutdown
   * (`SIGQUIT`), or in good order.
   */
  restart(how: 'crash' | 'immediate' | 'stop', meanwhile?: () => Promise<void>): Promise<void>
  /** Runs one statement as the superuser. */
  sql(text: string, database?: string): Promise<readonly Record<string, unknown>[]>
  stop(): Promise<void>
}

/** `settings`: lines for postgresql.conf, as `name=value`. `on`: the folder that its files are to lie in. */
export async function startPostgres(settings: readonly string[] = [], on = roomy()): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-pg-'))
  const data = join(on, `tocsin-pg-data-${randomBytes(6).toString('hex')}`)
  const password = randomBytes(12).toString('hex')
  const program = binaries(folder)
  initialise(program, folder, data, password)
  const port = await freePort()
  const address = (name: string) => `postgres://tocsin:${password}@127.0.0.1:${port}/${name}`
  const start = () => answering(address('postgres'), () => run(program, data, [`port=${port}`, ...settings]))
  let running = await start()
  // Kept: a disk that failed cannot be asked.
  let main = mainProcess(data)
  let lastDatabase = 0

  async function sql(text: string, database = address('postgres')) {
    const client = new pg.Client({ connectionString: database })
    await client.connect()
    try {
      return (await client.query(text)).rows as Record<string, unknown>[]
    } finally {
      await client.end()
    }
  }
  return {
    data,
    get main() {
      return main
    },
    sql,
    async database() {
      const name = `t${++lastDatabase}`
      await sql(`create database ${name}`)
      return address(name)
    },
    async restart(how, meanwhile) {
      const signal = signals[how]
      const children = how === 'crash' ? childrenOf(main) : []
      if (signal !== undefined) tell(main, signal)
      await ended(running)
      // One that waits for a lock of another one that died does not notice the end of the main process, ever.
      for (const child of children) tell(child, 'SIGKILL')
      await meanwhile?.()
      running = await start()
      main = mainProcess(data)
    },
    async stop() {
      // Nothing in it is needed any more: it need not write it down.
      tell(main, 'SIGQUIT')
      await ended(running)
      for (const path of [folder, data]) rmSync(path, { recursive: true, force: true })
    },
  }
}

/** In memory where there is room: tests ask whether the order of things is right, and wait for no disk. */
export function roomy(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 1_000_000_000 ? memory : tmpdir()
}

function initialise(program: Binaries, folder: string, data: string, password: string): void {
  const secret = join(folder, 'password')
  writeFileSync(secret, password, { mode: 0o600 })
  mkdirSync(data, { mode: 0o700 })
  if (as.uid !== undefined) for (const path of [secret, data]) chownSync(path, as.uid, as.gid)
  // A locale that sorts as people do: an order that must be by bytes has to be said by the schema.
  const options = [
    '--no-sync',
    '--auth=scram-sha-256',
    '--username=tocsin',
    `--pwfile=${secret}`,
    '--encoding=UTF8',
    '--wal-segsize=1',
  ]
  const locale = ['--locale-provider=icu', '--icu-locale=en', '--locale=C']
  const done = spawnSync(program.initdb, ['-D', data, ...options, ...locale], { ...as, env: program.env, cwd: data })
  if (done.status !== 0) throw new Error(`initdb failed: ${String(done.stderr)}`)
}

/**
 * A shell stands between: it ends the server when its own input ends, and so also when the test process is killed. What
 * a shell starts beside itself has no input: it is handed on as 3.
 */
async function run(program: Binaries, data: string, settings: readonly string[]): Promise<ChildProcess> {
  const script =
    'exec 3<&0; "$0" "$@" </dev/null 3<&- & pid=$!; (read _ <&3; kill -INT $pid) & end=$!; wait $pid; kill $end'
  const fixed = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=60',
    'max_wal_size=64MB',
    'shared_buffers=16MB',
  ]
  const options = [...fixed, ...settings].flatMap((setting) => ['-c', setting])
  const child = spawn('/bin/sh', ['-c', script, program.postgres, '-D', data, ...options], {
    ...as,
    env: program.env,
    cwd: data,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  await once(child, 'spawn')
  return child
}

const signals = { crash: 'SIGKILL', immediate: 'SIGQUIT', stop: undefined } as const

function childrenOf(process: number): readonly number[] {
  const list = `/proc/${process}/task/${process}/children`
  return existsSync(list) ? readFileSync(list, 'utf8').split(' ').filter(Boolean).map(Number) : []
}

/** It may have ended by itself just now. */
function tell(process: number, signal: NodeJS.Signals): void {
  try {
    kill(process, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null
}

async function ended(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return
  const exit = once(child, 'exit')
  child.stdin?.end()
  await exit
}

function mainProcess(data: string): number {
  return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** After a crash it starts only once the last of its processes has noticed: until then it gives up, and is asked again. */
async function answering(address: string, start: () => Promise<ChildProcess>): Promise<ChildProcess> {
  let child = await start()
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null) child = await start()
    const client = new pg.Client({ connectionString: address })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return child
    } catch (error) {
      if (tries === 600) throw error
      await pause(25)
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
