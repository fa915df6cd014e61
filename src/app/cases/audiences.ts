import { membersOf, type Community } from '../../core/community/index.ts'
import type { CaseId } from '../../core/kernel/index.ts'
import { mostTries } from '../answers.ts'
import { NotSetUp, policyOf } from '../community/index.ts'
import type { Append, CaseRow } from '../ports/index.ts'
import type { StreamOf } from '../records/index.ts'
import type { World } from '../world.ts'
import { listsOf, rowOf } from './summary.ts'

/** How many cases one commit rewrites: short transactions, so that nobody waits long. */
const atOnce = 100

/** Written with a change of seats, removed when the lists have followed: a restart goes on where this one ended. */
export const staleAudiences = 'stale_audiences'

/**
 * Lists follow the seats (C13): writes every case's row and audience anew. Until it has run, opening a case already
 * asks the seats themselves; only lists lag. Where people keep acting on the same, the next round goes on (committee/passTime).
 */
export async function rebuildAudiences(world: World): Promise<void> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const seats = await world.records.read('community', world.community)
    if (seats.state === null) throw new NotSetUp()
    const ids = await world.store.allCases(world.community)
    let written: Written = 'all'
    for (let from = 0; written === 'all' && from < ids.length; from += atOnce) {
      written = await rewrite(world, seats, seats.state, ids.slice(from, from + atOnce))
    }
    const appends = [world.records.unchanged('community', seats)]
    if (written === 'outrun') return
    if (written === 'seats') continue
    const { ok } = await world.store.commit({ appends, settings: [{ name: staleAudiences, value: null }] })
    if (ok) return
  }
}

/** Cases' rows and audiences as the seats want them; it fails when something happens on one of the cases meanwhile. */
export async function listedAnew(
  world: World,
  community: Community,
  streams: readonly StreamOf<'case'>[],
): Promise<{ readonly appends: readonly Append[]; readonly cases: readonly CaseRow[] }> {
  const now = world.machine.now()
  const rows: CaseRow[] = []
  const appends: Append[] = []
  for (const stream of streams) {
    const c = stream.state
    if (c === null) continue
    appends.push(world.records.unchanged('case', stream))
    rows.push(await rowOf(world, c, policyOf(community, c.policy), now, listsOf(c, membersOf(community, now))))
  }
  return { appends, cases: rows }
}

/** `seats`: they changed meanwhile. `outrun`: one of the cases did, over and over. */
type Written = 'all' | 'seats' | 'outrun'

/** Where someone acts on one of the cases meanwhile, smaller and smaller parts are tried. */
async function rewrite(
  world: World,
  seats: StreamOf<'community'>,
  community: Community,
  ids: readonly CaseId[],
  attempt = 1,
): Promise<Written> {
  const streams: StreamOf<'case'>[] = []
  for (const id of ids) streams.push(await world.records.read('case', id))
  const { appends, cases } = await listedAnew(world, community, streams)
  const committed = await world.store.commit({
    appends: [world.records.unchanged('community', seats), ...appends],
    cases,
  })
  if (committed.ok) return 'all'
  if (committed.why === 'conflict' && committed.stream === seats.id) return 'seats'
  if (ids.length === 1) {
    return attempt < mostTries ? rewrite(world, seats, community, ids, attempt + 1) : 'outrun'
  }
  const half = Math.ceil(ids.length / 2)
  const first = await rewrite(world, seats, community, ids.slice(0, half))
  return first === 'all' ? rewrite(world, seats, community, ids.slice(half)) : first
}
