import { execFileSync } from 'node:child_process'
import { statfsSync, writeFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from '../../src/adapters/store/index.ts'
import type { StoreFailed } from '../../src/app/ports/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { act } from '../crash/act.ts'
import { judged, lineOf } from '../crash/tally.ts'
import { startPostgres, type Postgres } from '../peers/postgres/index.ts'
import { smallDisk } from '../torture/disk.ts'

/*
 * The disk of the database server is full, or read-only: whoever acts is told in a coded error, what was acknowledged
 * stays, and with room again it goes on.
 */

const disk = smallDisk(tmpdir(), 192)
if (disk === undefined)
  console.warn('NOT SHOWN HERE: PostgreSQL on a full or read-only disk (it needs Linux, root and a loop device)')

describe.skipIf(disk === undefined)('a disk under PostgreSQL', () => {
  let server: Postgres
  beforeAll(async () => {
    server = await startPostgres([], disk?.folder)
  })
  afterAll(async () => {
    await server.stop()
    await disk?.remove()
  })

  test('that is full is told, and nothing is lost', { timeout: 90_000 }, async () => {
    const ballast = join(disk!.folder, 'ballast')
    const { bavail, bsize } = statfsSync(disk!.folder)
    writeFileSync(ballast, new Uint8Array(bavail * bsize - 4 * 1024 * 1024))
    const store = await openPostgres(await server.database())
    const promised = new Map<CaseId, number>()
    const codes = await Promise.all([0, 1, 2].map((writer) => untilItFails(writer)))

    async function untilItFails(writer: number): Promise<string> {
      for (let version = 1; version < 100_000; version++) {
        try {
          // Statements of a transaction in turn: what is large is written to the tables, and to the log.
          const settings = [{ name: `fill${writer}/${version}`, value: randomText() }]
          expect(await store.commit({ ...act(`c-${writer}`, version), settings })).toEqual({ ok: true })
          promised.set(`c-${writer}`, version)
        } catch (error) {
          return (error as StoreFailed).code
        }
      }
      return 'never'
    }

    expect(codes.filter((code) => !['disk_full', 'unreachable', 'unsure'].includes(code))).toEqual([])
    rmSync(ballast)
    await server.restart('stop')
    const tally = await judged(store, promised)
    console.info(lineOf(`PostgreSQL, disk full (${codes.join(', ')})`, tally))
    expect(tally).toMatchObject({ lost: 0, halves: [] })
    expect(tally.acknowledged).toBeGreaterThan(20)
    expect(await store.commit(act('c-after', 1))).toEqual({ ok: true })
    expect(await store.check()).toEqual([])
    await store.close()
  })

  /*
   * A mounted disk with open files cannot be made read-only on purpose; its files can: none can be opened for writing,
   * made or taken away any more. That is what the server meets with its next piece of log.
   */
  test('that becomes read-only is told, and nothing is lost', { timeout: 90_000 }, async () => {
    const store = await openPostgres(await server.database())
    const promised = new Map<CaseId, number>()
    const acting = Promise.all((['c-one', 'c-two'] as const).map((stream) => untilItFails(stream)))
    const writable = (may: boolean) => execFileSync('chattr', ['-R', '-f', may ? '-i' : '+i', server.data])

    async function untilItFails(stream: CaseId): Promise<string> {
      for (let version = 1; version < 100_000; version++) {
        try {
          expect(await store.commit(act(stream, version))).toEqual({ ok: true })
          promised.set(stream, version)
        } catch (error) {
          return (error as StoreFailed).code
        }
      }
      return 'never'
    }

    while ((promised.get('c-one') ?? 0) < 20) await pause(5)
    writable(false)
    const codes = await acting.finally(() => writable(true))
    expect(codes.filter((code) => !['read_only', 'unreachable', 'unsure'].includes(code))).toEqual([])
    await server.restart('stop')
    const tally = await judged(store, promised)
    console.info(lineOf(`PostgreSQL, disk read-only (${codes.join(', ')})`, tally))
    expect(tally).toMatchObject({ lost: 0, halves: [] })
    expect(await store.commit(act('c-after', 1))).toEqual({ ok: true })
    expect(await store.check()).toEqual([])
    await store.close()
  })
})

/** 20 kB that do not compress. */
function randomText(): string {
  return crypto.getRandomValues(new Uint8Array(10_000)).toHex()
}
