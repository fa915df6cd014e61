import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres } from '../../src/adapters/store/index.ts'
import { startPostgres, type Postgres } from '../peers/postgres/index.ts'
import { act } from './act.ts'

/*
 * What sync.test.ts shows of the embedded store, shown of PostgreSQL as tests start it and as we connect to it: no
 * answer to a commit leaves the server between a write to its log and the sync of that write.
 */

const folder = mkdtempSync(join(tmpdir(), 'tocsin-sync-server-'))
let server: Postgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const acts = 40

test('before PostgreSQL answers a commit, its log is on disk', async ({ skip }) => {
  const trace = join(folder, 'trace')
  const calls = 'trace=fsync,fdatasync,pwrite64,sendto'
  const strace = spawn('strace', ['-f', '-y', '-s', '16', '-e', calls, '-o', trace, '-p', String(server.main)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(strace, 'exit')
  const [attached] = await Promise.race([once(strace.stderr, 'data'), once(strace, 'error')])
  if (!String(attached).includes('attached')) skip(`strace is missing or may not trace: ${String(attached)}`)

  const store = await openPostgres(await server.database())
  for (let version = 1; version <= acts; version++)
    expect(await store.commit(act('c-1', version))).toEqual({ ok: true })
  await store.close()
  strace.kill('SIGINT')
  await ended

  const state = new Map<string, 'written' | 'synced'>()
  let synced = 0
  let answered = 0
  for (const { process, is } of stepsIn(readFileSync(trace, 'utf8'))) {
    if (is === 'answered') {
      expect(state.get(process)).not.toBe('written')
      if (state.get(process) === 'synced') answered += 1
    } else state.set(process, is)
    if (is === 'synced') synced += 1
  }
  console.info(`PostgreSQL, sync before acknowledgement: ${answered} answers after ${synced} syncs, 0 before`)
  expect(synced).toBeGreaterThanOrEqual(acts)
  expect(answered).toBeGreaterThanOrEqual(acts)
})

interface Step {
  readonly process: string
  readonly is: 'written' | 'synced' | 'answered'
}

/** A write counts when it begins, a sync when it has returned, an answer when it begins: the strictest reading. */
function* stepsIn(trace: string): Generator<Step> {
  const syncing = new Set<string>()
  for (const line of trace.split('\n')) {
    const [, process = '', call = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    if (/^pwrite64\(\d+<[^>]*\/pg_wal\//.test(call)) yield { process, is: 'written' }
    else if (/^sendto\(\d+<(?:TCP|socket)/.test(call)) yield { process, is: 'answered' }
    else if (/^(?:fsync|fdatasync)\(\d+<[^>]*\/pg_wal\//.test(call)) {
      if (call.includes('unfinished')) syncing.add(process)
      else if (call.endsWith('= 0')) yield { process, is: 'synced' }
    } else if (/^<\.\.\. (?:fsync|fdatasync) resumed>.*= 0$/.test(call) && syncing.delete(process)) {
      yield { process, is: 'synced' }
    }
  }
}
