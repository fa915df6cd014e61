import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { Store } from '../ports/index.ts'
import type { World } from '../world.ts'

/** What this process has recorded already; bounded. */
const noted = new WeakMap<Store, Set<string>>()
const most = 10_000

/** Who read what, coalesced per person, case and quarter of an hour. On disk before anything is shown. */
export async function recordRead(world: World, person: PersonId, ...ids: readonly CaseId[]): Promise<void> {
  const quarter = world.machine.now().round({ smallestUnit: 'minute', roundingIncrement: 15, roundingMode: 'floor' })
  const at = quarter.toString({ smallestUnit: 'minute' })
  const keyOf = (id: CaseId) => `${person} ${id} ${at}`
  const known = noted.get(world.store) ?? new Set<string>()
  noted.set(world.store, known)
  const fresh = ids.filter((id) => !known.has(keyOf(id)))
  if (fresh.length === 0) return
  await world.store.commit({ reads: fresh.map((id) => ({ person, case: id, quarter: at })) })
  if (known.size >= most) known.clear()
  for (const id of fresh) known.add(keyOf(id))
}
