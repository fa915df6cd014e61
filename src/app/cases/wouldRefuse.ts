import { isRefused, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { decide, type Command } from '../../core/process/index.ts'
import { noSuchCase } from '../answers.ts'
import type { World } from '../world.ts'
import { contextFor, loadCase, rolesThrough } from './load.ts'

/**
 * What the process would answer if this person did one of these now, in their order; `null`: it would be done. Nothing is
 * recorded, and whoever cannot see the case is answered as if there were none.
 */
export async function wouldRefuse(
  world: World,
  person: PersonId,
  id: CaseId,
  commands: readonly Command[],
): Promise<readonly (Refused | null)[]> {
  const loaded = await loadCase(world, id)
  if (loaded === undefined || rolesThrough(loaded, person).length === 0) return commands.map(noSuchCase)
  const contextOf = await contextFor(world, loaded, person, world.machine.now())
  return commands.map((command) => {
    const decided = decide(loaded.case, command, contextOf(loaded.case))
    return isRefused(decided) ? decided : null
  })
}
