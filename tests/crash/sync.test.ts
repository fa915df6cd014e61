import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { afterAll, describe, expect, test } from 'vitest'

/*
 * A promise also outlives a power cut: the system calls show that the log was synced between an act's last write to
 * it and the act's acknowledgement. Killing a process cannot show this; the system's memory survives it.
 */

const script = new URL('writing.ts', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'tocsin-sync-'))
afterAll(() => rmSync(folder, { recursive: true }))

const traceable = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
if (!traceable) console.warn('NOT SHOWN HERE: sync before acknowledgement (strace is missing or may not trace)')

type Step =
  | { readonly is: 'log written' }
  | { readonly is: 'log synced' }
  | { readonly is: 'promised'; readonly case: string; readonly version: number }

describe.skipIf(!traceable)('before an act is acknowledged', () => {
  test('its writes to the log are on disk, one writer', () => {
    const steps = traced('one', 1, 40)
    expect(promises(steps)).toHaveLength(40)
    for (const [index, step] of steps.entries()) {
      if (step.is !== 'promised') continue
      // With one writer everything in the log belongs to this act or an earlier one: all of it must be synced.
      expect(lastOf(steps.slice(0, index), ['log written', 'log synced'])).toBe('log synced')
    }
  })

  test('a sync came after its own writes, many writers', () => {
    const steps = traced('many', 8, 20)
    expect(promises(steps)).toHaveLength(160)
    for (const [index, step] of steps.entries()) {
      if (step.is !== 'promised') continue
      // This act's writes came after the same writer's last promise.
      const before = steps.findLastIndex(
        (one, at) => at < index && one.is === 'promised' && one.case === step.case && one.version === step.version - 1,
      )
      const since = steps.slice(before + 1, index)
      const written = since.findIndex(({ is }) => is === 'log written')
      expect(written).toBeGreaterThanOrEqual(0)
      expect(since.findLastIndex(({ is }) => is === 'log synced')).toBeGreaterThan(written)
    }
    // Many share a sync: otherwise this would not have tested the group.
    expect(steps.filter(({ is }) => is === 'log synced').length).toBeLessThan(160)
  })
})

function promises(steps: readonly Step[]) {
  return steps.filter(({ is }) => is === 'promised')
}

function lastOf(steps: readonly Step[], kinds: readonly Step['is'][]): Step['is'] | undefined {
  return steps.findLast(({ is }) => kinds.includes(is))?.is
}

function traced(name: string, writers: number, acts: number): readonly Step[] {
  const trace = join(folder, `${name}.trace`)
  const calls = 'trace=fsync,fdatasync,write,writev,pwrite64'
  const child = [execPath, script, join(folder, name), name, String(writers), String(acts)]
  const { status } = spawnSync('strace', ['-f', '-y', '-s', '4096', '-e', calls, '-o', trace, ...child])
  expect(status).toBe(0)
  return readFileSync(trace, 'utf8').split('\n').flatMap(stepsOf)
}

/** A write counts when it begins, a sync when it has returned, a promise when it begins: the strictest reading. */
function stepsOf(line: string): readonly Step[] {
  const [, pid = '', call = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
  if (/^pwrite64\(\d+<[^>]*-wal>/.test(call)) return [{ is: 'log written' }]
  if (/^(fsync|fdatasync)\(\d+<[^>]*-wal>/.test(call)) {
    if (call.endsWith('= 0')) return [{ is: 'log synced' }]
    if (call.includes('unfinished')) syncing.add(pid)
    return []
  }
  if (/^<\.\.\. (fsync|fdatasync) resumed>.*= 0$/.test(call) && syncing.delete(pid)) return [{ is: 'log synced' }]
  if (!/^writev?\(1</.test(call)) return []
  return [...call.matchAll(/(c-\w+-\d+) (\d+)\\n/g)].map(([, id, version]) => {
    return { is: 'promised', case: id!, version: Number(version) }
  })
}

/** Threads that are inside a sync of the log, where strace splits the call into two lines. */
const syncing = new Set<string>()
