import type { CaseId } from '../../core/kernel/index.ts'
import { loadCommunity } from '../community/index.ts'
import { hasKey } from '../records/index.ts'
import { forgetInSearch } from '../search/index.ts'
import type { World } from '../world.ts'
import { finishReporters } from './reporters.ts'

/**
 * Takes from the machine what is left of a case whose erasure is on record: its files, its key, its words in the search.
 * Each step may be repeated; whatever stops in between is done again by `finishErasures`.
 */
export async function finishErasure(world: World, id: CaseId): Promise<void> {
  await world.files.dropAll(id)
  await world.vault.destroyKey(id)
  await forgetInSearch(world, id)
}

/** How many of the erasures on record, from the first on, are known to be finished. */
const finished = 'erasures_finished'

/**
 * For a start and for once an hour: a machine that stopped in an erasure finishes it. What is known to be finished is only
 * looked at for its key: an older keystore that was put back has it again.
 */
export async function finishErasures(world: World): Promise<void> {
  const erased = (await loadCommunity(world))?.erased ?? []
  const done = Number((await world.store.setting(finished)) ?? '0')
  for (const [index, { case: id }] of erased.entries()) {
    if (index >= done || (await hasKey(world, id))) await finishErasure(world, id)
  }
  if (erased.length > done) await world.store.commit({ settings: [{ name: finished, value: String(erased.length) }] })
  await finishReporters(world)
}
