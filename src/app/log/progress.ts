import type { LogState } from '../ports/index.ts'
import type { World } from '../world.ts'
import { LogBroken } from './broken.ts'
import { madeLogKey } from './key.ts'
import { reachedBy, type Reached } from './reached.ts'
import { isRecent } from './recent.ts'
import { isSigned } from './signedHere.ts'

/** How far the log has come is written down apart from the database so often, and at the end; in between it is in memory. */
const landmarkEvery = Temporal.Duration.from({ minutes: 1 })

/** How far this server saw the log come: whoever can write to the database cannot make it forget that. */
export interface Progress {
  /** As the landmark on this machine says at first, then as it was seen. */
  seen(): Promise<Reached>
  /** Throws `LogBroken` where the log is neither what it was when it was last seen nor goes on from it. */
  follow(state: LogState): Promise<void>
  /** The log has come as far as this checkpoint. */
  come(note: string): Promise<void>
  /** Writes down what the landmark does not say yet. */
  tell(): Promise<void>
}

export function openProgress(world: World): Progress {
  const { store, machine, landmark } = world
  let reached: Reached | undefined
  let untold: string | undefined
  let told: Temporal.Instant | undefined

  async function seen(): Promise<Reached> {
    return (reached ??= reachedBy(await landmark.read()))
  }
  async function come(note: string): Promise<void> {
    reached = reachedBy(note)
    untold = note
    if (!isRecent(told, machine.now(), landmarkEvery)) await tell()
  }
  async function tell(): Promise<void> {
    if (untold === undefined) return
    const now = machine.now()
    await landmark.write(untold)
    untold = undefined
    told = now
  }
  return {
    seen,
    async follow({ size }) {
      const before = await seen()
      if (size < before.size) throw new LogBroken('log_rolled_back')
      if (size === before.size) return
      const [then] = before.size === 0 ? [] : await store.logBatches(before.size - 1, 1)
      if (before.size > 0 && (then === undefined || reachedBy(then.note).text !== before.text)) {
        throw new LogBroken('log_rolled_back')
      }
      const [[last], key] = [await store.logBatches(size - 1, 1), await madeLogKey(world)]
      if (last?.size !== size || key === undefined || !isSigned(world, last.note, key)) throw new LogBroken()
      await come(last.note)
    },
    come,
    tell,
  }
}
