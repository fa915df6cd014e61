import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { World } from '../world.ts'
import { liveSecret } from './secrets.ts'

/** Whom a reporter's link stands for, and which case it leads to. */
export async function reporterOfLink(
  world: World,
  secret: string,
): Promise<{ readonly person: PersonId; readonly case: CaseId } | undefined> {
  const row = await liveSecret(world, 'reporter', secret)
  if (row === undefined || row.scope === null) return undefined
  return { person: row.subject as PersonId, case: row.scope as CaseId }
}
