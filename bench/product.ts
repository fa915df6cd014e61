import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { percentile, type Row } from './measure.ts'

const most = 50
const product = fileURLToPath(new URL('../tocsin', import.meta.url))

export interface Served {
  /** Seconds until it answered. */
  readonly ready: number
  /** Asks for a page and answers with its size in bytes; throws when it is not there. */
  get(path: string): Promise<number>
  /** Megabytes. */
  memory(): number
  /** Until it has read what it compares reports with, and does nothing of its own accord; answers how many seconds that took. */
  calm(): Promise<number>
  stop(): Promise<void>
}

/** The product itself, in a process of its own, as it runs for somebody with this session. */
export async function serve(env: Readonly<Record<string, string>>, cookie: string): Promise<Served> {
  const starting = performance.now()
  const server = spawn(product, ['serve'], {
    env: { ...process.env, TOCSIN_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await addressOf(server)
  const ready = (performance.now() - starting) / 1000
  return {
    ready,
    async get(path) {
      const answer = await fetch(`${address}${path}`, { headers: { cookie } })
      const body = await answer.text()
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${body.slice(0, 200)}`)
      return Buffer.byteLength(body)
    },
    memory: () => residentMemory(server),
    calm: () => calm(server),
    async stop() {
      server.kill('SIGTERM')
      await new Promise((resolve) => server.once('exit', resolve))
    },
  }
}

function addressOf(server: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let said = ''
  server.stdout?.on('data', (chunk) => {
    said += String(chunk)
    const found = /Tocsin is at (\S+)/.exec(said)?.[1]
    if (found !== undefined) resolve(found)
  })
  server.once('exit', (code) => reject(new Error(`the product ended with ${code}: ${said}`)))
  return promise
}

/** A server at rest uses less than a twentieth of a core, three seconds in a row; three minutes are waited at most. */
async function calm(server: ChildProcess): Promise<number> {
  const began = performance.now()
  for (let quiet = 0, before = processorTime(server); quiet < 3 && performance.now() - began < 180_000;) {
    await setTimeout(1_000)
    const now = processorTime(server)
    quiet = now - before < 5 ? quiet + 1 : 0
    before = now
  }
  return (performance.now() - began) / 1000
}

/** Hundredths of a second since it began, all threads (proc(5), fields 14 and 15). */
function processorTime({ pid }: ChildProcess): number {
  const [user = Number.NaN, system = Number.NaN] = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return user + system
}

/** Resident memory in MB; only Linux tells it of another process. */
function residentMemory({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

/** Two rows: half of the answers, and 99 of 100, were at least this fast. */
export async function timed(what: string, samples: number, ask: (nth: number) => Promise<unknown>): Promise<Row[]> {
  const warm = Math.ceil(samples / 8)
  const taken: number[] = []
  for (let nth = 0; nth < samples + warm; nth += 1) {
    const start = performance.now()
    await ask(nth)
    if (nth >= warm) taken.push(performance.now() - start)
  }
  const p99 = percentile(taken, 0.99)
  const half: Row = {
    what: `${what}: p50`,
    median: percentile(taken, 0.5),
    unit: 'ms',
    ofRaw: null,
    goal: '',
    reached: null,
  }
  return [half, { ...half, what: `${what}: p99`, median: p99, goal: `≤ ${most} ms`, reached: p99 <= most }]
}
