import { setTimeout as pause } from 'node:timers/promises'
import type { Tally } from '../crash/tally.ts'
import { rounds, type Go } from './kill.ts'
import { startProxy } from './proxy.ts'

/** Cuts all connections of a writing process at bytes of no choice, ten times a run; it goes on, and is killed at last. */
export async function cutConnections(place: string, runs: number): Promise<Tally> {
  const proxy = await startProxy(place)
  const once = async (go: Go) => {
    const writing = await go()
    for (let cuts = 0; cuts < 10; cuts++) {
      proxy.cutAfter(Math.floor(Math.random() * 20_000), Math.random() < 0.5 ? 'to the server' : 'from the server')
      await pause(Math.random() * 100)
    }
    proxy.spare()
    return writing.kill()
  }
  return rounds(place, runs, once, { through: proxy.address }).finally(() => proxy.close())
}
