import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { Store } from '../ports/index.ts'
import type { World } from '../world.ts'

/** What this process has recorded already; bounded. */
const noted = new WeakMap<Store, Set<string>>()
const most = 10_000

/** Who read what, coalesced per person, case and quarter of an hour. On disk before anything is shown. */
export async function recordRead(world: World, person: PersonId, id: CaseId): Promise<void> {
  const quarter = world.machine.now().round({ smallestUnit: 'minute', roundingIncrement: 15, roundingMode: 'floor' })
  const at = quarter.toString({ smallestUnit: 'minute' })
  const key = `${person} ${id} ${at}`
  const known = noted.get(world.store) ?? new Set<string>()
  noted.set(world.store, known)
  if (known.has(key)) return
  await world.store.commit({ reads: [{ person, case: id, quarter: at }] })
  if (known.size >= most) known.clear()
  known.add(key)
}
