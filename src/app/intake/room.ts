import { membersOf } from '../../core/community/index.ts'
import { refuse, type CaseId, type Refused } from '../../core/kernel/index.ts'
import type { Case, Phase } from '../../core/process/index.ts'
import { theCommunity } from '../community/index.ts'
import type { SharedRoom } from '../attachments/index.ts'
import type { Store } from '../ports/index.ts'
import type { World } from '../world.ts'
import { floodRules } from './asked.ts'

/** What was found, when, and what was promised since. */
const known = new WeakMap<Store, { readonly at: number; used: number }>()
const fresh = 10 * 60_000

/** For what a reporter sends with a case: once it is accepted, it has the case's own limits only. */
export function roomOf(world: World, { accepted }: Pick<Case, 'accepted'>): SharedRoom | undefined {
  return accepted === null ? strangersRoom(world) : undefined
}

/** For files of reports which nobody has accepted yet, all of them together. */
export function strangersRoom(world: World): SharedRoom {
  return { left: () => left(world), took: (bytes) => count(world, bytes), full: noRoomForNow }
}

/** In bytes, never negative. */
async function left(world: World): Promise<number> {
  const { files } = await floodRules(world)
  const now = world.machine.now().epochMilliseconds
  const before = known.get(world.store)
  const isFresh = before !== undefined && now >= before.at && now - before.at < fresh
  const found = isFresh ? before : { at: now, used: await world.files.sizeOf(await unaccepted(world)) }
  known.set(world.store, found)
  return Math.max(0, files.unaccepted * 1_000_000 - found.used)
}

/** What was taken in since it was last looked. */
function count({ store }: World, bytes: number): void {
  const found = known.get(store)
  if (found !== undefined) found.used += bytes
}

const early: readonly Phase[] = ['held', 'triage']
const page = 500

async function unaccepted(world: World): Promise<readonly CaseId[]> {
  const [person] = membersOf(await theCommunity(world), world.machine.now())
  if (person === undefined) return []
  const found: CaseId[] = []
  for (const phase of early) {
    for (let rows = await world.store.cases({ person, open: true, phase, limit: page }); ;) {
      found.push(...rows.map((row) => row.case))
      const last = rows.at(-1)
      if (last === undefined || rows.length < page) break
      rows = await world.store.cases({ person, open: true, phase, limit: page, after: last })
    }
  }
  return found
}

function noRoomForNow(): Refused {
  return refuse(
    'no_room_for_now',
    'D1',
    'So many files came with reports that we have not looked at yet that there is no room for more. Nothing was sent.',
    'Send the report without files and say that you have some. You can add them in your own thread once we have answered.',
  )
}
