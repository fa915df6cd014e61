import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'

/*
 * A disk that is full, that takes no more of a file, or that is read-only: whoever acts is told in a coded error, what
 * was acknowledged is there after a restart, and nothing stands half-written.
 */

const script = new URL('filling.ts', import.meta.url).pathname
const coded = /^(?:StoreFailed (?:disk_full|read_only|failed|closed)|VaultFailed failed)$/
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-fault-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A small disk of one's own needs Linux and user namespaces. */
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0

interface Found {
  readonly codes: readonly string[]
  readonly failed?: string
  readonly findings?: number
  readonly acts?: number
  readonly works?: number
}

function run(command: string, args: readonly string[]): Found {
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 50_000,
    env: { ...process.env, TMPDIR: folder },
  })
  const [line = ''] = stdout.trim().split('\n').slice(-1)
  if (!line.startsWith('{')) throw new Error(`nothing was said: ${stdout} ${stderr}`)
  return JSON.parse(line) as Found
}

const onSmallDisk = (how: string) =>
  run('unshare', [
    '-rm',
    'sh',
    '-c',
    'mount -t tmpfs -o size=16m tmpfs "$1" && exec "$2" "$3" "$4" "$1"',
    'sh',
    folder,
    execPath,
    script,
    how,
  ])

const whole = { findings: 0, lost: [], halves: [], sound: [] }

test.skipIf(!canMount)('a full disk', { timeout: 60_000 }, () => {
  const found = onSmallDisk('full')
  expect(found.codes.filter((code) => !coded.test(code))).toEqual([])
  expect(found.codes.some((code) => code === 'StoreFailed disk_full' || code === 'VaultFailed failed')).toBe(true)
  expect(found).toMatchObject(whole)
  expect(found.acts).toBeGreaterThan(20)
  // With space again, it goes on where it ended.
  expect(found.works).toBeGreaterThan(0)
})

test('a file that may not grow', { timeout: 60_000 }, () => {
  const found = run('bash', ['-c', 'ulimit -f 4096; exec "$0" "$1" limited "$2"', execPath, script, folder])
  expect(found.codes.length).toBeGreaterThan(0)
  expect(found.codes.filter((code) => !coded.test(code))).toEqual([])
  expect(found).toMatchObject(whole)
  expect(found.acts).toBeGreaterThan(20)
})

test.skipIf(!canMount)('a read-only disk is refused at the start, with a code', { timeout: 60_000 }, () => {
  const found = onSmallDisk('read-only')
  expect(found.failed).toMatch(/^(?:StoreFailed|VaultFailed) (?:read_only|unsafe_settings|failed)$/)
})
