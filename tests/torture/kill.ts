import { setTimeout as pause } from 'node:timers/promises'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { leftAlone, openPlace } from '../crash/place.ts'
import { writingProcess, type Promised, type WritingProcess } from '../crash/process.ts'
import { judged, nothing, plus, type Tally } from '../crash/tally.ts'

/** Kills a process up to 60 ms after its first promise, and looks at what is left; so many times, in one place. */
export async function killProcess(place: string, runs: number): Promise<Tally> {
  return rounds(place, runs, async (go) => {
    const writing = await go()
    await pause(Math.random() * 60)
    return writing.kill()
  })
}

/** Lets the process write; answers after its first promise. */
export type Go = () => Promise<WritingProcess>

/**
 * Rounds of a fault in one place. `fault` lets the process write and answers with what it had promised; the next one is
 * loaded meanwhile. `through`: another way to that place, for the process. At the end, everything of all rounds is looked for once more, and the engine looks at itself.
 */
export async function rounds(
  place: string,
  runs: number,
  fault: (go: Go, round: number) => Promise<Promised>,
  { through = place, ...how }: { readonly through?: string; readonly lying?: boolean } = {},
): Promise<Tally> {
  const all = new Map<CaseId, number>()
  const name = Math.random().toString(36).slice(2, 8)
  let tally = nothing
  let next = writingProcess(through, `${name}0`, how)
  for (let round = 0; round < runs; round++) {
    const process = next
    next = writingProcess(through, `${name}${round + 1}`, how)
    try {
      const promised = await fault(async () => {
        await process.go()
        return process
      }, round)
      for (const [id, version] of promised) all.set(id, version)
      await leftAlone(place)
      const store = await openPlace(place)
      tally = plus(tally, await judged(store, promised).finally(() => store.close()))
    } catch (error) {
      await Promise.all([process.kill(), next.kill()])
      throw error
    }
  }
  await next.kill()
  // What a later round lost counts as well, and what an earlier one lost is not counted twice.
  const store = await openPlace(place)
  try {
    const { lost, halves } = await judged(store, all)
    return { ...tally, lost, halves: [...tally.halves, ...halves, ...(await store.check())] }
  } finally {
    await store.close()
  }
}
