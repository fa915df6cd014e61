import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../src/adapters/store/index.ts'
import type { Batch, CaseRow } from '../src/app/ports/index.ts'
import type { CaseId } from '../src/core/kernel/index.ts'
import { median, rawWrites, type Row } from './measure.ts'

const repeats = 5
const seconds = 1

/**
 * Commits a second with 1 and with 16 callers, each commit an event, the case's row, and an outbox entry. The disk's
 * own speed changes by the minute, so each repeat measures it anew and only ratios are compared.
 */
export async function storeBench(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'))
  const store = await openStore(join(folder, 'data'))
  try {
    let lastCase = 0
    const measures: Record<string, () => number | Promise<number>> = {
      'write(1 kB) + fdatasync': () => rawWrites(join(folder, 'raw'), seconds),
      'commits, 1 caller': () => commits(1),
      'commits, 16 callers': () => commits(16),
    }
    const commits = async (callers: number) => {
      let done = 0
      const end = performance.now() + seconds * 1_000
      const call = async (id: CaseId) => {
        for (let version = 1; performance.now() < end; version++, done++) {
          const { ok } = await store.commit(act(id, version))
          if (!ok) throw new Error('a commit was refused')
        }
      }
      await Promise.all(Array.from({ length: callers }, () => call(`c-${++lastCase}`)))
      return done / seconds
    }
    await commits(16)
    const runs: Record<string, number>[] = []
    for (let repeat = 0; repeat < repeats; repeat++) {
      const run: Record<string, number> = {}
      for (const [what, measure] of Object.entries(measures)) run[what] = await measure()
      runs.push(run)
    }
    return Object.keys(measures).map((what) => ({
      what,
      median: median(runs.map((run) => run[what]!)),
      unit: 'a second',
      ofRaw: median(runs.map((run) => run[what]! / run['write(1 kB) + fdatasync']!)),
      goal: '',
      reached: null,
    }))
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

function act(id: CaseId, version: number): Batch {
  const at = Temporal.Instant.fromEpochMilliseconds(1_793_600_000_000 + version).toString()
  const community = 'k-000000000000'
  const hash = version.toString(16).padStart(64, '0')
  const sealed = new Uint8Array(600).fill(version)
  const summary = new Uint8Array(120)
  const row: CaseRow = {
    case: id,
    community,
    phase: 'triage',
    open: true,
    opened: at,
    updated: at,
    version,
    nextDue: null,
    summary,
  }
  const audience = ['p-000000000001', 'p-000000000002', 'p-000000000003'] as const
  return {
    appends: [
      {
        stream: id,
        kind: 'case',
        community,
        expected: version - 1,
        events: [{ version, at, open: hash, personal: hash, chain: hash, sealed }],
      },
    ],
    cases: [version === 1 ? { ...row, audience } : row],
    outbox: [
      {
        id: `${id}/${version}`,
        stream: id,
        kind: 'mail',
        class: 'notice',
        due: at,
        created: at,
        sealed: sealed.slice(0, 200),
      },
    ],
  }
}

if (import.meta.main) {
  for (const { what, median, unit, ofRaw } of await storeBench()) {
    console.log(`${what.padEnd(28)} ${median.toFixed(0).padStart(8)} ${unit}   ${ofRaw?.toFixed(2)} × raw`)
  }
}
