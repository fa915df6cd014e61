import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { act, listCases, signIn, signInSecret, viewCase, type World } from '../src/app/index.ts'
import { isRefused, type CaseId, type PersonId } from '../src/core/kernel/index.ts'
import { percentile, type Row } from './measure.ts'
import { freshCases, installation } from './world.ts'

/** Cases whose pages are asked for: as long as a case in the middle of its way. */
const lively = 200
const events = 17
const most = 50
const product = fileURLToPath(new URL('../dist/main/tocsin.js', import.meta.url))

/**
 * The case list and case pages with so many cases: by the use case itself, and as pages of the running product over
 * HTTP. Also how soon that product answers on this folder, and what it then holds in memory.
 */
export async function pagesBench(count: number, samples = 400): Promise<Row[]> {
  const { world, data, members, close } = await installation()
  const [member = 'p-'] = members
  let open = true
  try {
    const cases = await freshCases(world, count)
    const shown = cases.slice(-lively)
    await Promise.all(shown.map((id) => fill(world, member, id)))
    const cookie = await sessionOf(world, member)
    const rows = [
      ...(await timed(`listCases, ${count} cases`, samples, () => listCases(world, member))),
      ...(await timed(`viewCase, ${count} cases`, samples, async (nth) => {
        if (isRefused(await viewCase(world, member, at(shown, nth)))) throw new Error('refused')
      })),
    ]
    await world.store.close()
    await world.vault.close()
    open = false
    settleOutbox(data)
    return [...rows, ...(await served(data, count, samples, cookie, shown))]
  } finally {
    if (open) await close()
  }
}

async function fill(world: World, member: PersonId, id: CaseId): Promise<void> {
  for (let nth = 0; nth < events; nth += 1) {
    const fields = {
      room: nth % 2 === 0 ? 'team' : 'everyone',
      text: `Looked at it once more, round ${nth}. `.repeat(8),
    }
    const answer = await act(world, member, { case: id, act: 'post', fields })
    if (!('events' in answer)) throw new Error('refused')
  }
}

async function sessionOf(world: World, member: PersonId): Promise<string> {
  const done = await signIn(world, await signInSecret(world, member))
  if (done === undefined) throw new Error('no session')
  return `tocsin_session=${done.session}`
}

/** Mail of thousands of made-up reports would be sent beside what is measured. */
function settleOutbox(data: string): void {
  const db = new DatabaseSync(join(data, 'tocsin.db'))
  db.exec(`update outbox set state = 'done' where state = 'waiting'`)
  db.close()
}

async function served(data: string, count: number, samples: number, cookie: string, shown: readonly CaseId[]) {
  const starting = performance.now()
  const server = spawn(process.execPath, [product, 'serve'], {
    env: { ...process.env, TOCSIN_DATA: data, TOCSIN_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const address = await addressOf(server)
    const ready = (performance.now() - starting) / 1000
    const idle = memory(server)
    const get = async (path: string) => {
      const answer = await fetch(`${address}${path}`, { headers: { cookie } })
      const body = await answer.text()
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${body.slice(0, 200)}`)
    }
    const pages = [
      ...(await timed(`page /cases, ${count} cases`, samples, () => get('/cases'))),
      ...(await timed(`page /cases/…, ${count} cases`, samples, (nth) => get(`/cases/${at(shown, nth)}`))),
      ...(await timed(`page /today, ${count} cases`, Math.ceil(samples / 4), () => get('/today'))),
    ]
    const row = (what: string, median: number, unit: string, limit: number): Row => ({
      what,
      median,
      unit,
      ofRaw: null,
      goal: `≤ ${limit} ${unit}`,
      reached: median <= limit,
    })
    return [
      row(`ready, ${count} cases`, ready, 's', 1),
      row('memory when ready', idle, 'MB', 150),
      ...pages,
      row('memory after these pages', memory(server), 'MB', 150),
    ]
  } finally {
    server.kill('SIGTERM')
    await new Promise((resolve) => server.once('exit', resolve))
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

/** Resident memory in MB; only Linux tells it of another process. */
function memory({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

/** Two rows: half of the answers, and 99 of 100, were at least this fast. */
async function timed(what: string, samples: number, ask: (nth: number) => Promise<unknown>): Promise<Row[]> {
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

function at(cases: readonly CaseId[], nth: number): CaseId {
  return cases[nth % cases.length] ?? 'c-'
}
