import { viewCase, type CaseView } from '../../../app/index.ts'
import { isId, isRefused, type CaseId } from '../../../core/kernel/index.ts'
import type { AskedByPerson } from '../../gate/index.ts'

/** The cases that were named, as far as this person may see them as a member; each once. */
export async function chosen({ world, person }: AskedByPerson, ids: readonly string[]): Promise<readonly CaseView[]> {
  const known = [...new Set(ids)].filter((id): id is CaseId => isId('c', id)).slice(0, 100)
  const views = await Promise.all(known.map((id) => viewCase(world, person.id, id)))
  return views.flatMap((view) => (isRefused(view) || !view.roles.includes('member') ? [] : [view]))
}
