import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../../src/adapters/store/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { effectOf } from './act.ts'

/*
 * A process that dies at any instant loses nothing that it promised and leaves nothing half done. (The system's
 * memory survives it: that a promise also outlives a power cut is shown by sync.test.ts.)
 */

const rounds = 50
const writers = 8
const script = new URL('writing.ts', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'tocsin-kill-'))
afterAll(() => rmSync(folder, { recursive: true }))

test(`${rounds} kills in the midst of writing lose no promised act`, { timeout: 120_000 }, async () => {
  let promised = 0
  for (let round = 0; round < rounds; round++) {
    const last = await killed(String(round))
    const store = await openStore(folder)
    try {
      for (const [stream, version] of last) {
        promised += version
        const events = await store.readStream(stream)
        expect(events.map((event) => event.version)).toEqual(events.map((_, index) => index + 1))
        expect(events.length).toBeGreaterThanOrEqual(version)
        expect(await store.caseRow('p-000000000002', stream)).toMatchObject({ version: events.length })
        const effects = await store.outbox({ stream, limit: events.length + 1 })
        expect(effects.map(({ id }) => id).reverse()).toEqual(events.map((event) => effectOf(stream, event.version)))
      }
      // The whole file, and not after each kill: it grows to some ten megabytes.
      if (round % 10 === 9) expect(await store.check()).toEqual([])
    } finally {
      await store.close()
    }
  }
  // Were nothing written before the kills, nothing would be shown.
  expect(promised).toBeGreaterThan(rounds * writers)
})

/** Lets a process write, kills it 20 to 150 ms later, and answers with the last version promised for each case. */
async function killed(round: string): Promise<ReadonlyMap<CaseId, number>> {
  const child = spawn(execPath, [script, folder, round, String(writers), '1000000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const exit = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), exit])
  await pause(20 + Math.random() * 130)
  child.kill('SIGKILL')
  expect(await exit).toEqual([null, 'SIGKILL'])
  // The last line may be cut: it was not said.
  const lines = said.split('\n').slice(1, -1)
  return new Map(lines.map((line) => line.split(' ') as [CaseId, string]).map(([id, version]) => [id, Number(version)]))
}
