import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { startPostgres } from '../peers/postgres/index.ts'
import { smallDisk } from '../torture/disk.ts'
import { cutPower, cutServersPower } from '../torture/power.ts'
import { lineOf } from './tally.ts'

/*
 * A promise outlives a power cut. An ext4 file system of its own is cut off in the midst of writing: what the system
 * still held in memory for it is gone. Where the machine does not let us, sync.test.ts shows the order of system calls.
 */

const disk = smallDisk(tmpdir(), 384)
afterAll(() => disk?.remove())
if (disk === undefined) console.warn('NOT SHOWN HERE: power cuts (they need Linux, root and a loop device)')
const canLie = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
const timeout = 120_000

describe.skipIf(disk === undefined)('a power cut', () => {
  test('loses no promised act on SQLite', { timeout }, async () => {
    const tally = await cutPower(disk!, 4)
    console.info(lineOf('SQLite, power cut', tally))
    expect(tally).toMatchObject({ runs: 4, lost: 0, halves: [] })
    expect(tally.acknowledged).toBeGreaterThanOrEqual(4)
  })

  test.skipIf(!canLie)('would show, if nothing were synced', { timeout }, async () => {
    const tally = await cutPower(disk!, 1, { lying: true })
    console.info(lineOf('SQLite, power cut, on a disk that only says that it synced', tally))
    expect(tally.lost).toBeGreaterThan(0)
  })

  test('loses no promised act on PostgreSQL', { timeout }, async () => {
    const server = await startPostgres([], disk!.folder)
    try {
      const tally = await cutServersPower(disk!, server, await server.database(), 2)
      console.info(lineOf('PostgreSQL, power cut', tally))
      expect(tally).toMatchObject({ runs: 2, lost: 0, halves: [] })
      expect(tally.acknowledged).toBeGreaterThanOrEqual(2)
    } finally {
      await server.stop()
    }
  })
})
