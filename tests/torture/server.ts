import { setTimeout as pause } from 'node:timers/promises'
import type { Tally } from '../crash/tally.ts'
import type { Postgres } from '../peers/postgres/index.ts'
import { rounds } from './kill.ts'

/**
 * The database server dies under a writing process and comes back: killed, or by its immediate shutdown, in turn. The
 * process goes on where it was, and in every third run it is killed in the same moment.
 */
export function killServer(server: Postgres, place: string, runs: number): Promise<Tally> {
  return rounds(place, runs, async (go, round) => {
    const writing = await go()
    await pause(20 + Math.random() * 80)
    const restarted = server.restart(round % 2 === 0 ? 'crash' : 'immediate')
    const promised = round % 3 === 2 ? writing.kill() : undefined
    await restarted
    if (promised !== undefined) return promised
    await pause(50)
    return writing.kill()
  })
}
