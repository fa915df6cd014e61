import { lockFolder } from '../../adapters/lock/index.ts'
import { holdDatabase } from '../../adapters/store/index.ts'
import type { EngineAt } from '../engine.ts'
import { Failed } from '../failure.ts'
import { shownAddress } from '../places.ts'

/** Keeps servers off until it is released. Throws `Failed` (`in_use`) where one runs. */
export async function hold({
  data,
  database,
}: EngineAt): Promise<{ isHeld(): boolean; release(): Promise<void> | void }> {
  const lock = database === undefined ? lockFolder(data) : await holdDatabase(database)
  if (lock !== undefined) return { isHeld: () => true, ...lock }
  const where = database === undefined ? data : shownAddress(database)
  throw new Failed('in_use', `a Tocsin serves ${where}`, 'Stop it first: what it wrote meanwhile would stay behind.')
}
