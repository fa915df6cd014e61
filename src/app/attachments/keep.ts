import type { CaseId } from '../../core/kernel/index.ts'
import type { World } from '../world.ts'
import { placeOf } from './place.ts'
import { bare, type NamedFile } from './take.ts'

/** Before the commit that names them: puts them beside their case, which has its key. Twice is no error. */
export async function keepFiles(world: World, id: CaseId, taken: readonly NamedFile[]): Promise<void> {
  if (taken.length === 0) return
  const key = await world.vault.key(id)
  for (const one of taken) await world.files.keep(bare(one), id, key.seal(placeOf(id, one.file), one.secret))
}

/** After that commit. */
async function settleFiles(world: World, id: CaseId, taken: readonly NamedFile[]): Promise<void> {
  await world.files.settle(taken.map(({ file }) => ({ case: id, file })))
}

/** Where there was no such commit. */
async function dropFiles(world: World, id: CaseId, taken: readonly NamedFile[]): Promise<void> {
  await world.files.drop(taken.flatMap((one) => [bare(one), { case: id, file: one.file }]))
}

/** Files stay when their case's record names them, and go when it does not. What is unknown is collected later. */
export async function keeping<Answer>(
  world: World,
  id: CaseId,
  taken: readonly NamedFile[],
  commit: () => Promise<Answer>,
): Promise<Answer> {
  const answer = await commit()
  const named = typeof answer === 'object' && answer !== null && 'case' in answer
  await (named ? settleFiles : dropFiles)(world, id, taken)
  return answer
}
