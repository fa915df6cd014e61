import { membersOf } from '../../core/community/index.ts'
import { audienceOf } from '../../core/process/index.ts'
import { policyOf, theCommunity } from '../community/index.ts'
import type { CaseRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { standingOf, summaryOf } from './summary.ts'

/** How many cases one commit rewrites: short transactions, so that nobody waits long. */
const atOnce = 100

/**
 * Lists follow the seats (C13): writes every case's row and audience anew. Until it has run, opening a case already
 * asks the seats themselves; only lists lag.
 */
export async function rebuildAudiences(world: World): Promise<void> {
  const community = await theCommunity(world)
  const members = membersOf(community)
  const now = world.machine.now()
  const ids = await world.store.allCases(world.community)
  for (let from = 0; from < ids.length; from += atOnce) {
    const rows: CaseRow[] = []
    for (const id of ids.slice(from, from + atOnce)) {
      const c = (await world.records.read('case', id)).state
      if (c === null) continue
      rows.push({
        case: id,
        community: world.community,
        ...standingOf(c, policyOf(community, c.policy), now),
        opened: c.opened,
        updated: c.updated,
        version: c.version,
        summary: await world.records.seal(id, 'summary', summaryOf(c)),
        audience: audienceOf(c, members),
      })
    }
    await world.store.commit({ cases: rows })
  }
}
