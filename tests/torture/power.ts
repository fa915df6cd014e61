import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
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
    const kill = await go()
    await pause(Math.random() * 300)
    disk.cut()
    const promised = await kill()
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
    const kill = await go()
    await pause(Math.random() * 300)
    disk.cut()
    const promised = await kill()
    await server.restart('crash', () => disk.back())
    return promised
  })
}
