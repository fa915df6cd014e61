import type { Role } from '../../core/access/index.ts'
import { can } from '../../core/access/index.ts'
import { splitOff, type Case, type CaseEvent, type EventOf, type Post } from '../../core/process/index.ts'
import { policyOf } from '../community/index.ts'
import { blank } from '../records/index.ts'
import type { World } from '../world.ts'
import type { Change } from './change.ts'
import type { LoadedCase } from './load.ts'

/** The new case, written in the transaction of the event that splits it off. */
export function splitChange({ case: c, community }: LoadedCase, event: EventOf<'CaseSplit'>): Change {
  const stream = blank<CaseEvent, never>(event.case)
  return { stream, events: splitOff(c, event), policy: policyOf(community, c.policy) }
}

/**
 * The messages of the first case's thread that concern this one. They are read where they stand; nothing where that case
 * was erased. Each room's are for those who are in it.
 */
export async function carriedPosts(world: World, roles: readonly Role[], c: Case): Promise<readonly Post[]> {
  const { splitFrom } = c.related
  if (splitFrom === null || splitFrom.posts.length === 0) return []
  const { state } = await world.records.read('case', splitFrom.case)
  const chosen = (state?.posts ?? []).filter(({ post }) => splitFrom.posts.includes(post))
  return can(roles, 'readCase') ? chosen : chosen.filter(({ room }) => room === 'everyone')
}
