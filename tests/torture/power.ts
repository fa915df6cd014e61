import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Promised, WritingProcess } from '../crash/process.ts'
import type { Tally } from '../crash/tally.ts'
import type { Postgres } from '../peers/postgres/index.ts'
import type { SmallDisk } from './disk.ts'
import { rounds, type Go } from './kill.ts'

/**
 * Cuts the power under a process that writes to an embedded store on `disk`, so many times. `lying`: on a disk that
 * only says that it synced, which must show in what is lost.
 */
export function cutPower(disk: SmallDisk, runs: number, how: { readonly lying?: boolean } = {}): Promise<Tally> {
  const folder = mkdtempSync(join(disk.folder, 'data-'))
  const once = async (go: Go) => {
    const writing = await go()
    await pause(Math.random() * 300)
    const promised = cutUnder(disk, writing)
    await writing.kill()
    await disk.back()
    return promised
  }
  return rounds(folder, runs, once, how)
}

/** The same under a PostgreSQL server whose files are on `disk`; the writing process is elsewhere. */
export function cutServersPower(disk: SmallDisk, server: Postgres, place: string, runs: number): Promise<Tally> {
  // Tests' servers are made without a sync.
  disk.sync()
  return rounds(place, runs, async (go) => {
    const writing = await go()
    await pause(Math.random() * 300)
    const promised = cutUnder(disk, writing)
    await writing.kill()
    await server.restart('crash', () => disk.back())
    return promised
  })
}

/**
 * What had been promised when the power went. Not what is promised while it goes: a sync that is under way when ext4 is
 * shut down can return as if it had succeeded, and a plain write and fdatasync, told and looked for in the same way, lost
 * the last record in 2 of 60 cuts. Told a moment before, everything has to be there.
 */
function cutUnder(disk: SmallDisk, writing: WritingProcess): Promised {
  const promised = writing.promised()
  disk.cut()
  return promised
}
