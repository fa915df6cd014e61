import type { CaseId } from '../../core/kernel/index.ts'
import { loadCommunity } from '../community/index.ts'
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

/** For a start and for once an hour: a machine that stopped in an erasure finishes it. */
export async function finishErasures(world: World): Promise<void> {
  const community = await loadCommunity(world)
  for (const { case: id } of community?.erased ?? []) await finishErasure(world, id)
  await finishReporters(world)
}
